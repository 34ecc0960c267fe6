#include "replay/import/field_text.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>

namespace foxtrail {
namespace {

// Takes 1 to `digits_max` digits off the front; nothing when there are fewer than `digits_min`.
std::optional<int> take_number(std::string_view& text, std::size_t digits_min, std::size_t digits_max) {
    std::size_t digits = 0;
    int value = 0;
    for (; digits < digits_max && digits < text.size() && text[digits] >= '0' && text[digits] <= '9'; ++digits)
        value = value * 10 + (text[digits] - '0');
    if (digits < digits_min) return std::nullopt;
    text.remove_prefix(digits);
    return value;
}

bool take_mark(std::string_view& text, char mark) {
    if (!text.starts_with(mark)) return false;
    text.remove_prefix(1);
    return true;
}

// "09:30" or "09:30:15", as seconds of the day.
std::optional<std::int32_t> take_clock(std::string_view& text) {
    const auto hour = take_number(text, 1, 2);
    if (!hour || *hour > 23 || !take_mark(text, ':')) return std::nullopt;
    const auto minute = take_number(text, 2, 2);
    if (!minute || *minute > 59) return std::nullopt;
    std::optional<int> second = 0;
    if (take_mark(text, ':')) second = take_number(text, 2, 2);
    if (!second || *second > 59) return std::nullopt;
    return *hour * 3600 + *minute * 60 + *second;
}

Time at(Date date, std::int32_t seconds, UtcOffset offset) {
    return {start_of(date).us + (std::int64_t{seconds} - std::int64_t{offset.minutes} * 60) * us_per_second};
}

Time at(Date date, UtcOffset offset, ClockTime day_time) { return at(date, day_time.seconds, day_time.offset.value_or(offset)); }

std::optional<Time> read_rfc3339(std::string_view text, UtcOffset offset) {
    constexpr std::size_t minutes_end = 16;  // of "2026-11-24T09:30"
    if (const auto time = from_text(text, std::type_identity<Time>{})) return *time;
    std::string whole(text);
    if (whole.size() == minutes_end || (whole.size() > minutes_end && whole[minutes_end] != ':'))
        whole.insert(std::min(whole.size(), minutes_end), ":00");
    if (const auto time = from_text(whole, std::type_identity<Time>{})) return *time;
    if (const auto time = from_text(whole + to_text(offset), std::type_identity<Time>{})) return *time;
    return std::nullopt;
}

struct CivilForm {
    char mark;
    bool day_first;
};

std::optional<Time> read_civil(std::string_view text, CivilForm form, UtcOffset offset, ClockTime day_time) {
    const auto first = take_number(text, 1, 2);
    if (!first || !take_mark(text, form.mark)) return std::nullopt;
    const auto second = take_number(text, 1, 2);
    if (!second || !take_mark(text, form.mark)) return std::nullopt;
    const auto year = take_number(text, 4, 4);
    if (!year || *year < 1) return std::nullopt;
    const int day = form.day_first ? *first : *second, month = form.day_first ? *second : *first;
    const std::chrono::year_month_day ymd{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(month)},
                                          std::chrono::day{static_cast<unsigned>(day)}};
    if (!ymd.ok()) return std::nullopt;
    const Date date{static_cast<std::int32_t>(std::chrono::sys_days{ymd}.time_since_epoch().count())};
    if (text.empty()) return at(date, offset, day_time);
    if (!take_mark(text, ' ')) return std::nullopt;
    const auto clock = take_clock(text);
    if (!clock || !text.empty()) return std::nullopt;
    return at(date, *clock, offset);
}

std::optional<Time> read_epoch_ms(std::string_view text) {
    constexpr std::int64_t ms_max = 253'402'300'799'999;  // 9999-12-31T23:59:59.999Z
    std::int64_t ms = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), ms);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size() || ms > ms_max || ms < -ms_max / 4) return std::nullopt;
    return Time{ms * 1000};
}

std::optional<Time> read_as(InstantFormat format, std::string_view text, UtcOffset offset, ClockTime day_time) {
    switch (format) {
        case InstantFormat::rfc3339:
            return read_rfc3339(text, offset);
        case InstantFormat::iso_date: {
            const auto date = from_text(text, std::type_identity<Date>{});
            return date ? std::optional(at(*date, offset, day_time)) : std::nullopt;
        }
        case InstantFormat::day_month_dots:
            return read_civil(text, {'.', true}, offset, day_time);
        case InstantFormat::month_day_slashes:
            return read_civil(text, {'/', false}, offset, day_time);
        case InstantFormat::day_month_slashes:
            return read_civil(text, {'/', true}, offset, day_time);
        case InstantFormat::epoch_ms:
            return read_epoch_ms(text);
    }
    return std::nullopt;
}

char group_character(GroupMark mark) {
    switch (mark) {
        case GroupMark::none:
            break;
        case GroupMark::comma:
            return ',';
        case GroupMark::point:
            return '.';
        case GroupMark::blank:
            return ' ';
        case GroupMark::apostrophe:
            return '\'';
    }
    return '\0';
}

// Removes the group marks of the whole part; nothing when they do not part it in threes.
std::optional<std::string> without_groups(std::string_view whole, char mark) {
    std::string digits(whole);
    if (mark == '\0' || whole.find(mark) == std::string_view::npos) return digits;
    const std::size_t first = whole.find(mark);
    if (first == 0 || first > 3 || (whole.size() - first) % 4 != 0) return std::nullopt;
    for (std::size_t i = 0; i < whole.size(); ++i)
        if (const bool due = i >= first && (i - first) % 4 == 0; due != (whole[i] == mark)) return std::nullopt;
    std::erase(digits, mark);
    return digits;
}

}  // namespace

std::string to_text(UtcOffset offset) {
    if (offset.minutes == 0) return "Z";
    const int size = std::abs(offset.minutes);
    char buffer[8];
    std::snprintf(buffer, sizeof buffer, "%c%02d:%02d", offset.minutes < 0 ? '-' : '+', size / 60 % 100, size % 60);
    return buffer;
}

std::expected<UtcOffset, std::string> from_text(std::string_view text, std::type_identity<UtcOffset>) {
    if (text == "Z" || text == "z") return UtcOffset{};
    const bool west = text.starts_with('-');
    std::string_view rest = text;
    if (take_mark(rest, '+') || take_mark(rest, '-')) {
        const auto hours = take_number(rest, 2, 2);
        take_mark(rest, ':');
        const auto minutes = take_number(rest, 2, 2);
        if (hours && minutes && *hours <= 14 && *minutes <= 59 && rest.empty())
            return UtcOffset{(west ? -1 : 1) * (*hours * 60 + *minutes)};
    }
    return std::unexpected("expected an offset from UTC like \"+08:00\" or \"Z\"");
}

std::string to_text(const ClockTime& time) {
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%02d:%02d:%02d", time.seconds / 3600, time.seconds / 60 % 60, time.seconds % 60);
    return buffer + (time.offset ? to_text(*time.offset) : std::string());
}

std::expected<ClockTime, std::string> from_text(std::string_view text, std::type_identity<ClockTime>) {
    const auto seconds = take_clock(text);
    if (seconds && text.empty()) return ClockTime{*seconds, {}};
    if (seconds)
        if (const auto offset = from_text(text, std::type_identity<UtcOffset>{})) return ClockTime{*seconds, *offset};
    return std::unexpected("expected a time of day like \"12:00:00\", \"12:00:00Z\" or \"12:00:00+08:00\"");
}

std::expected<Time, std::string> read_instant(std::string_view text, const std::vector<InstantFormat>& formats, UtcOffset offset,
                                              ClockTime day_time) {
    for (const auto format : formats)
        if (const auto time = read_as(format, text, offset, day_time)) return *time;
    std::string tried;
    for (const auto format : formats) append_listed(tried, enum_name(format));
    return std::unexpected("\"" + std::string(text.substr(0, 60)) + "\" is no instant (" + tried + ")");
}

std::expected<Money, std::string> read_amount(std::string_view text, DecimalMark decimal, GroupMark group, Currency currency) {
    const char point = decimal == DecimalMark::comma ? ',' : '.';
    const std::size_t split = text.find(point);
    std::string_view whole = text.substr(0, split);
    const bool negative = take_mark(whole, '-');
    const auto digits = without_groups(whole, group_character(group));
    std::string_view fraction = split == std::string_view::npos ? std::string_view{} : text.substr(split + 1);
    const auto refusal = [&](const std::string& why) {
        return std::unexpected("\"" + std::string(text.substr(0, 60)) + "\" is no amount: " + why);
    };
    if (!digits) return refusal("the digits are not grouped in threes");
    if (!std::ranges::all_of(*digits, [](char c) { return c >= '0' && c <= '9'; }))
        return refusal("a mark stands where the mapping allows none");
    if (split != std::string_view::npos && fraction.empty()) return refusal("nothing stands behind the decimal mark");
    const auto decimals = static_cast<std::size_t>(currency.minor_digits());
    while (fraction.size() > decimals && fraction.ends_with('0')) fraction.remove_suffix(1);
    const std::string plain = (negative ? "-" : "") + *digits + (fraction.empty() ? "" : "." + std::string(fraction));
    const auto minor = minor_from_decimal(plain, currency);
    if (!minor) return refusal(minor.error());
    return Money{*minor, currency};
}

}  // namespace foxtrail
