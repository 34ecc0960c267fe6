// The company's working calendar: its time zone, its working week, its holidays and the weekend days worked instead.
#pragma once

#include "events/event.hpp"
#include "events/working_time.hpp"

namespace foxtrail {

inline constexpr WorkingCalendarId the_working_calendar{1};  // there is one for the company

struct WorkingCalendarSet {
    static constexpr EventType type{"working_calendar.set", 1, "工作日历设定"};
    static constexpr std::string_view doc = "The company's time zone, working week and working hours are others from now on. What fell due before stays due.";
    WorkingCalendarId calendar;
    WorkingWeek from, to;
    bool operator==(const WorkingCalendarSet&) const = default;
};
BOOST_DESCRIBE_STRUCT(WorkingCalendarSet, (), (calendar, from, to))

struct HolidayDeclared {
    static constexpr EventType type{"working_calendar.holiday_declared", 1, "节假日设定"};
    static constexpr std::string_view doc = "A day is not worked, whatever day of the week it is.";
    WorkingCalendarId calendar;
    Date day;
    std::string name;
    bool operator==(const HolidayDeclared&) const = default;
};
BOOST_DESCRIBE_STRUCT(HolidayDeclared, (), (calendar, day, name))

struct WorkingDayDeclared {
    static constexpr EventType type{"working_calendar.working_day_declared", 1, "调休上班日设定"};
    static constexpr std::string_view doc = "A day is worked, whatever day of the week it is.";
    WorkingCalendarId calendar;
    Date day;
    std::string name;
    bool operator==(const WorkingDayDeclared&) const = default;
};
BOOST_DESCRIBE_STRUCT(WorkingDayDeclared, (), (calendar, day, name))

using WorkingCalendarEvents = boost::mp11::mp_list<WorkingCalendarSet, HolidayDeclared, WorkingDayDeclared>;

}  // namespace foxtrail
