// People's careers: promoted, placed under another manager, leaving, gone.
#pragma once

#include "events/event.hpp"

namespace foxtrail {

struct EmployeePromoted {
    static constexpr EventType type{"employee.promoted", 1, "员工晋升"};
    static constexpr std::string_view doc = "An employee got another position.";
    EmployeeId employee;
    Stated<std::string> from;
    std::string to;
    bool operator==(const EmployeePromoted&) const = default;
};
BOOST_DESCRIBE_STRUCT(EmployeePromoted, (), (employee, from, to))

struct ReportingLineChanged {
    static constexpr EventType type{"employee.reporting_line_changed", 1, "汇报关系变更"};
    static constexpr std::string_view doc = "An employee reports to another manager from now on; the organisation of a past day stays as it was.";
    EmployeeId employee;
    std::optional<EmployeeId> from, to;
    bool operator==(const ReportingLineChanged&) const = default;
};
BOOST_DESCRIBE_STRUCT(ReportingLineChanged, (), (employee, from, to))

struct EmployeeDepartureAnnounced {
    static constexpr EventType type{"employee.departure_announced", 1, "员工离职公告"};
    static constexpr std::string_view doc = "An employee will leave; everything that rests on him is listed, to be handed over by his last day.";
    EmployeeId employee;
    Date last_day;
    std::vector<Entity> resting;
    bool operator==(const EmployeeDepartureAnnounced&) const = default;
};
BOOST_DESCRIBE_STRUCT(EmployeeDepartureAnnounced, (), (employee, last_day, resting))

struct EmployeeDepartureWithdrawn {
    static constexpr EventType type{"employee.departure_withdrawn", 1, "离职撤回"};
    static constexpr std::string_view doc = "An employee of whom it was announced that he leaves stays after all.";
    EmployeeId employee;
    Date last_day;  // that had been announced
    bool operator==(const EmployeeDepartureWithdrawn&) const = default;
};
BOOST_DESCRIBE_STRUCT(EmployeeDepartureWithdrawn, (), (employee, last_day))

struct EmployeeDeparted {
    static constexpr EventType type{"employee.departed", 1, "员工离职"};
    static constexpr std::string_view doc = "An employee left. What he did stays his; nothing open rests on him.";
    EmployeeId employee;
    std::optional<EmployeeId> left_all_to;  // who took what was still open, when it was decided over his head
    bool operator==(const EmployeeDeparted&) const = default;
};
BOOST_DESCRIBE_STRUCT(EmployeeDeparted, (), (employee, left_all_to))

using DepartureEvents = boost::mp11::mp_list<EmployeePromoted, ReportingLineChanged, EmployeeDepartureAnnounced,
                                               EmployeeDepartureWithdrawn, EmployeeDeparted>;

}  // namespace foxtrail
