// Work plans: drafted, approved by the line manager, revised as a new version, done or overdue item by item.
#include "commands/alert.hpp"
#include "commands/departure.hpp"
#include "commands/work_plan.hpp"
#include "tests/commands/scenario.hpp"

namespace foxtrail::work_plan_test {

namespace {

constexpr EmployeeId boss{1}, seller{2};
constexpr WorkPlanId the_plan{1};
constexpr Date monday{20'458};  // 2026-01-05, on which the scenario begins
constexpr Date after(int days) { return {monday.days + days}; }

struct Planning : Scenario {
    Planning() { company().deal(), actor = seller; }
    Planning& as(std::optional<Ref<EmployeeId>> who) { return actor = who, *this; }
    Planning& approved() {
        given(draft());
        as(boss).given(ApproveWorkPlan{the_plan});
        return as(seller);
    }
    static DraftWorkPlan draft() { return {seller, "January", monday, after(25), {{{}, "visit Acme", after(1), the_deal.entity()}, {{}, "call ten leads", after(4), {}}}}; }
};

}  // namespace

TEST_CASE_METHOD(Planning, "a plan is drafted with numbered items", "[commands][work_plan]") {
    const auto drafted = run(draft());
    REQUIRE(drafted.count == 1);
    const auto* plan = drafted.events.front().as<WorkPlanDrafted>();
    CHECK(plan->items == std::vector<PlanItem>{{1, "visit Acme", after(1), the_deal.entity()}, {2, "call ten leads", after(4), {}}});
    CHECK(refused_by(run(DraftWorkPlan{seller, "", after(2), monday, {}}), {"text_missing", "period_amiss", "items_missing"}));
    auto amiss = draft();
    amiss.items = {{{}, " ", after(-1), {}}, {7, "what", after(1), {}}};
    CHECK(refused_by(run(amiss), {"text_missing", "due_before_period", "unknown_item"}));
}

TEST_CASE_METHOD(Planning, "only the line manager approves a plan", "[commands][work_plan]") {
    given(draft());
    CHECK(refused_by(run(ApproveWorkPlan{the_plan}), {"not_line_manager"}));
    CHECK(refused_by(as({}).run(ApproveWorkPlan{the_plan}), {"not_line_manager"}));
    const auto approved = as(boss).run(ApproveWorkPlan{the_plan});
    REQUIRE(approved.count == 1);
    CHECK(*approved.events.front().as<WorkPlanApproved>() == WorkPlanApproved{the_plan, seller, boss, 1});
    CHECK(run(ApproveWorkPlan{the_plan}).verdict == Verdict::already_so);
}

TEST_CASE_METHOD(Planning, "nothing is done of a plan before it is approved", "[commands][work_plan]") {
    given(draft());
    CHECK(refused_by(run(CompletePlanItem{the_plan, 1, "visited"}), {"not_approved"}));
    CHECK(run(ReviseWorkPlan{the_plan, {{{}, "call two leads", after(1), {}}}}).events.front().as<WorkPlanRevised>()->version == 2);  // a draft can be mended
    now.us += 10 * us_per_day;
    CHECK(refused_by(as({}).run(MarkPlanItemOverdue{the_plan, 1}), {"not_approved"}));
}

TEST_CASE_METHOD(Planning, "a revision is a new version to be approved again", "[commands][work_plan]") {
    approved().given(CompletePlanItem{the_plan, 1, "visited"});
    const std::vector<PlanItemDraft> items{{2, "call ten leads", after(8), {}}, {{}, "write the offer", after(9), {}}};
    CHECK(refused_by(run(ReviseWorkPlan{the_plan, items}, ""), {"reason_missing"}));
    CHECK(refused_by(run(ReviseWorkPlan{the_plan, {{1, "visit Acme", after(8), {}}}}), {"unknown_item"}));
    CHECK(refused_by(run(ReviseWorkPlan{the_plan, {items[0], items[0]}}), {"unknown_item"}));
    const auto revised = run(ReviseWorkPlan{the_plan, items});
    REQUIRE(revised.count == 1);
    const auto* event = revised.events.front().as<WorkPlanRevised>();
    CHECK(event->version == 2);
    CHECK(event->from == std::vector<PlanItem>{{2, "call ten leads", after(4), {}}});
    CHECK(event->to == std::vector<PlanItem>{{2, "call ten leads", after(8), {}}, {3, "write the offer", after(9), {}}});
    CHECK(run(ReviseWorkPlan{the_plan, {{2, "call ten leads", after(8), {}}, {3, "write the offer", after(9), {}}}}, "").verdict == Verdict::already_so);
    CHECK(as(boss).run(ApproveWorkPlan{the_plan}).events.front().as<WorkPlanApproved>()->version == 2);
}

TEST_CASE_METHOD(Planning, "until a revision is approved, the version before it stands", "[commands][work_plan]") {
    approved().given(ReviseWorkPlan{the_plan, {{2, "call ten leads", after(20), {}}, {{}, "write the offer", after(1), {}}}});
    CHECK(refused_by(run(CompletePlanItem{the_plan, 3, "written"}), {"unknown_item"}));
    now.us += 2 * us_per_day;
    CHECK(refused_by(as({}).run(MarkPlanItemOverdue{the_plan, 3}), {"unknown_item"}));
    CHECK(run(MarkPlanItemOverdue{the_plan, 1}).count == 2);  // dropped only when that is approved
    as(seller).given(CompletePlanItem{the_plan, 1, "visited late"});
    now.us += 3 * us_per_day;
    CHECK(as({}).run(MarkPlanItemOverdue{the_plan, 2}).count == 2);
    as(boss).given(ApproveWorkPlan{the_plan});
    CHECK(refused_by(as({}).run(MarkPlanItemOverdue{the_plan, 2}), {"not_yet_due"}));
    CHECK(run(MarkPlanItemOverdue{the_plan, 3}).count == 2);
    as(seller).given(CompletePlanItem{the_plan, 3, "written"}).given(CompletePlanItem{the_plan, 2, "called"});
}

TEST_CASE_METHOD(Planning, "a draft nobody approved goes with its employee", "[commands][work_plan]") {
    given(Lose{the_deal, "price", {}}).given(draft()).given(DepartEmployee{seller, {}});
    CHECK(refused_by(as(boss).run(ApproveWorkPlan{the_plan}), {"employee_departed"}));
}

TEST_CASE_METHOD(Planning, "whose plan it is says what was done, once", "[commands][work_plan]") {
    approved();
    CHECK(refused_by(as(boss).run(CompletePlanItem{the_plan, 1, ""}), {"not_the_author", "text_missing"}));
    const auto done = as(seller).run(CompletePlanItem{the_plan, 1, "visited"});
    REQUIRE(done.count == 1);
    CHECK(done.events.front().as<PlanItemCompleted>()->item.what == "visit Acme");
    CHECK(refused_by(run(CompletePlanItem{the_plan, 1, "visited"}), {"unknown_item"}));
}

TEST_CASE_METHOD(Planning, "an item overdue reaches the manager, each one, until it is put off", "[commands][work_plan]") {
    approved();
    CHECK(refused_by(run(MarkPlanItemOverdue{the_plan, 9}), {"system_only", "unknown_item"}));
    as({});
    now = *from_text("2026-01-06T15:59:00Z", std::type_identity<Time>{});
    CHECK(refused_by(run(MarkPlanItemOverdue{the_plan, 1}), {"not_yet_due"}));
    now = *from_text("2026-01-06T16:00:00Z", std::type_identity<Time>{});
    const auto overdue = run(MarkPlanItemOverdue{the_plan, 1});
    REQUIRE(overdue.count == 2);
    CHECK(overdue.events.back().as<AlertRaised>()->told == boss);
    CHECK(run(MarkPlanItemOverdue{the_plan, 1}).verdict == Verdict::already_so);
    now.us += 4 * us_per_day;
    CHECK(run(MarkPlanItemOverdue{the_plan, 2}).count == 2);
    const ReviseWorkPlan later{the_plan, {{1, "visit Acme", after(20), {}}, {2, "call ten leads", after(4), {}}}};
    CHECK(refused_by(as(seller).run(later), {"overdue_item"}));
    CHECK(refused_by(run(ReviseWorkPlan{the_plan, {later.items.back()}}), {"overdue_item"}));
    as(boss).given(later);
    CHECK(as({}).run(MarkPlanItemOverdue{the_plan, 1}).verdict == Verdict::already_so);  // put off when it is approved
    as(boss).given(ApproveWorkPlan{the_plan});
    as({});
    CHECK(refused_by(run(MarkPlanItemOverdue{the_plan, 1}), {"not_yet_due"}));
    CHECK(run(MarkPlanItemOverdue{the_plan, 2}).verdict == Verdict::already_so);
}

TEST_CASE_METHOD(Planning, "a plan with items to do rests on its employee", "[commands][work_plan]") {
    approved().given(Lose{the_deal, "price", {}});
    CHECK(refused_by(run(DepartEmployee{seller, {}}), {"items_open"}));
    given(CompletePlanItem{the_plan, 1, "visited"}).given(ReviseWorkPlan{the_plan, {}});
    CHECK(refused_by(run(DepartEmployee{seller, {}}), {"items_open"}));
    as(boss).given(ApproveWorkPlan{the_plan});
    CHECK(as(seller).run(DepartEmployee{seller, {}}).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(Planning, "the plan of one who has nobody above him is approved by anybody else", "[commands][work_plan]") {
    auto plan = draft();
    plan.employee = boss;
    as(boss).given(plan);
    CHECK(refused_by(run(ApproveWorkPlan{the_plan}), {"not_line_manager"}));
    on_behalf_of = boss;
    CHECK(refused_by(as(seller).run(ApproveWorkPlan{the_plan}), {"not_line_manager"}));
    on_behalf_of.reset();
    CHECK(run(ApproveWorkPlan{the_plan}).verdict == Verdict::recorded);
}

}  // namespace foxtrail::work_plan_test
