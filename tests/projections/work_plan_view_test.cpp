// Work plans and how much of them was done, at any instant.
#include "commands/departure.hpp"
#include "commands/handover.hpp"
#include "commands/organisation.hpp"
#include "commands/work_plan.hpp"
#include "projections/work/work_plan_view.hpp"
#include "tests/projections/answering.hpp"

namespace foxtrail::work_plan_view_test {

namespace {

constexpr EmployeeId boss{1}, seller{2}, clerk{3};
constexpr WorkPlanId the_plan{1};
constexpr Date monday{20'458};  // 2026-01-05, on which the scenario begins
constexpr Date after(int days) { return {monday.days + days}; }

struct Plans : Answering<> {
    Plans() {
        company().deal();
        given(HireEmployee{"Sun", DepartmentId{1}, boss, {}});
        draft(seller, {{{}, "visit Acme", after(1), the_deal.entity()}, {{}, "call ten leads", after(4), {}}});
    }
    void draft(EmployeeId who, std::vector<PlanItemDraft> items) {
        REQUIRE(as(who, DraftWorkPlan{who, "January", monday, after(25), std::move(items)}).verdict == Verdict::recorded);
    }
    void does(EmployeeId who, AnyCommand command, std::optional<Time> valid_at = {}) {
        const auto outcome = as(who, std::move(command), "because", valid_at);
        INFO(outcome);
        REQUIRE(outcome.verdict == Verdict::recorded);
    }
    void on(int days, int hour = 4) { now = {start_of(after(days)).us + hour * 3'600 * us_per_second}; }
    std::vector<std::string> plans(Parameters parameters = {}, Instant instant = {}) {
        std::vector<std::string> found;
        const auto answer = ask(work_plans, std::move(parameters), instant);
        for (const auto& plan : answer.at("work_plans").as_array()) found.emplace_back(plan.at("work_plan").as_string());
        return found;
    }
    json::object plan(Instant instant = {}) { return ask(work_plan, {{"id", "wpl-1"}}, instant); }
    json::object total(Instant instant = {}, Parameters parameters = {}) { return ask(plan_attainment, std::move(parameters), instant).at("total").as_object(); }
};
using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE_METHOD(Plans, "a plan shows its versions and what became of each item", "[projections][work_plans]") {
    CHECK(plan().at("status") == "waiting");
    CHECK(plan().at("approved_version").is_null());
    CHECK(plan().at("items").as_array().empty());
    CHECK(plan().at("waiting").at(1).at("what") == "call ten leads");
    does(boss, ApproveWorkPlan{the_plan});
    CHECK(plan().at("status") == "approved");
    on(1);
    const Position known = head();
    does(seller, CompletePlanItem{the_plan, 1, "visited"});
    does(seller, ReviseWorkPlan{the_plan, {{2, "call twelve leads", after(8), {}}}});
    CHECK(plan().at("status") == "waiting");
    CHECK(plan().at("title") == "January");
    REQUIRE(plan().at("versions").as_array().size() == 3);
    CHECK(plan().at("versions").at(1).at("by").at("name") == "Li Wei");
    CHECK(plan().at("versions").at(2).at("what") == "revised");
    const auto items = plan().at("items").as_array();
    REQUIRE(items.size() == 2);
    CHECK(items.at(0).at("state") == "in_time");
    CHECK(items.at(0).at("result") == "visited");
    CHECK(items.at(0).at("about") == "opp-1");
    CHECK(items.at(1).at("what") == "call ten leads");  // as long as the revision waits
    CHECK(items.at(1).at("due") == json::value(to_text(after(4))));
    CHECK(plan().at("waiting").at(0).at("what") == "call twelve leads");
    CHECK(plan({.as_of = known}).at("items").at(0).at("state") == "open");
    CHECK(plan({.as_of = known}).at("waiting").is_null());
    const Time waiting = now;
    does(boss, ApproveWorkPlan{the_plan});
    CHECK(plan().at("items").at(1).at("what") == "call twelve leads");
    CHECK(plan().at("items").at(1).at("baseline") == json::value(to_text(after(4))));
    CHECK(plan().at("items").at(1).at("due") == json::value(to_text(after(8))));
    CHECK(plan().at("waiting").is_null());
    CHECK(plan({.valid_at = waiting}).at("items").at(1).at("due") == json::value(to_text(after(4))));
    does(seller, ReviseWorkPlan{the_plan, {}});
    does(boss, ApproveWorkPlan{the_plan});
    CHECK(plan().at("status") == "done");
    CHECK(plan().at("items").at(1).at("state") == "dropped");
}

TEST_CASE_METHOD(Plans, "plans are found by employee, status and period, in pages", "[projections][work_plans]") {
    const Position one = head();
    draft(clerk, {{{}, "file", after(2), {}}});
    does(boss, ApproveWorkPlan{the_plan});
    CHECK(plans() == Ids{"wpl-1", "wpl-2"});
    CHECK(plans({}, {.as_of = one}) == Ids{"wpl-1"});
    CHECK(plans({{"employee", "emp-3"}}) == Ids{"wpl-2"});
    CHECK(plans({{"status", "approved"}}) == Ids{"wpl-1"});
    CHECK(plans({{"status", "waiting"}}, {.as_of = one}) == Ids{"wpl-1"});
    CHECK(plans({{"from", "2026-01-31"}}).empty());
    CHECK(plans({{"from", "2026-01-30"}, {"to", "2026-01-30"}}).size() == 2);
    CHECK(plans({{"limit", "1"}}) == Ids{"wpl-1"});
    CHECK(plans({{"after", "1"}}) == Ids{"wpl-2"});
    CHECK(ask(work_plans, {}).at("work_plans").at(0).at("items").at("open") == 2);
    CHECK(ask(work_plans, {}).at("work_plans").at(1).at("items").at("open") == 0);  // not approved
}

TEST_CASE_METHOD(Plans, "a plan that waits when its employee leaves waits for nobody", "[projections][work_plans]") {
    const Time before = now;
    draft(clerk, {{{}, "file", after(2), {}}});
    given(DepartEmployee{clerk, {}});
    CHECK(plans({{"status", "waiting"}}) == Ids{"wpl-1"});
    CHECK(plans({{"status", "lapsed"}}) == Ids{"wpl-2"});
    CHECK(plans({{"status", "lapsed"}}, {.valid_at = before}).empty());
}

TEST_CASE_METHOD(Plans, "a plan handed over is the receiver's, as of then", "[projections][work_plans]") {
    const Time before = now;
    does(boss, ApproveWorkPlan{the_plan});
    const auto proposed = as(boss, ProposeHandover{seller, clerk, {the_plan.entity()}, false, "take it", {}});
    INFO(proposed);
    REQUIRE(proposed.verdict == Verdict::recorded);
    does(clerk, AcceptHandover{HandoverId{1}, {}});
    CHECK(plans({{"employee", "emp-3"}}) == Ids{"wpl-1"});
    CHECK(plans({{"employee", "emp-2"}}, {.valid_at = before}) == Ids{"wpl-1"});
    on(1);
    does(clerk, CompletePlanItem{the_plan, 1, "visited"});
    CHECK(total({}, {{"employee", "emp-3"}}).at("in_time") == 1);
}

TEST_CASE_METHOD(Plans, "attainment is what was done in time of what was to be done by now", "[projections][plan_attainment]") {
    on(10);
    CHECK(total().at("planned") == 0);  // nobody approved it
    on(0);
    does(boss, ApproveWorkPlan{the_plan});
    draft(clerk, {{{}, "file", after(1), {}}, {{}, "copy", after(20), {}}});
    does(boss, ApproveWorkPlan{WorkPlanId{2}});
    CHECK(total().at("planned") == 4);
    CHECK(total().at("attainment").at("value").is_null());
    CHECK(total().at("attainment").at("censored_n") == 4);
    on(1, 15);  // before midnight in Shanghai
    does(seller, CompletePlanItem{the_plan, 1, "visited"});
    on(2, 17);
    const Position known = head();
    does(clerk, CompletePlanItem{WorkPlanId{2}, 1, "filed"});  // on the 8th in Shanghai, due on the 6th
    on(5);
    CHECK(total().at("in_time") == 1);
    CHECK(total().at("late") == 1);
    CHECK(total().at("overdue") == 1);
    CHECK(total().at("open") == 1);
    CHECK(total().at("attainment").at("value").to_number<double>() == Approx(1.0 / 3));
    CHECK(total().at("completed").at("value").to_number<double>() == Approx(2.0 / 3));
    CHECK(total().at("delay").at("mean_s").to_number<double>() == Approx(25 * 3'600).margin(2));
    CHECK(total({.as_of = known}).at("late") == 0);
    CHECK(total({.as_of = known}).at("overdue") == 2);
    const auto groups = ask(plan_attainment, {}).at("groups").as_array();
    REQUIRE(groups.size() == 2);
    CHECK(groups.at(1).at("employee").at("name") == "Sun");
    CHECK(groups.at(1).at("attainment").at("value") == 0.0);
    CHECK(ask(plan_attainment, {{"group_by", "department"}}).at("groups").at(0).at("planned") == 4);
    CHECK(total({}, {{"from", "2026-01-07"}}).at("planned") == 2);
}

TEST_CASE_METHOD(Plans, "an item done in time and recorded late was done in time", "[projections][plan_attainment]") {
    does(boss, ApproveWorkPlan{the_plan});
    const Time done = now;
    on(3);
    CHECK(total().at("overdue") == 1);
    does(seller, CompletePlanItem{the_plan, 1, "visited"}, done);
    CHECK(total().at("in_time") == 1);
}

TEST_CASE_METHOD(Answering<>, "no plans, nothing attained; what cannot be read is said", "[projections][work_plans][plan_attainment]") {
    CHECK(ask(plan_attainment, {}).at("groups").as_array().empty());
    CHECK(ask(work_plans, {}).at("work_plans").as_array().empty());
    CHECK(try_ask(work_plan, {{"id", "wpl-1"}}).error().front().detail == "there was no wpl-1 at this instant");
    CHECK(try_ask(work_plans, {{"status", "lost"}}).error().front().pointer == "status");
    CHECK(try_ask(plan_attainment, {{"group_by", "colour"}}).error().front().pointer == "group_by");
}

}  // namespace foxtrail::work_plan_view_test
