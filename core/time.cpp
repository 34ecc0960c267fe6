#include "core/time.hpp"

#include <array>
#include <chrono>
#include <cstdio>

namespace foxtrail {
namespace {

constexpr std::string_view time_form = "expected an instant like \"2026-11-24T09:30:00Z\" or \"...+08:00\"";
constexpr std::string_view date_form = "expected a date like \"2026-11-24\"";

// Takes exactly `width` digits off the front of `text`; false leaves it in an unspecified state.
bool take_digits(std::string_view& text, std::size_t width, int& value) {
    if (text.size() < width) return false;
    value = 0;
    for (std::size_t i = 0; i < width; ++i) {
        if (text[i] < '0' || text[i] > '9') return false;
        value = value * 10 + (text[i] - '0');
    }
    text.remove_prefix(width);
    return true;
}

bool take(std::string_view& text, std::string_view any_of) {
    if (text.empty() || any_of.find(text.front()) == std::string_view::npos) return false;
    text.remove_prefix(1);
    return true;
}

bool take_date(std::string_view& text, Date& date) {
    int year = 0, month = 0, day = 0;
    if (!take_digits(text, 4, year) || !take(text, "-") || !take_digits(text, 2, month) || !take(text, "-") ||
        !take_digits(text, 2, day))
        return false;
    const std::chrono::year_month_day ymd{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                          std::chrono::day{static_cast<unsigned>(day)}};
    if (year < 1 || !ymd.ok()) return false;
    date.days = static_cast<std::int32_t>(std::chrono::sys_days{ymd}.time_since_epoch().count());
    return true;
}

bool take_fraction(std::string_view& text, std::int64_t& us) {
    us = 0;
    if (!take(text, ".,")) return true;
    std::int64_t weight = us_per_second;
    std::size_t digits = 0;
    for (; !text.empty() && text.front() >= '0' && text.front() <= '9'; text.remove_prefix(1), ++digits) {
        weight /= 10;
        us += weight * (text.front() - '0');
    }
    return digits > 0;
}

bool take_offset(std::string_view& text, std::int64_t& seconds) {
    seconds = 0;
    if (take(text, "Zz")) return true;
    if (text.empty()) return false;
    const int sign = text.front() == '-' ? -1 : 1;
    int hours = 0, minutes = 0;
    if (!take(text, "+-") || !take_digits(text, 2, hours)) return false;
    take(text, ":");
    if (!take_digits(text, 2, minutes) || hours > 23 || minutes > 59) return false;
    seconds = sign * (hours * 3600 + minutes * 60);
    return true;
}

}  // namespace

std::string to_text(Date date) {
    const std::chrono::year_month_day ymd{std::chrono::sys_days{std::chrono::days{date.days}}};
    std::array<char, 24> buffer{};
    const int n = std::snprintf(buffer.data(), buffer.size(), "%04d-%02u-%02u", static_cast<int>(ymd.year()),
                                static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()));
    return {buffer.data(), static_cast<std::size_t>(n)};
}

std::string to_text(Time time) {
    const Date date = date_of(time);
    const std::int64_t in_day = time.us - start_of(date).us;
    const auto seconds = in_day / us_per_second;
    std::array<char, 32> buffer{};
    int n = std::snprintf(buffer.data(), buffer.size(), "T%02d:%02d:%02d", static_cast<int>(seconds / 3600),
                          static_cast<int>(seconds / 60 % 60), static_cast<int>(seconds % 60));
    std::string text = to_text(date).append(buffer.data(), static_cast<std::size_t>(n));
    if (const auto fraction = in_day % us_per_second; fraction != 0) {
        n = std::snprintf(buffer.data(), buffer.size(), ".%06d", static_cast<int>(fraction));
        text.append(buffer.data(), static_cast<std::size_t>(n));
        while (text.back() == '0') text.pop_back();
    }
    return text += 'Z';
}

std::expected<Date, std::string> from_text(std::string_view text, std::type_identity<Date>) {
    Date date;
    if (!take_date(text, date) || !text.empty()) return std::unexpected(std::string(date_form));
    return date;
}

std::expected<Time, std::string> from_text(std::string_view text, std::type_identity<Time>) {
    Date date;
    int hour = 0, minute = 0, second = 0;
    std::int64_t fraction_us = 0, offset_s = 0;
    const bool read = take_date(text, date) && take(text, "Tt ") && take_digits(text, 2, hour) && take(text, ":") &&
                      take_digits(text, 2, minute) && take(text, ":") && take_digits(text, 2, second) &&
                      take_fraction(text, fraction_us) && take_offset(text, offset_s) && text.empty();
    if (!read || hour > 23 || minute > 59 || second > 60) return std::unexpected(std::string(time_form));
    const std::int64_t seconds = hour * 3600 + minute * 60 + second - offset_s;
    return Time{start_of(date).us + seconds * us_per_second + fraction_us};
}

Date date_of(Time time) {
    const std::int64_t days = time.us / us_per_day - (time.us % us_per_day < 0 ? 1 : 0);
    return {static_cast<std::int32_t>(days)};
}

Time start_of(Date date) { return {std::int64_t{date.days} * us_per_day}; }

Time now_from_system_clock() {
    const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::microseconds>(since_epoch).count()};
}

}  // namespace foxtrail
