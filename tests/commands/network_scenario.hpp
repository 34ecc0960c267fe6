// The company with a head above the manager, a deal, and people at the customer: what the tests of forecasts, flags and guidance start
// from.
#pragma once

#include "commands/alert.hpp"
#include "tests/commands/buying_scenario.hpp"

namespace foxtrail::network_tests {
using namespace buying_tests;

inline constexpr EmployeeId manager{1}, owner{2}, head{3}, colleague{4};

struct NetworkScenario : BuyingScenario {
    NetworkScenario() {
        given(HireEmployee{"Sun Li", DepartmentId{1}, {}, {}}).given(HireEmployee{"Wu Na", DepartmentId{1}, manager, {}});
        given(MoveEmployee{manager, DepartmentId{1}, head});
    }
    Date in_days(int days) const { return {date_of(now).days + days}; }
};

// Who was told by the rule, in order.
inline std::vector<EmployeeId> told_by(const CommandOutcome& outcome, RuleCode rule) {
    std::vector<EmployeeId> told;
    for (const auto& alert : events_of<AlertRaised>(outcome))
        if (alert.rule == rule) told.push_back(alert.told);
    return told;
}

}  // namespace foxtrail::network_tests
