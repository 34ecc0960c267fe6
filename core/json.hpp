// JSON of described structs, written and read by reflection. Boost.JSON parses and prints.
//
// Reading collects every problem with its JSON pointer and never stops at the first: a missing member, an unknown
// member, a wrong type, a bad date. A Stated<T> takes a value or "unknown" and may not be left out or be null;
// an optional may be left out or null; a vector may be left out when empty is meant.
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

template <class T>
json::value to_json(const T& value) {
    if constexpr (std::is_same_v<T, std::string> || std::is_same_v<T, bool> || std::is_arithmetic_v<T>) {
        return json::value(value);
    } else if constexpr (std::is_same_v<T, json::value>) {
        return value;
    } else if constexpr (std::is_same_v<T, Percent>) {
        return json::value(value.value);
    } else if constexpr (DescribedEnum<T>) {
        return json::value(enum_name(value));
    } else if constexpr (std::is_same_v<T, Money>) {
        return json::object{{"amount", decimal_text(value.minor, value.currency)}, {"currency", to_text(value.currency)}};
    } else if constexpr (Textual<T>) {
        return json::value(to_text(value));
    } else if constexpr (AnOptional<T>) {
        return value ? to_json(*value) : json::value(nullptr);
    } else if constexpr (AStated<T>) {
        return value.value ? to_json(*value.value) : json::value("unknown");
    } else if constexpr (AVector<T>) {
        json::array array;
        array.reserve(value.size());
        for (const auto& item : value) array.push_back(to_json(item));
        return array;
    } else {
        static_assert(Described<T>, "describe the struct, or give its type a JSON form here");
        json::object object;
        for_each_member(value, [&](std::string_view name, const auto& member) {
            if constexpr (AnOptional<std::remove_cvref_t<decltype(member)>>) {
                if (!member) return;
            }
            object.emplace(name, to_json(member));
        });
        return object;
    }
}

// Reads `json` into `value`; each problem found is added to `problems` with `at` in front of its pointer.
template <class T>
void read_json(const json::value& json, T& value, Problems& problems, const std::string& at, const JsonLimits& limits = {});

template <class T>
std::expected<T, Problems> from_json(const json::value& json) {
    T value{};
    Problems problems;
    read_json(json, value, problems, "");
    if (!problems.empty()) return std::unexpected(std::move(problems));
    return value;
}

namespace detail {

std::optional<std::string_view> read_string(const json::value&, Problems&, const std::string& at, const JsonLimits&, std::string_view expected);
void read_money(const json::value&, Money&, Problems&, const std::string& at);
void unknown_members(const json::object&, std::span<const std::string_view> known, Problems&, const std::string& at);
std::string one_of(std::span<const std::string_view> names);

template <DescribedEnum E>
std::vector<std::string_view> enum_names() {
    std::vector<std::string_view> names;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto e) { names.push_back(e.name); });
    return names;
}

template <class T>
void read_integer(const json::value& json, T& value, Problems& problems, const std::string& at) {
    boost::system::error_code error;
    const T number = json.is_double() ? T{} : json.to_number<T>(error);
    if (json.is_number() && !json.is_double() && !error) value = number;
    else problems.push_back({at, "expected a whole number from " + std::to_string(std::numeric_limits<T>::min()) + " to " + std::to_string(std::numeric_limits<T>::max())});
}

template <DescribedEnum E>
void read_enum(const json::value& json, E& value, Problems& problems, const std::string& at) {
    bool found = false;
    if (const auto* text = json.if_string())
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto e) {
            if (*text == e.name) value = e.value, found = true;
        });
    if (!found) problems.push_back({at, one_of(enum_names<E>())});
}

template <Described T>
void read_struct(const json::value& json, T& value, Problems& problems, const std::string& at, const JsonLimits& limits) {
    const auto* object = json.if_object();
    if (!object) return problems.push_back({at, "expected an object"});
    std::vector<std::string_view> known;
    for_each_member(value, [&]<class M>(std::string_view name, M& member) {
        known.push_back(name);
        const std::string here = at + '/' + pointer_token(name);
        if (const auto* found = object->if_contains(name)) return read_json(*found, member, problems, here, limits);
        if constexpr (AStated<M>) problems.push_back({here, "say it, or say \"unknown\""});
        else if constexpr (!AnOptional<M> && !AVector<M>) problems.push_back({here, "is missing"});
    });
    unknown_members(*object, known, problems, at);
}

}  // namespace detail

template <class T>
void read_json(const json::value& json, T& value, Problems& problems, const std::string& at, const JsonLimits& limits) {
    if constexpr (std::is_same_v<T, json::value>) {
        value = json;
    } else if constexpr (std::is_same_v<T, std::string>) {
        if (const auto text = detail::read_string(json, problems, at, limits, "expected a string")) value = *text;
    } else if constexpr (std::is_same_v<T, bool>) {
        if (json.is_bool()) value = json.get_bool();
        else problems.push_back({at, "expected true or false"});
    } else if constexpr (std::is_integral_v<T>) {
        detail::read_integer(json, value, problems, at);
    } else if constexpr (std::is_same_v<T, double>) {
        if (json.is_number()) value = json.to_number<double>();
        else problems.push_back({at, "expected a number"});
    } else if constexpr (std::is_same_v<T, Percent>) {
        boost::system::error_code error;
        const bool whole = json.is_int64() || json.is_uint64();
        const auto number = whole ? json.to_number<std::uint8_t>(error) : std::uint8_t{};
        if (whole && !error && number <= 100) value.value = number;
        else problems.push_back({at, "expected a whole percentage from 0 to 100"});
    } else if constexpr (DescribedEnum<T>) {
        detail::read_enum(json, value, problems, at);
    } else if constexpr (std::is_same_v<T, Money>) {
        detail::read_money(json, value, problems, at);
    } else if constexpr (Textual<T>) {
        const auto text = detail::read_string(json, problems, at, limits, "expected a string");
        if (!text) return;
        auto read = from_text(*text, std::type_identity<T>{});
        if (read) value = std::move(*read);
        else problems.push_back({at, std::move(read.error())});
    } else if constexpr (AnOptional<T>) {
        if (!json.is_null()) read_json(json, value.emplace(), problems, at, limits);
    } else if constexpr (AStated<T>) {
        if (json.is_string() && json.get_string() == "unknown") value.value.reset();
        else if (json.is_null()) problems.push_back({at, "say it, or say \"unknown\""});
        else read_json(json, value.value.emplace(), problems, at, limits);
    } else if constexpr (AVector<T>) {
        const auto* array = json.if_array();
        if (!array) return problems.push_back({at, "expected a list"});
        if (array->size() > limits.items_max) return problems.push_back({at, "expected at most " + std::to_string(limits.items_max) + " items"});
        for (std::size_t i = 0; i < array->size(); ++i) read_json((*array)[i], value.emplace_back(), problems, at + '/' + std::to_string(i), limits);
    } else {
        static_assert(Described<T>, "describe the struct, or give its type a JSON form here");
        detail::read_struct(json, value, problems, at, limits);
    }
}

}  // namespace foxtrail
