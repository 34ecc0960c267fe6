// Working time: which days and hours the company works, in its own time zone. A value; it knows no present instant.
//
//   WorkingTime time;                                    // Monday to Friday, 09:00-12:00 and 13:00-18:00 in Shanghai
//   time.after_working_hours(friday_17_00, 2)            // Monday 10:00
//
// Time zones are the IANA database's, as the system has it. A local time that a change to summer time leaves out is the
// instant of the change; one that comes twice is the first.
#pragma once

#include "core/reflect.hpp"
#include "core/time.hpp"

#include <vector>

namespace date {
class time_zone;
}

namespace foxtrail {

// A time on the clock, "09:30"; "24:00" is the end of the day.
struct TimeOfDay {
    std::uint16_t minutes = 0;
    auto operator<=>(const TimeOfDay&) const = default;
};
BOOST_DESCRIBE_STRUCT(TimeOfDay, (), (minutes))
std::string to_text(TimeOfDay);
std::expected<TimeOfDay, std::string> from_text(std::string_view, std::type_identity<TimeOfDay>);

enum class Weekday : std::uint8_t { monday = 1, tuesday, wednesday, thursday, friday, saturday, sunday };
BOOST_DESCRIBE_ENUM(Weekday, monday, tuesday, wednesday, thursday, friday, saturday, sunday)

struct WorkingHours {
    TimeOfDay from, to;
    bool operator==(const WorkingHours&) const = default;
};
BOOST_DESCRIBE_STRUCT(WorkingHours, (), (from, to))

struct WorkingWeek {
    std::string time_zone;              // "Asia/Shanghai"
    std::vector<Weekday> working_days;  // of a week
    std::vector<WorkingHours> hours;    // of a working day, ascending, without overlap
    bool operator==(const WorkingWeek&) const = default;
};
BOOST_DESCRIBE_STRUCT(WorkingWeek, (), (time_zone, working_days, hours))

WorkingWeek default_working_week();
bool known_time_zone(const std::string& name);

// A day that is not worked although its weekday is, or the other way round.
struct ExceptionalDay {
    Date day;
    bool working = false;
    auto operator<=>(const ExceptionalDay&) const = default;
};
BOOST_DESCRIBE_STRUCT(ExceptionalDay, (), (day, working))

inline constexpr std::uint32_t working_span_max = 10'000;  // hours or days: longer spans are counted as this long

class WorkingTime {
public:
    // `exceptional_days` ascending. Needs a known time zone, a working day and working hours: others throw std::invalid_argument.
    explicit WorkingTime(WorkingWeek = default_working_week(), std::vector<ExceptionalDay> exceptional_days = {});

    Date local_date(Time) const;
    // The instant of a local day and time; of its beginning when no time is given.
    Time instant(Date, TimeOfDay = {}) const;
    bool is_working_day(Date) const;
    // Whether the day itself was declared not to be worked. What the week says holds for days to come, not for those that were worked.
    bool is_holiday(Date) const;
    // The instant at which `hours` of working time have passed since `from`; with 0 the next instant that is worked.
    Time after_working_hours(Time from, std::uint32_t hours) const;
    // The working days after `from`, up to and with `to`; negative when `to` lies before `from`.
    std::int32_t working_days_between(Date from, Date to) const;
    // The `working_days`-th working day after the date; before it when negative. With 0 the date itself.
    Date after_working_days(Date, std::int32_t working_days) const;

private:
    const ExceptionalDay* exceptional(Date) const;

    WorkingWeek week_;
    const ::date::time_zone* zone_;  // of the process, for ever
    std::vector<ExceptionalDay> exceptional_days_;
};

}  // namespace foxtrail
