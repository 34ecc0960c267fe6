// How much an employee can take on.
#pragma once

#include "events/event.hpp"

namespace foxtrail {

struct EmployeeCapacitySet {
    static constexpr EventType type{"employee.capacity_set", 1, "员工容量设定"};
    static constexpr std::string_view doc = "How many open opportunities an employee may own was set; left out is no limit.";
    EmployeeId employee;
    std::optional<std::uint32_t> from, to;
    bool operator==(const EmployeeCapacitySet&) const = default;
};
BOOST_DESCRIBE_STRUCT(EmployeeCapacitySet, (), (employee, from, to))

using CapacityEvents = boost::mp11::mp_list<EmployeeCapacitySet>;

}  // namespace foxtrail
