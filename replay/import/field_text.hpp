// Instants and amounts as exports write them.
#pragma once

#include "core/money.hpp"
#include "core/reflect.hpp"
#include "core/time.hpp"

#include <boost/describe.hpp>

namespace foxtrail {

// "+08:00", "-05:30", "Z"
struct UtcOffset {
    std::int32_t minutes = 0;
    auto operator<=>(const UtcOffset&) const = default;
};
std::string to_text(UtcOffset);
std::expected<UtcOffset, std::string> from_text(std::string_view, std::type_identity<UtcOffset>);

// "12:00:00Z", "12:00:00+02:00", or "12:00:00" at the mapping's offset: the instant of day that a plain date stands for.
struct ClockTime {
    std::int32_t seconds = 0;
    std::optional<UtcOffset> offset;
    auto operator<=>(const ClockTime&) const = default;
};
std::string to_text(const ClockTime&);
std::expected<ClockTime, std::string> from_text(std::string_view, std::type_identity<ClockTime>);

// rfc3339:          2026-11-24T09:30:00.125+08:00; a blank for the T, no offset and no seconds are accepted
// iso_date:         2026-11-24
// day_month_dots:   24.11.2026, and each of the three below also with a time behind a blank: 24.11.2026 09:30[:00]
// month_day_slashes 11/24/2026
// day_month_slashes 24/11/2026
// epoch_ms:         1795000000000, milliseconds since 1970-01-01T00:00:00Z
enum class InstantFormat : std::uint8_t { rfc3339, iso_date, day_month_dots, month_day_slashes, day_month_slashes, epoch_ms };
BOOST_DESCRIBE_ENUM(InstantFormat, rfc3339, iso_date, day_month_dots, month_day_slashes, day_month_slashes, epoch_ms)

// The instant that `text` writes in the first of the formats that fits. A plain date is taken at `day_time`; what has no offset of
// its own is at `offset`. Errors: the formats that were tried.
std::expected<Time, std::string> read_instant(std::string_view text, const std::vector<InstantFormat>& formats, UtcOffset offset,
                                              ClockTime day_time);

enum class DecimalMark : std::uint8_t { point, comma };
BOOST_DESCRIBE_ENUM(DecimalMark, point, comma)

enum class GroupMark : std::uint8_t { none, comma, point, blank, apostrophe };
BOOST_DESCRIBE_ENUM(GroupMark, none, comma, point, blank, apostrophe)

// "1.234,50" with comma and point -> 123450 minor units. Groups are three digits each; decimals beyond the currency's are accepted
// when they are zeros ("35.000" JPY), refused when they are not: an amount is never rounded in silence.
std::expected<Money, std::string> read_amount(std::string_view text, DecimalMark, GroupMark, Currency);

}  // namespace foxtrail
