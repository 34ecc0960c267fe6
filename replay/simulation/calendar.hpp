// When a simulated company works. Working time is counted in microseconds since its first Monday; weekends, nights and holidays
// are no time.
//
// One Friday a quarter is a holiday, and the Saturday after it is worked instead: a quarter is thirteen weeks, so that a history
// that begins whole weeks later differs in its dates alone.
#pragma once

#include "core/time.hpp"

#include <algorithm>

namespace foxtrail {

using WorkTime = std::int64_t;

inline constexpr std::int64_t us_per_hour = 3'600 * us_per_second;
inline constexpr std::int64_t work_hours_a_day = 9, us_per_work_day = work_hours_a_day * us_per_hour, work_days_a_week = 5,
                              weeks_a_quarter = 13;

// Somebody asks for his data to be erased about once in so long. Each time the store makes the files that held his key anew, so this
// goes by the calendar, not by the number of people.
inline constexpr WorkTime erased_every = 20 * us_per_work_day;

class SimulatedCalendar {
public:
    explicit SimulatedCalendar(Date first_day)
        : monday_{first_day.days - weekday(first_day)},
          begin_(std::min<std::int64_t>(weekday(first_day), work_days_a_week) * us_per_work_day) {}

    WorkTime begin() const { return begin_; }  // of work on the first day, or on the Monday after it
    Time time(WorkTime at) const;
    // The first instant of work at or after a time.
    WorkTime work_time(Time) const;
    Date holiday(std::int64_t quarter) const { return {monday_.days + static_cast<std::int32_t>((quarter + 1) * weeks_a_quarter * 7 - 3)}; }

private:
    static constexpr std::int64_t opens_at = 1 * us_per_hour;                         // 09:00 in China, in UTC
    static std::int32_t weekday(Date date) { return ((date.days + 3) % 7 + 7) % 7; }  // 0 is Monday; 1970-01-01 was a Thursday
    static bool is_moved(std::int64_t week, std::int64_t day) {
        return week % weeks_a_quarter == weeks_a_quarter - 1 && day == work_days_a_week - 1;
    }

    const Date monday_;
    const WorkTime begin_;
};

}  // namespace foxtrail
