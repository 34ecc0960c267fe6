// Instants in UTC microseconds and calendar dates, with their text forms (RFC 3339; ISO 8601 date).
#pragma once

#include <compare>
#include <cstdint>
#include <expected>
#include <limits>
#include <string>
#include <string_view>
#include <type_traits>

namespace foxtrail {

struct Time {
    std::int64_t us = 0;  // microseconds since 1970-01-01T00:00:00Z
    auto operator<=>(const Time&) const = default;
    static constexpr Time max() { return {std::numeric_limits<std::int64_t>::max()}; }
    static constexpr Time min() { return {std::numeric_limits<std::int64_t>::min()}; }
};

struct Date {
    std::int32_t days = 0;  // days since 1970-01-01
    auto operator<=>(const Date&) const = default;
};

inline constexpr std::int64_t us_per_second = 1'000'000;
inline constexpr std::int64_t us_per_day = 86'400 * us_per_second;

// "2026-11-24T06:08:17.25Z": no trailing zeros in the fraction, always UTC.
std::string to_text(Time);
std::string to_text(Date);

// RFC 3339 with any offset and up to six digits of fraction (more are cut off); years 0001 to 9999.
// The blank instead of 'T' and an offset without colon are accepted, since real exports hold both.
std::expected<Time, std::string> from_text(std::string_view, std::type_identity<Time>);
std::expected<Date, std::string> from_text(std::string_view, std::type_identity<Date>);

Date date_of(Time);          // the UTC day
Time start_of(Date);         // 00:00:00 UTC of it
Time now_from_system_clock();

}  // namespace foxtrail
