#include "events/working_time.hpp"

#include <date/tz.h>

#include <algorithm>
#include <cstdio>
#include <stdexcept>

namespace foxtrail {
namespace {

constexpr std::uint16_t minutes_of_day = 24 * 60;

Weekday weekday_of(Date date) { return static_cast<Weekday>(::date::weekday{::date::sys_days{::date::days{date.days}}}.iso_encoding()); }

bool two_digits(std::string_view text, int& value) {
    if (text.size() != 2 || text.find_first_not_of("0123456789") != std::string_view::npos) return false;
    value = (text[0] - '0') * 10 + (text[1] - '0');
    return true;
}

}  // namespace

std::string to_text(TimeOfDay time) {
    char buffer[16];
    const int n = std::snprintf(buffer, sizeof buffer, "%02d:%02d", time.minutes / 60, time.minutes % 60);
    return {buffer, static_cast<std::size_t>(n)};
}

std::expected<TimeOfDay, std::string> from_text(std::string_view text, std::type_identity<TimeOfDay>) {
    int hour = 0, minute = 0;
    const bool read = text.size() == 5 && text[2] == ':' && two_digits(text.substr(0, 2), hour) && two_digits(text.substr(3), minute);
    if (!read || minute > 59 || hour * 60 + minute > minutes_of_day) return std::unexpected(std::string("expected a time of day like \"09:30\""));
    return TimeOfDay{static_cast<std::uint16_t>(hour * 60 + minute)};
}

WorkingWeek default_working_week() {
    return {"Asia/Shanghai",
            {Weekday::monday, Weekday::tuesday, Weekday::wednesday, Weekday::thursday, Weekday::friday},
            {{{9 * 60}, {12 * 60}}, {{13 * 60}, {18 * 60}}}};
}

static const ::date::time_zone* zone_of(const std::string& name) {
    try {
        return ::date::locate_zone(name);
    } catch (const std::runtime_error&) {
        return nullptr;
    }
}
bool known_time_zone(const std::string& name) { return zone_of(name) != nullptr; }

WorkingTime::WorkingTime(WorkingWeek week, std::vector<ExceptionalDay> exceptional_days)
    : week_(std::move(week)), zone_(zone_of(week_.time_zone)), exceptional_days_(std::move(exceptional_days)) {
    if (!zone_ || week_.working_days.empty() || week_.hours.empty()) throw std::invalid_argument("a working week without zone, days or hours");
}

// A zone's offset from UTC stays for months: the last one that was looked up is kept.
struct Offset {
    const ::date::time_zone* zone = nullptr;
    std::int64_t us = 0, from_us = 0, until_us = 0;
    bool holds_around(Time time) const { return time.us - us_per_day >= from_us && time.us + us_per_day < until_us; }
};
static const Offset& offset_at(const ::date::time_zone* zone, Time time) {
    static thread_local Offset last;
    if (last.zone == zone && time.us >= last.from_us && time.us < last.until_us) return last;
    const auto info = zone->get_info(::date::sys_time<std::chrono::microseconds>{std::chrono::microseconds{time.us}});
    const auto us = [](auto seconds) { return std::int64_t{seconds.count()} * us_per_second; };
    return last = {zone, us(info.offset), us(info.begin.time_since_epoch()), us(info.end.time_since_epoch())};
}

Date WorkingTime::local_date(Time time) const {
    const std::chrono::microseconds local{time.us + offset_at(zone_, time).us};
    return {static_cast<std::int32_t>(::date::floor<::date::days>(local).count())};
}

Time WorkingTime::instant(Date day, TimeOfDay time) const {
    const std::int64_t local_us = day.days * us_per_day + time.minutes * 60 * us_per_second;
    const Offset& offset = offset_at(zone_, {local_us});
    if (const Time found{local_us - offset.us}; offset.holds_around(found)) return found;
    const ::date::local_time<std::chrono::microseconds> local{::date::days{day.days} + std::chrono::minutes{time.minutes}};
    return {zone_->to_sys(local, ::date::choose::earliest).time_since_epoch().count()};
}

const ExceptionalDay* WorkingTime::exceptional(Date day) const {
    const auto found = std::ranges::lower_bound(exceptional_days_, day, {}, &ExceptionalDay::day);
    return found != exceptional_days_.end() && found->day == day ? &*found : nullptr;
}

bool WorkingTime::is_holiday(Date day) const {
    const ExceptionalDay* declared = exceptional(day);
    return declared && !declared->working;
}

bool WorkingTime::is_working_day(Date day) const {
    if (const ExceptionalDay* declared = exceptional(day)) return declared->working;
    return std::ranges::find(week_.working_days, weekday_of(day)) != week_.working_days.end();
}

Time WorkingTime::after_working_hours(Time from, std::uint32_t hours) const {
    std::int64_t left_us = std::int64_t{std::min(hours, working_span_max)} * 3'600 * us_per_second;
    for (Date day = local_date(from);; ++day.days) {
        if (!is_working_day(day)) continue;
        for (const WorkingHours& worked : week_.hours) {
            const std::int64_t begin_us = std::max(from.us, instant(day, worked.from).us), end_us = instant(day, worked.to).us;
            if (begin_us >= end_us) continue;
            if (left_us <= end_us - begin_us) return {begin_us + left_us};
            left_us -= end_us - begin_us;
        }
    }
}

std::int32_t WorkingTime::working_days_between(Date from, Date to) const {
    if (to < from) return -working_days_between(to, from);
    std::int32_t count = 0;
    for (Date day{from.days + 1}; day <= to; ++day.days) count += is_working_day(day);
    return count;
}

Date WorkingTime::after_working_days(Date day, std::int32_t working_days) const {
    constexpr auto span_max = static_cast<std::int32_t>(working_span_max);
    const std::int32_t step = working_days < 0 ? -1 : 1;
    working_days = std::clamp(working_days, -span_max, span_max);
    for (; working_days != 0; working_days -= is_working_day(day) ? step : 0) day.days += step;
    return day;
}

}  // namespace foxtrail
