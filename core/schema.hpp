// JSON Schema (2020-12, as OpenAPI 3.1 uses it) of described structs, derived by reflection. Part of json.hpp.
#pragma once

#include "core/json.hpp"

namespace foxtrail {

namespace detail {

json::object pattern_schema(std::string_view pattern);
json::object format_schema(std::string_view format);
json::object id_schema(std::string_view prefix);
json::object ref_schema(std::string_view prefix);
json::object key_schema();
json::object string_schema();
json::object integer_schema(bool is_unsigned);
json::object percent_schema();
json::object names_schema(std::span<const std::string_view> names);
json::object money_schema();
json::object stated_schema(json::object known);
json::object list_schema(json::object items);

template <class T>
json::object text_schema() {
    if constexpr (std::is_same_v<T, Time>) return format_schema("date-time");
    else if constexpr (std::is_same_v<T, Date>) return format_schema("date");
    else if constexpr (std::is_same_v<T, Currency>) return pattern_schema("^[A-Z]{3}$");
    else if constexpr (std::is_same_v<T, ExternalKey>) return key_schema();
    else if constexpr (std::is_same_v<T, Entity>) return pattern_schema("^[a-z]{1,4}-[1-9][0-9]*$");
    else if constexpr (AnId<T>) return id_schema(T::noun::prefix);
    else if constexpr (ARef<T>) return ref_schema(T::id_type::noun::prefix);
    else return {{"type", "string"}};
}

}  // namespace detail

// What read_json accepts and to_json prints for a T.
template <class T>
json::object json_schema() {
    if constexpr (std::is_same_v<T, std::string>) return detail::string_schema();
    else if constexpr (std::is_same_v<T, AnyJson>) return {};
    else if constexpr (std::is_same_v<T, bool>) return {{"type", "boolean"}};
    else if constexpr (std::is_integral_v<T>) return detail::integer_schema(std::is_unsigned_v<T>);
    else if constexpr (std::is_same_v<T, double>) return {{"type", "number"}};
    else if constexpr (std::is_same_v<T, Percent>) return detail::percent_schema();
    else if constexpr (DescribedEnum<T>) return detail::names_schema(enum_names<T>());
    else if constexpr (std::is_same_v<T, Money>) return detail::money_schema();
    else if constexpr (Textual<T>) return detail::text_schema<T>();
    else if constexpr (AnOptional<T>) return json_schema<typename T::value_type>();
    else if constexpr (AStated<T>) return detail::stated_schema(json_schema<typename decltype(T::value)::value_type>());
    else if constexpr (AVector<T>) return detail::list_schema(json_schema<typename T::value_type>());
    else {
        static_assert(Described<T>, "describe the struct, or give its type a JSON Schema here");
        return members_schema(json_members<T>());
    }
}

}  // namespace foxtrail
