// A company of three departments that work for each other: whom the tests of work between departments have in common.
#pragma once

#include "commands/alert.hpp"
#include "tests/commands/scenario.hpp"

namespace foxtrail::department_tests {

inline constexpr DepartmentId sales{1}, technical{2}, service{3};
inline constexpr EmployeeId sales_head{1}, seller{2}, technical_head{3}, engineer{4}, fitter{5};

struct Departments : Scenario {
    Departments() {
        company().deal();
        given(OpenDepartment{"Technical", RegionId{1}, {}, {}}).given(OpenDepartment{"Service", RegionId{1}, {}, {}});
        given(HireEmployee{"Zhao Min", technical, {}, {}}).given(HireEmployee{"Sun Bo", technical, technical_head, {}});
        given(HireEmployee{"Ma Li", service, {}, {}});
    }
    CommandOutcome as_system(AnyCommand command) { return as(EmployeeId{}, std::move(command)); }
    bool records(EmployeeId who, AnyCommand command) { return as(who, std::move(command)).verdict == Verdict::recorded; }
    bool already_so(EmployeeId who, AnyCommand command) { return as(who, std::move(command)).verdict == Verdict::already_so; }

    Time yesterday() const { return {now.us - us_per_day}; }
    Time tomorrow() const { return {now.us + us_per_day}; }
};

// Whom an outcome's alerts told, in order.
inline std::vector<EmployeeId> told(const CommandOutcome& outcome) {
    std::vector<EmployeeId> people;
    for (const auto& event : outcome.events)
        if (const auto* alert = event.as<AlertRaised>()) people.push_back(alert->told);
    return people;
}

// The first event of an outcome, which must be of this type.
template <class Event>
Event first(const CommandOutcome& outcome) {
    INFO(outcome);
    REQUIRE(!outcome.events.empty());
    const auto* event = outcome.events.front().template as<Event>();
    REQUIRE(event);
    return *event;
}

}  // namespace foxtrail::department_tests
