#include "replay/simulation/calendar.hpp"

namespace foxtrail {

Time SimulatedCalendar::time(WorkTime at) const {
    const std::int64_t days = at / us_per_work_day, week = days / work_days_a_week, day = days % work_days_a_week;
    return {(monday_.days + week * 7 + day + is_moved(week, day)) * us_per_day + opens_at + at % us_per_work_day};
}

WorkTime SimulatedCalendar::work_time(Time at) const {
    const std::int64_t since = at.us - monday_.days * us_per_day - opens_at;
    if (since <= 0) return 0;
    const std::int64_t date = since / us_per_day, week = date / 7;
    std::int64_t day = date % 7, of_day = std::min(since % us_per_day, us_per_work_day);
    if (is_moved(week, day))
        of_day = 0;  // waits for the Saturday
    else if (day == work_days_a_week && is_moved(week, day - 1))
        --day;
    else if (day >= work_days_a_week)
        day = work_days_a_week, of_day = 0;  // waits for the Monday
    return (week * work_days_a_week + day) * us_per_work_day + of_day;
}

}  // namespace foxtrail
