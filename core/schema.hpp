// JSON Schema (2020-12, as OpenAPI 3.1 uses it) of described structs, derived by reflection.
#pragma once

#include "core/json.hpp"

namespace foxtrail {

namespace detail {
template <class T>
json::object text_schema() {
    if constexpr (std::is_same_v<T, Time>) return {{"type", "string"}, {"format", "date-time"}};
    else if constexpr (std::is_same_v<T, Date>) return {{"type", "string"}, {"format", "date"}};
    else if constexpr (std::is_same_v<T, Currency>) return {{"type", "string"}, {"pattern", "^[A-Z]{3}$"}};
    else if constexpr (std::is_same_v<T, ExternalKey>) return {{"type", "string"}, {"pattern", "^[^:]+:.+$"}, {"maxLength", 200}};
    else if constexpr (std::is_same_v<T, Entity>) return {{"type", "string"}, {"pattern", "^[a-z]{1,4}-[1-9][0-9]*$"}};
    else if constexpr (AnId<T>) return {{"type", "string"}, {"pattern", "^" + std::string(T::noun::prefix) + "-[1-9][0-9]*$"}};
    else if constexpr (ARef<T>)
        return {{"type", "string"}, {"description", "an id like " + std::string(T::id_type::noun::prefix) + "-7, or an external key like salesforce:006XYZ"}};
    else return {{"type", "string"}};
}
}  // namespace detail

// What read_json accepts and to_json prints for a T.
template <class T>
json::object json_schema() {
    if constexpr (std::is_same_v<T, std::string>) {
        return {{"type", "string"}, {"maxLength", JsonLimits{}.string_bytes_max}};
    } else if constexpr (std::is_same_v<T, json::value>) {
        return {};
    } else if constexpr (std::is_same_v<T, bool>) {
        return {{"type", "boolean"}};
    } else if constexpr (std::is_integral_v<T>) {
        json::object schema{{"type", "integer"}};
        if constexpr (std::is_unsigned_v<T>) schema["minimum"] = 0;
        return schema;
    } else if constexpr (std::is_same_v<T, double>) {
        return {{"type", "number"}};
    } else if constexpr (std::is_same_v<T, Percent>) {
        return {{"type", "integer"}, {"minimum", 0}, {"maximum", 100}};
    } else if constexpr (DescribedEnum<T>) {
        json::array names;
        for (const auto name : detail::enum_names<T>()) names.emplace_back(name);
        return {{"type", "string"}, {"enum", std::move(names)}};
    } else if constexpr (std::is_same_v<T, Money>) {
        return {{"type", "object"},
                {"properties", {{"amount", {{"type", "string"}, {"pattern", "^-?[0-9]+(\\.[0-9]+)?$"}}}, {"currency", detail::text_schema<Currency>()}}},
                {"required", {"amount", "currency"}},
                {"additionalProperties", false}};
    } else if constexpr (Textual<T>) {
        return detail::text_schema<T>();
    } else if constexpr (AnOptional<T>) {
        return json_schema<typename T::value_type>();
    } else if constexpr (AStated<T>) {
        return {{"anyOf", {json::object{{"const", "unknown"}}, json_schema<typename decltype(T::value)::value_type>()}}};
    } else if constexpr (AVector<T>) {
        return {{"type", "array"}, {"items", json_schema<typename T::value_type>()}, {"maxItems", JsonLimits{}.items_max}};
    } else {
        static_assert(Described<T>, "describe the struct, or give its type a JSON Schema here");
        json::object properties;
        json::array required;
        T example{};
        for_each_member(example, [&]<class M>(std::string_view name, const M&) {
            properties[name] = json_schema<M>();
            if constexpr (!AnOptional<M> && !AVector<M>) required.emplace_back(name);
        });
        json::object schema{{"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
        if (!required.empty()) schema["required"] = std::move(required);
        return schema;
    }
}

}  // namespace foxtrail
