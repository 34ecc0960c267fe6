// Who learns from an event, and how much of what is kept it changes.
#include "commands/task.hpp"
#include "commands/writer/state_catch_up.hpp"
#include "tests/commands/scenario.hpp"

namespace foxtrail::states_test {

TEST_CASE("an event changes its subject, not what else of its kind it names", "[commands][states]") {
    Scenario scenario;
    scenario.company().given(OpenDepartment{"Inside Sales", RegionId{1}, DepartmentId{1}, {}});
    const auto renamed = scenario.run(RenameDepartment{DepartmentId{1}, "Sales East"});
    REQUIRE(renamed.verdict == Verdict::recorded);
    CHECK(renamed.events.front().as<DepartmentRenamed>()->from == "Sales");
}

TEST_CASE("a new task changes three rows: itself, and that it rests on its assignee and its deal", "[commands][states]") {
    Scenario scenario;
    scenario.company().deal();
    States states(scenario.store.get());
    apply_events(states, *scenario.log, 0, scenario.log->head());
    Batch before;
    states.flush(before, scenario.log->head());
    const Position head = scenario.log->head();
    scenario.given(OpenTask{the_deal.entity(), EmployeeId{2}, "Call", Time{scenario.now.us + us_per_day}});
    apply_events(states, *scenario.log, head, scenario.log->head());
    CHECK(states.changed() == 3);
    Batch rows;
    states.flush(rows, scenario.log->head());
    CHECK(rows.operations.size() == 5);  // and the last number of tasks, and how far the states are
}

}  // namespace foxtrail::states_test
