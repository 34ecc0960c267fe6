// Reflection over described structs: the one declaration that the binary form, JSON, JSON Schema and links derive from.
#pragma once

#include "core/id.hpp"

#include <boost/describe.hpp>
#include <boost/mp11.hpp>

#include <array>
#include <concepts>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace foxtrail {

template <class T>
concept Described = boost::describe::has_describe_members<std::remove_const_t<T>>::value && !std::is_union_v<T>;

template <class T>
concept DescribedEnum = std::is_enum_v<T> && boost::describe::has_describe_enumerators<T>::value;

// A type with one text form, used alike in JSON, query parameters, CSV and on the command line:
//   std::string to_text(const T&);   std::expected<T, std::string> from_text(std::string_view, std::type_identity<T>);
template <class T>
concept Textual = requires(const T& value, std::string_view text) {
    { to_text(value) } -> std::same_as<std::string>;
    { from_text(text, std::type_identity<T>{}) } -> std::same_as<std::expected<T, std::string>>;
};

template <class T>
using members_of = boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>;

// Calls visit(name, member) for each member, in declaration order.
template <Described T, class Visit>
constexpr void for_each_member(T& object, Visit&& visit) {
    boost::mp11::mp_for_each<members_of<std::remove_const_t<T>>>(
        [&](auto member) { visit(std::string_view(member.name), object.*member.pointer); });
}

template <class T, template <class...> class Template>
inline constexpr bool is_specialization = false;
template <template <class...> class Template, class... Args>
inline constexpr bool is_specialization<Template<Args...>, Template> = true;

template <class T>
concept AnOptional = is_specialization<T, std::optional>;
template <class T>
concept AVector = is_specialization<T, std::vector>;
template <class T>
concept AStated = is_specialization<T, Stated>;
template <class T>
concept AnId = is_specialization<T, Id>;
template <class T>
concept ARef = is_specialization<T, Ref>;

// Its names and values, in the order of declaration.
template <DescribedEnum E>
std::span<const std::string_view> enum_names() {
    static constexpr auto names = []<template <class...> class L, class... D>(L<D...>) { return std::array<std::string_view, sizeof...(D)>{D::name...}; }(boost::describe::describe_enumerators<E>{});
    return names;
}
template <DescribedEnum E>
std::span<const E> enum_values() {
    static constexpr auto values = []<template <class...> class L, class... D>(L<D...>) { return std::array<E, sizeof...(D)>{D::value...}; }(boost::describe::describe_enumerators<E>{});
    return values;
}

template <DescribedEnum E>
std::string_view enum_name(E value) {
    const auto values = enum_values<E>();
    for (std::size_t i = 0; i < values.size(); ++i)
        if (values[i] == value) return enum_names<E>()[i];
    return "?";
}

// Calls visit(Entity) for each id inside: the links of an event.
template <class T, class Visit>
void for_each_link(const T& value, Visit&& visit) {
    if constexpr (AnId<T>) {
        if (value) visit(value.entity());
    } else if constexpr (std::is_same_v<T, Entity>) {
        if (value) visit(value);
    } else if constexpr (AnOptional<T>) {
        if (value) for_each_link(*value, visit);
    } else if constexpr (AStated<T>) {
        if (value.value) for_each_link(*value.value, visit);
    } else if constexpr (AVector<T>) {
        for (const auto& item : value) for_each_link(item, visit);
    } else if constexpr (Described<T>) {
        for_each_member(value, [&](std::string_view, const auto& member) { for_each_link(member, visit); });
    }
}

}  // namespace foxtrail
