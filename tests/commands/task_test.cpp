// Tasks: given, passed on, done, taken back, overdue.
#include "commands/alert.hpp"
#include "commands/departure.hpp"
#include "commands/task.hpp"
#include "tests/commands/buying_scenario.hpp"

namespace foxtrail::task_test {
using buying_tests::events_of;

namespace {

constexpr TaskId the_task{1};
constexpr EmployeeId boss{1}, seller{2};

// The owner is to meet who comes after Wang.
struct RuleTask : buying_tests::BuyingScenario {
    static constexpr EmployeeId owner = seller, manager = boss, engineer{3};
    RuleTask() {
        given(HireEmployee{"Wu Na", DepartmentId{1}, manager, {}});
        given(role(buying_tests::wang, BuyingRole::coach)).given_as(owner, RevokeContactRole{ContactRoleId{1}});
    }
};

OpenTask call_acme(const Scenario& scenario) { return {the_deal.entity(), seller, "call Acme", {scenario.now.us + us_per_day}}; }

}  // namespace

TEST_CASE("a task is given with a text and a later due date", "[commands][task]") {
    Scenario scenario;
    scenario.company().deal();
    auto task = call_acme(scenario);
    const auto opened = scenario.run(task);
    REQUIRE(opened.count == 1);
    CHECK(*opened.events.front().as<TaskOpened>() == TaskOpened{the_task, the_deal.entity(), seller, "call Acme", task.due});
    task.what = " ";
    task.due = {scenario.now.us - us_per_day};
    CHECK(refused_by(scenario.run(task), {"text_missing", "due_too_early"}));
    CHECK(scenario.run(task, "imported", Time{task.due.us - 1}).broken.size() == 1);
}

TEST_CASE("only who has the task completes it, once", "[commands][task]") {
    Scenario scenario;
    scenario.company().deal().given(call_acme(scenario));
    scenario.actor = boss;
    CHECK(refused_by(scenario.run(CompleteTask{the_task, ""}), {"not_assignee", "text_missing"}));
    scenario.actor = seller;
    CHECK(refused_by(scenario.run(CompleteTask{the_task, "called"}, "", Time{scenario.now.us - us_per_day}), {"dated_before_last_change"}));
    const auto done = scenario.run(CompleteTask{the_task, "called"});
    REQUIRE(done.count == 1);
    CHECK(*done.events.front().as<TaskCompleted>() == TaskCompleted{the_task, the_deal.entity(), seller, "called"});
    CHECK(scenario.run(CompleteTask{the_task, "called again"}).verdict == Verdict::already_so);
    CHECK(refused_by(scenario.run(CancelTask{the_task}), {"not_open"}));
    CHECK(refused_by(scenario.run(ReassignTask{the_task, boss}), {"not_open"}));
}

TEST_CASE("a task is taken back and passed on for a reason", "[commands][task]") {
    Scenario scenario;
    scenario.company().deal().given(call_acme(scenario));
    CHECK(refused_by(scenario.run(ReassignTask{the_task, boss}), {"not_his_task"}));
    scenario.actor = seller;
    CHECK(refused_by(scenario.run(ReassignTask{the_task, boss}, ""), {"reason_missing"}));
    CHECK(scenario.run(ReassignTask{the_task, seller}, "").verdict == Verdict::already_so);
    const auto passed = scenario.run(ReassignTask{the_task, boss});
    REQUIRE(passed.count == 1);
    CHECK(*passed.events.front().as<TaskReassigned>() == TaskReassigned{the_task, the_deal.entity(), seller, boss});
    CHECK(refused_by(scenario.run(CancelTask{the_task}, " "), {"reason_missing", "not_his_task"}));  // the boss's now
    scenario.actor.reset();
    scenario.given(CancelTask{the_task});  // who opened it
    CHECK(scenario.run(CancelTask{the_task}).verdict == Verdict::already_so);
    CHECK(refused_by(scenario.as(boss, CompleteTask{the_task, "late"}), {"not_open"}));
}

TEST_CASE_METHOD(RuleTask, "what a rule asks for is a manager's to take back, not his who is to do it", "[commands][task]") {
    CHECK(refused_by(as(owner, CancelTask{the_task}), {"task_of_rule"}));
    CHECK(refused_by(as(engineer, CancelTask{the_task}), {"task_of_rule"}));
    CHECK(refused_by(run(CancelTask{the_task}), {"task_of_rule"}));
    CHECK(refused_by(as(owner, ReassignTask{the_task, manager}), {"not_watched"}));
    CHECK(as(owner, ReassignTask{the_task, engineer}).verdict == Verdict::recorded);  // it stays watched
    CHECK(as(manager, CancelTask{the_task}).verdict == Verdict::recorded);
}

TEST_CASE("a task not done in time reaches the manager, and can still be done", "[commands][task]") {
    Scenario scenario;
    scenario.company().deal().given(call_acme(scenario));
    CHECK(refused_by(scenario.run(MarkTaskOverdue{the_task}), {"not_yet_due"}));
    scenario.now.us += us_per_day;
    scenario.actor = seller;
    CHECK(refused_by(scenario.run(MarkTaskOverdue{the_task}), {"system_only"}));
    scenario.actor.reset();
    const auto overdue = scenario.run(MarkTaskOverdue{the_task});
    REQUIRE(overdue.count == 2);
    const auto* alert = overdue.events.back().as<AlertRaised>();
    CHECK(alert->told == boss);
    CHECK(alert->subject == the_task.entity());
    CHECK(scenario.run(MarkTaskOverdue{the_task}).verdict == Verdict::already_so);
    CHECK(refused_by(scenario.run(CompleteTask{the_task, "called"}), {"not_assignee"}));  // to leave the actor out is no way
    scenario.given_as(seller, CompleteTask{the_task, "called"});
    CHECK(refused_by(scenario.run(MarkTaskOverdue{the_task}), {"not_open"}));
}

TEST_CASE_METHOD(RuleTask, "what a rule asks for and nobody does goes to the manager, then to his manager", "[commands][task]") {
    given(HireEmployee{"Head", DepartmentId{1}, {}, {}}).given(ChangeReportingLine{manager, EmployeeId{4}});
    now.us += 2 * us_per_day;
    const auto first_told = events_of<AlertRaised>(run(MarkTaskOverdue{the_task}));
    REQUIRE(first_told.size() == 1);
    CHECK(first_told.front().told == manager);
    given_as(manager, AcknowledgeAlert{first_told.front().alert});
    CHECK(run(MarkTaskOverdue{the_task}).verdict == Verdict::already_so);
    now.us += us_per_day;
    const auto then_told = events_of<AlertRaised>(run(MarkTaskOverdue{the_task}));
    REQUIRE(then_told.size() == 1);
    CHECK(then_told.front().told == EmployeeId{4});
    CHECK(run(MarkTaskOverdue{the_task}).verdict == Verdict::already_so);
}

TEST_CASE("a task about a task leaves the one it is about as it was", "[commands][task]") {
    Scenario scenario;
    scenario.company().deal().given(call_acme(scenario));
    scenario.given(OpenTask{the_task.entity(), boss, "see that he calls", {scenario.now.us + us_per_day}});
    scenario.given_as(boss, CompleteTask{TaskId{2}, "he did"});
    scenario.actor = seller;
    CHECK(scenario.run(CompleteTask{the_task, "called"}).verdict == Verdict::recorded);
}

TEST_CASE("a promise to a contact is a task of who gave it, and kept like any other", "[commands][task]") {
    Scenario scenario;
    scenario.company().deal().given(buying_tests::person(CustomerId{1}, "Wang"));
    const Time due{scenario.now.us + us_per_day};
    const PromiseTask promise{the_deal.entity(), ContactId{1}, {}, "the drawings", due};
    CHECK(refused_by(scenario.run(PromiseTask{EmployeeId{1}.entity(), ContactId{1}, {}, "", due}), {"text_missing", "actor_missing", "not_about_work"}));
    const auto promised = scenario.as(seller, promise);
    REQUIRE(promised.count == 1);
    CHECK(*promised.events.front().as<TaskPromised>() == TaskPromised{the_task, the_deal.entity(), ContactId{1}, seller, "the drawings", due});
    CHECK(refused_by(scenario.as(boss, CompleteTask{the_task, "sent"}), {"not_assignee"}));
    scenario.now = due;
    const auto overdue = scenario.run(MarkTaskOverdue{the_task});
    REQUIRE(overdue.count == 2);
    CHECK(overdue.events.back().as<AlertRaised>()->told == boss);
    CHECK(scenario.as(seller, CompleteTask{the_task, "sent"}).verdict == Verdict::recorded);
}

}  // namespace foxtrail::task_test
