// How many open opportunities an employee may own.
#pragma once

#include "commands/decider/noun.hpp"
#include "events/capacity.hpp"

namespace foxtrail {

struct Employee;

void evolve(Employee&, const EmployeeCapacitySet&, const Meta&);

// That the employee can own one open opportunity more. Counts what he owns, not what he is offered: an offer is no work yet.
void require_capacity(Decision&, const Facts&, EmployeeId);

struct SetCapacity {
    static constexpr CommandType type{"employee.set_capacity", "设定员工容量"};
    static constexpr std::string_view doc =
        "Say how many open opportunities an employee may own; left out is no limit. What he has already stays his.";
    Ref<EmployeeId> employee;
    std::optional<std::uint32_t> open_opportunities_max;
    static constexpr auto target = &SetCapacity::employee;
};
BOOST_DESCRIBE_STRUCT(SetCapacity, (), (employee, open_opportunities_max))

using CapacityCommands = boost::mp11::mp_list<SetCapacity>;
NounEntry capacity_noun();

}  // namespace foxtrail
