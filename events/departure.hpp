// Leaving: announced with a last day, then done once nothing rests on the employee any more.
#pragma once

#include "events/event.hpp"

namespace foxtrail {

struct EmployeeDepartureAnnounced {
    static constexpr EventType type{"employee.departure_announced", 1, "员工离职预告"};
    static constexpr std::string_view doc = "An employee will leave after a last day. What rests on him has to find another owner by then.";
    EmployeeId employee;
    std::optional<Date> from;  // the last day announced before
    Date last_day;
    std::uint32_t open_items;  // how many rested on him when it was announced
    bool operator==(const EmployeeDepartureAnnounced&) const = default;
};
BOOST_DESCRIBE_STRUCT(EmployeeDepartureAnnounced, (), (employee, from, last_day, open_items))

struct EmployeeDeparted {
    static constexpr EventType type{"employee.departed", 1, "员工离职"};
    static constexpr std::string_view doc = "An employee left. `accepted_by` took what still rested on him, if anything did.";
    EmployeeId employee;
    std::optional<EmployeeId> accepted_by;
    std::uint32_t open_items;  // how many `accepted_by` took
    bool operator==(const EmployeeDeparted&) const = default;
};
BOOST_DESCRIBE_STRUCT(EmployeeDeparted, (), (employee, accepted_by, open_items))

using DepartureEvents = boost::mp11::mp_list<EmployeeDepartureAnnounced, EmployeeDeparted>;

}  // namespace foxtrail
