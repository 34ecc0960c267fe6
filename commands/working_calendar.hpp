// Setting the company's working calendar, and reading it in deciders.
#pragma once

#include "commands/decider/noun.hpp"
#include "events/working_calendar.hpp"

namespace foxtrail {

struct WorkingCalendar {
    WorkingCalendarId id;
    WorkingWeek week = default_working_week();
    std::vector<ExceptionalDay> exceptional_days;  // ascending
};
BOOST_DESCRIBE_STRUCT(WorkingCalendar, (), (id, week, exceptional_days))
template <>
struct StateOf<WorkingCalendarId> { using type = WorkingCalendar; };

inline constexpr std::size_t exceptional_days_max = 2'000;       // some forty years of holidays

void evolve(WorkingCalendar&, const WorkingCalendarSet&, const Meta&);
void evolve(WorkingCalendar&, const HolidayDeclared&, const Meta&);
void evolve(WorkingCalendar&, const WorkingDayDeclared&, const Meta&);

// The calendar as it stands, until the next call; Shanghai's and the usual week until one is set.
const WorkingTime& working_time(const Facts&);
// What falls due with the end of a day is not said before.
void require_over(Decision&, const Facts&, Date day);

struct SetWorkingCalendar {
    static constexpr CommandType type{"working_calendar.set", "设定工作日历"};
    static constexpr std::string_view doc = "Set the company's time zone (an IANA name), its working weekdays and the hours of a working day.";
    std::string time_zone;
    std::vector<Weekday> working_days;
    std::vector<WorkingHours> hours;
};
BOOST_DESCRIBE_STRUCT(SetWorkingCalendar, (), (time_zone, working_days, hours))

struct DeclareHoliday {
    static constexpr CommandType type{"working_calendar.declare_holiday", "设定节假日"};
    static constexpr std::string_view doc = "Declare that a day is not worked.";
    Date day;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(DeclareHoliday, (), (day, name))

struct DeclareWorkingDay {
    static constexpr CommandType type{"working_calendar.declare_working_day", "设定调休上班日"};
    static constexpr std::string_view doc = "Declare that a day is worked although it is a weekend day or a holiday.";
    Date day;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(DeclareWorkingDay, (), (day, name))

using WorkingCalendarCommands = boost::mp11::mp_list<SetWorkingCalendar, DeclareHoliday, DeclareWorkingDay>;
NounEntry working_calendar_noun();

}  // namespace foxtrail
