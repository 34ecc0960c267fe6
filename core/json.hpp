// JSON of described structs, written and read by reflection. Boost.JSON parses and prints.
//
// Reading collects every problem with its JSON pointer and never stops at the first: a missing member, an unknown
// member, a wrong type, a bad date. A Stated<T> takes a value or "unknown" and may not be left out or be null;
// an optional may be left out or null; a vector may be left out when empty is meant.
//
// A struct has no code of its own for this, only a table of its members: structs are many, the types of their members few.
#pragma once

#include "core/binary.hpp"
#include "core/problem.hpp"

#include <boost/json.hpp>

#include <array>
#include <limits>
#include <span>

namespace foxtrail {

namespace json = boost::json;

struct JsonLimits {
    std::size_t string_bytes_max = 10'000;
    std::size_t items_max = 10'000;
};

// "a/b" -> "a~1b" (RFC 6901)
std::string pointer_token(std::string_view name);

// Where a value lies in a document; it becomes a pointer only when there is a problem there.
struct JsonPlace {
    const JsonPlace* above = nullptr;  // null: `name` is the pointer to begin with
    std::string_view name{};
    std::size_t index = 0;  // in a list, when there is no name

    std::string pointer() const;
};

// JSON of any form, where it lies in the document that was read: the document outlives it.
struct AnyJson {
    const json::value* value = nullptr;
};

// A type's JSON, by the address of a value of it.
struct JsonForm {
    enum class LeftOut : std::uint8_t { is_wrong, must_be_said, is_none, is_empty };
    LeftOut left_out;  // what it means when a struct's member of this type is left out
    json::value (*write)(const void* value, const json::storage_ptr&);
    void (*read)(const json::value&, void* value, Problems&, const JsonPlace&, const JsonLimits&);
    json::object (*schema)();
};
struct JsonMember {
    std::string_view name;
    void* (*of)(void* object);
    const JsonForm* form;
};
template <Described T>
std::span<const JsonMember> json_members();

// The same for a whole object of a type that is known by its members.
json::object write_members(const void* object, std::span<const JsonMember>, const json::storage_ptr& = {});
void read_members(const json::value&, void* object, std::span<const JsonMember>, Problems&, const JsonPlace& = {}, const JsonLimits& = {});
json::object members_schema(std::span<const JsonMember>);

namespace detail {

bool read_string(const json::value&, std::string_view&, Problems&, const JsonPlace&, const JsonLimits&);
void read_bool(const json::value&, bool&, Problems&, const JsonPlace&);
void read_double(const json::value&, double&, Problems&, const JsonPlace&);
void read_percent(const json::value&, Percent&, Problems&, const JsonPlace&);
json::value write_money(const Money&, const json::storage_ptr&);
void read_money(const json::value&, Money&, Problems&, const JsonPlace&);
// The name among `names`, or their number when it is none of them.
std::size_t read_name(const json::value&, std::span<const std::string_view> names, Problems&, const JsonPlace&);
// Whether it is to be read item by item.
bool is_list(const json::value&, Problems&, const JsonPlace&, const JsonLimits&);
// True when it says "unknown", or wrongly nothing.
bool is_unknown(const json::value&, Problems&, const JsonPlace&);
std::string one_of(std::span<const std::string_view> names);
void expected_whole_number(Problems&, const JsonPlace&, std::string_view from, std::string_view to);

}  // namespace detail

template <class T>
json::value to_json(const T& value, const json::storage_ptr& storage = {}) {
    if constexpr (std::is_same_v<T, std::string> || std::is_same_v<T, bool> || std::is_arithmetic_v<T>) {
        return json::value(value, storage);
    } else if constexpr (std::is_same_v<T, AnyJson>) {
        return value.value ? json::value(*value.value, storage) : json::value(nullptr, storage);
    } else if constexpr (std::is_same_v<T, Percent>) {
        return json::value(value.value, storage);
    } else if constexpr (DescribedEnum<T>) {
        return json::value(enum_name(value), storage);
    } else if constexpr (std::is_same_v<T, Money>) {
        return detail::write_money(value, storage);
    } else if constexpr (Textual<T>) {
        return json::value(to_text(value), storage);
    } else if constexpr (AnOptional<T>) {
        return value ? to_json(*value, storage) : json::value(nullptr, storage);
    } else if constexpr (AStated<T>) {
        return value.value ? to_json(*value.value, storage) : json::value("unknown", storage);
    } else if constexpr (AVector<T>) {
        json::array array(storage);
        array.reserve(value.size());
        for (const auto& item : value) array.push_back(to_json(item, storage));
        return array;
    } else {
        static_assert(Described<T>, "describe the struct, or give its type a JSON form here");
        return write_members(&value, json_members<T>(), storage);
    }
}

// Reads `json` into `value`; each problem found is added to `problems` with `at` in front of its pointer.
template <class T>
void read_json(const json::value& json, T& value, Problems& problems, const JsonPlace& at = {}, const JsonLimits& limits = {}) {
    if constexpr (std::is_same_v<T, AnyJson>) {
        value.value = &json;
    } else if constexpr (std::is_same_v<T, std::string>) {
        if (std::string_view text; detail::read_string(json, text, problems, at, limits)) value = text;
    } else if constexpr (std::is_same_v<T, bool>) {
        detail::read_bool(json, value, problems, at);
    } else if constexpr (std::is_integral_v<T>) {
        boost::system::error_code error;
        const T number = json.is_double() ? T{} : json.to_number<T>(error);
        if (json.is_number() && !json.is_double() && !error) value = number;
        else detail::expected_whole_number(problems, at, std::to_string(std::numeric_limits<T>::min()), std::to_string(std::numeric_limits<T>::max()));
    } else if constexpr (std::is_same_v<T, double>) {
        detail::read_double(json, value, problems, at);
    } else if constexpr (std::is_same_v<T, Percent>) {
        detail::read_percent(json, value, problems, at);
    } else if constexpr (DescribedEnum<T>) {
        const auto values = enum_values<T>();
        if (const std::size_t found = detail::read_name(json, enum_names<T>(), problems, at); found < values.size()) value = values[found];
    } else if constexpr (std::is_same_v<T, Money>) {
        detail::read_money(json, value, problems, at);
    } else if constexpr (Textual<T>) {
        std::string_view text;
        if (!detail::read_string(json, text, problems, at, limits)) return;
        if (auto read = from_text(text, std::type_identity<T>{})) value = std::move(*read);
        else problems.push_back({at.pointer(), std::move(read.error())});
    } else if constexpr (AnOptional<T>) {
        if (!json.is_null()) read_json(json, value.emplace(), problems, at, limits);
    } else if constexpr (AStated<T>) {
        if (detail::is_unknown(json, problems, at)) value.value.reset();
        else read_json(json, value.value.emplace(), problems, at, limits);
    } else if constexpr (AVector<T>) {
        if (!detail::is_list(json, problems, at, limits)) return;
        const auto& array = json.get_array();
        for (std::size_t i = 0; i < array.size(); ++i) read_json(array[i], value.emplace_back(), problems, {&at, {}, i}, limits);
    } else {
        static_assert(Described<T>, "describe the struct, or give its type a JSON form here");
        read_members(json, &value, json_members<T>(), problems, at, limits);
    }
}

template <class T>
std::expected<T, Problems> from_json(const json::value& json) {
    T value{};
    Problems problems;
    read_json(json, value, problems);
    if (!problems.empty()) return std::unexpected(std::move(problems));
    return value;
}

// What read_json accepts and to_json prints for a T; in core/schema.hpp.
template <class T>
json::object json_schema();

template <class T>
inline constexpr JsonForm json_form{
    AStated<T> ? JsonForm::LeftOut::must_be_said : AnOptional<T> ? JsonForm::LeftOut::is_none : AVector<T> ? JsonForm::LeftOut::is_empty : JsonForm::LeftOut::is_wrong,
    [](const void* value, const json::storage_ptr& storage) { return to_json(*static_cast<const T*>(value), storage); },
    [](const json::value& json, void* value, Problems& problems, const JsonPlace& at, const JsonLimits& limits) { read_json(json, *static_cast<T*>(value), problems, at, limits); },
    [] { return json_schema<T>(); }};

template <Described T>
std::span<const JsonMember> json_members() {
    static constexpr auto members = []<template <class...> class L, class... M>(L<M...>) {
        return std::array<JsonMember, sizeof...(M)>{JsonMember{
            M::name, [](void* object) -> void* { return &(static_cast<T*>(object)->*M::pointer); }, &json_form<std::remove_cvref_t<decltype(std::declval<T&>().*M::pointer)>>}...};
    }(members_of<T>{});
    return members;
}

}  // namespace foxtrail

#include "core/schema.hpp"
