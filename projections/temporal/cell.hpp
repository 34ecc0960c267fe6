// How the members of a row are kept in 64 bits, so that every change of every table has one shape.
#pragma once

#include "core/id.hpp"
#include "core/money.hpp"
#include "core/percent.hpp"
#include "core/reflect.hpp"
#include "core/time.hpp"

#include <bit>

namespace foxtrail {

// A text in the table's pool; 0 is "unknown".
struct Text {
    std::uint32_t index = 0;
    auto operator<=>(const Text&) const = default;
    explicit operator bool() const { return index != 0; }
};

// Money in eight bytes: 48 bits of minor units (money_minor_max fits), 15 bits of currency; no currency is "unknown".
struct Amount {
    std::uint64_t bits = 0;
    Amount() = default;
    explicit Amount(std::uint64_t packed) : bits(packed) {}
    Amount(Money money) : bits(static_cast<std::uint64_t>(money.minor) << 16 | money.currency.code) {}
    Amount(const Stated<Money>& money) : Amount(money.value ? Amount(*money.value) : Amount()) {}
    explicit operator bool() const { return (bits & 0xFFFF) != 0; }
    std::int64_t minor() const { return static_cast<std::int64_t>(bits) >> 16; }
    Currency currency() const { return {static_cast<std::uint16_t>(bits & 0xFFFF)}; }
    Money money() const { return {minor(), currency()}; }
    auto operator<=>(const Amount&) const = default;
};

// A value and the valid time of the change that brought it.
template <class T>
struct Since {
    T value{};
    Time since{};
    auto operator<=>(const Since&) const = default;
};

// The position of an event in a row, in four bytes; 0 for none.
struct EventAt {
    std::uint32_t number = 0;
    EventAt() = default;
    EventAt(Position position) : number(static_cast<std::uint32_t>(position)) {}  // the table has checked that it fits
    operator Position() const { return number; }
};

// Where and when a row was born or changed. Times and positions in its cells are written as the distance from it: nearly all are
// short, and most are none at all.
struct Stamp {
    Position position = 0;
    Time valid_at{0};
};
constexpr std::uint64_t distance_cell(std::int64_t value, std::int64_t from) {
    const std::int64_t distance = value - from;
    return value == 0 ? 0 : (static_cast<std::uint64_t>(distance) << 1 ^ static_cast<std::uint64_t>(distance >> 63)) + 1;
}
constexpr std::int64_t from_distance_cell(std::uint64_t cell, std::int64_t from) {
    return cell == 0 ? 0 : from + (static_cast<std::int64_t>((cell - 1) >> 1) ^ -static_cast<std::int64_t>((cell - 1) & 1));
}

template <class T>
std::uint64_t to_cell(const T& value, const Stamp& at = {}) {
    if constexpr (AnId<T>) return value.number;
    else if constexpr (std::is_same_v<T, Entity>) return std::uint64_t{value.kind.code} << 32 | value.number;
    else if constexpr (std::is_same_v<T, Text>) return value.index;
    else if constexpr (std::is_same_v<T, Amount>) return value.bits;
    else if constexpr (std::is_same_v<T, Time>) return distance_cell(value.us, at.valid_at.us);
    else if constexpr (std::is_same_v<T, EventAt>) return distance_cell(std::int64_t{value.number}, static_cast<std::int64_t>(at.position));
    else if constexpr (std::is_same_v<T, Date>) return static_cast<std::uint32_t>(value.days);
    else if constexpr (std::is_same_v<T, Percent>) return value.value;
    else if constexpr (std::is_enum_v<T> || std::is_integral_v<T>) return static_cast<std::uint64_t>(value);
    else if constexpr (AStated<T> || AnOptional<T>) {
        if constexpr (AStated<T>) return to_cell(value.value, at);
        else return value ? to_cell(*value, at) << 1 | 1 : 0;
    } else if constexpr (is_specialization<T, Since>) return to_cell(value.value, at);
    else if constexpr (requires { value.cell(at); }) return value.cell(at);
    else return value.cell();  // a packed type of a projection's own: std::uint64_t cell() const, static T of(std::uint64_t); both may take the Stamp
}

template <class T>
void from_cell(std::uint64_t cell, const Stamp& at, T& value) {
    if constexpr (AnId<T>) value.number = static_cast<std::uint32_t>(cell);
    else if constexpr (std::is_same_v<T, Entity>) value = {{static_cast<std::uint32_t>(cell >> 32)}, static_cast<std::uint32_t>(cell)};
    else if constexpr (std::is_same_v<T, Text>) value.index = static_cast<std::uint32_t>(cell);
    else if constexpr (std::is_same_v<T, Amount>) value.bits = cell;
    else if constexpr (std::is_same_v<T, Time>) value.us = from_distance_cell(cell, at.valid_at.us);
    else if constexpr (std::is_same_v<T, EventAt>) value.number = static_cast<std::uint32_t>(from_distance_cell(cell, static_cast<std::int64_t>(at.position)));
    else if constexpr (std::is_same_v<T, Date>) value.days = static_cast<std::int32_t>(static_cast<std::uint32_t>(cell));
    else if constexpr (std::is_same_v<T, Percent>) value.value = static_cast<std::uint8_t>(cell);
    else if constexpr (std::is_enum_v<T> || std::is_integral_v<T>) value = static_cast<T>(cell);
    else if constexpr (AStated<T>) from_cell(cell, at, value.value);
    else if constexpr (AnOptional<T>) {
        value.reset();
        if (cell & 1) from_cell(cell >> 1, at, value.emplace());
    } else if constexpr (is_specialization<T, Since>) {
        from_cell(cell, at, value.value);
        value.since = at.valid_at;
    } else if constexpr (requires { T::of(cell, at); }) value = T::of(cell, at);
    else value = T::of(cell);
}

}  // namespace foxtrail
