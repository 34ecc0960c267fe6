// Promotions, reporting lines and departures. Nobody is gone while anything open rests on him.
#pragma once

#include "commands/organisation.hpp"

namespace foxtrail {

struct PromoteEmployee {
    static constexpr CommandType type{"employee.promote", "员工晋升"};
    static constexpr std::string_view doc = "Give an employee another position.";
    Ref<EmployeeId> employee;
    std::string position;
    static constexpr auto target = &PromoteEmployee::employee;
};
BOOST_DESCRIBE_STRUCT(PromoteEmployee, (), (employee, position))

struct ChangeReportingLine {
    static constexpr CommandType type{"employee.change_reporting_line", "变更汇报关系"};
    static constexpr std::string_view doc = "Place an employee under another line manager, or under none.";
    Ref<EmployeeId> employee;
    std::optional<Ref<EmployeeId>> manager;
    static constexpr auto target = &ChangeReportingLine::employee;
};
BOOST_DESCRIBE_STRUCT(ChangeReportingLine, (), (employee, manager))

struct AnnounceDeparture {
    static constexpr CommandType type{"employee.announce_departure", "公告员工离职"};
    static constexpr std::string_view doc = "Announce that an employee leaves on a day. His manager and the head of the company are told what rests on him.";
    Ref<EmployeeId> employee;
    Date last_day;
    static constexpr auto target = &AnnounceDeparture::employee;
};
BOOST_DESCRIBE_STRUCT(AnnounceDeparture, (), (employee, last_day))

struct WithdrawDeparture {
    static constexpr CommandType type{"employee.withdraw_departure", "撤回离职"};
    static constexpr std::string_view doc = "State that an employee of whom it was announced that he leaves stays after all, and why.";
    Ref<EmployeeId> employee;
    static constexpr auto target = &WithdrawDeparture::employee;
};
BOOST_DESCRIBE_STRUCT(WithdrawDeparture, (), (employee))

struct WatchDeparture {
    static constexpr CommandType type{"employee.watch_departure", "巡检离职交接", AskedBy::scheduler};
    static constexpr std::string_view doc =
        "Tell the manager of somebody who leaves, and the head of the company, what still rests on him and how many days are left (R6), until he has "
        "left. Only the scheduler asks this, every day.";
    Ref<EmployeeId> employee;
    static constexpr auto target = &WatchDeparture::employee;
};
BOOST_DESCRIBE_STRUCT(WatchDeparture, (), (employee))

struct DepartEmployee {
    static constexpr CommandType type{"employee.depart", "员工离职"};
    static constexpr std::string_view doc =
        "Record that an employee left. Refused while anything open rests on him, unless somebody above him names who accepts all of it; when nobody is above "
        "him, the one who accepts it says so himself.";
    Ref<EmployeeId> employee;
    std::optional<Ref<EmployeeId>> accepted_by;
    static constexpr auto target = &DepartEmployee::employee;
};
BOOST_DESCRIBE_STRUCT(DepartEmployee, (), (employee, accepted_by))

using DepartureCommands = boost::mp11::mp_list<PromoteEmployee, ChangeReportingLine, AnnounceDeparture, WithdrawDeparture, WatchDeparture, DepartEmployee>;
NounEntry departure_noun();

}  // namespace foxtrail
