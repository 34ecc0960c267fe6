// Plans of milestones: stated, moved, met, missed, dropped; the baseline stays.
#include "commands/alert.hpp"
#include "commands/milestone.hpp"
#include "commands/risk_flag.hpp"
#include "tests/commands/scenario.hpp"

namespace foxtrail::milestone_test {

namespace {

constexpr MilestoneId demo{1}, quote{2};
constexpr EmployeeId boss{1}, seller{2};
const Date jan_20{20'473}, jan_30{20'483};  // of 2026

struct PlanScenario : Scenario {
    PlanScenario() { company().deal(); }
    SetAdvancePlan plan() const { return {the_deal, {{"demonstration", jan_20, true}, {"quote sent", jan_30, false}}}; }
};

}  // namespace

TEST_CASE("a plan is stated whole; stated as it is, it is nothing new", "[commands][milestone]") {
    PlanScenario scenario;
    CHECK(to_text(jan_20) == "2026-01-20");
    const auto set = scenario.run(scenario.plan(), "");
    REQUIRE(set.count == 3);
    CHECK(*set.events[0].as<MilestonePlanned>() == MilestonePlanned{demo, the_deal, PlanKind::advance, "demonstration", jan_20, true});
    CHECK(*set.events[2].as<AdvancePlanSet>() == AdvancePlanSet{the_deal, {}, {demo, quote}});
    CHECK(scenario.run(scenario.plan(), "").verdict == Verdict::already_so);
}

TEST_CASE("a milestone is the same however it is written", "[commands][milestone]") {
    PlanScenario scenario;
    scenario.given(scenario.plan());
    const SetAdvancePlan other{the_deal, {{"Demonstration ", jan_20, true}, {"QUOTE SENT", jan_30, false}}};
    CHECK(scenario.run(other).verdict == Verdict::already_so);
    scenario.given(SetAdvancePlan{the_deal, {{"quote sent", jan_30, false}}});
    const auto again = scenario.run(other);
    REQUIRE(again.count == 2);
    CHECK(again.events[0].as<MilestoneResumed>()->milestone == demo);
}

TEST_CASE("who opens an opportunity may state its plan, in the same commit", "[commands][milestone][opportunity]") {
    PlanScenario scenario;
    auto create = Scenario::new_deal();
    create.milestones = {{"demonstration", jan_20, true}, {"quote sent", jan_30, false}};
    const auto created = scenario.run(create, "");
    REQUIRE(created.count == 5);
    CHECK(*created.events[2].as<MilestonePlanned>() == MilestonePlanned{demo, OpportunityId{2}, PlanKind::advance, "demonstration", jan_20, true});
    CHECK(*created.events[4].as<AdvancePlanSet>() == AdvancePlanSet{OpportunityId{2}, {}, {demo, quote}});
    CHECK(scenario.run(SetAdvancePlan{OpportunityId{2}, create.milestones}, "").verdict == Verdict::already_so);
    CHECK(scenario.run(MoveMilestone{demo, jan_30}).verdict == Verdict::recorded);
    create.milestones = {{" ", jan_20, false}, {"quote", {20'000}, false}};
    CHECK(refused_by(scenario.run(create), {"text_missing", "due_past"}));
    CHECK(scenario.run(Scenario::new_deal()).count == 2);
}

TEST_CASE("a plan has milestones that can be told apart and lie ahead", "[commands][milestone]") {
    PlanScenario scenario;
    CHECK(refused_by(scenario.run(SetAdvancePlan{the_deal, {}}), {"milestone_count"}));
    CHECK(refused_by(scenario.run(SetAdvancePlan{the_deal, {{" ", jan_20}, {"quote", {20'000}}, {"quote", jan_20}}}), {"text_missing", "milestone_twice", "due_past"}));
    PlanProject many{the_deal, {}};
    for (std::size_t n = 0; n <= milestones_per_plan_max; ++n) many.milestones.push_back({"step " + std::to_string(n), jan_20, false});
    CHECK(refused_by(scenario.run(many), {"milestone_count"}));
    scenario.given(Derail{the_deal, "no money"});
    CHECK(refused_by(scenario.run(scenario.plan()), {"already_closed"}));
}

TEST_CASE("a plan stated anew drops what it leaves out for a reason, and hides no slip", "[commands][milestone]") {
    PlanScenario scenario;
    scenario.given(scenario.plan());
    CHECK(refused_by(scenario.run(SetAdvancePlan{the_deal, {{"demonstration", jan_30, true}, {"quote sent", jan_30, false}}}), {"planned_otherwise"}));
    const SetAdvancePlan other{the_deal, {{"demonstration", jan_20, true}, {"visit", jan_30, false}}};
    CHECK(refused_by(scenario.run(other, ""), {"reason_missing"}));
    const auto set = scenario.run(other);
    REQUIRE(set.count == 3);
    CHECK(*set.events[0].as<MilestoneDropped>() == MilestoneDropped{quote, the_deal, "quote sent", jan_30, jan_30});
    CHECK(*set.events[2].as<AdvancePlanSet>() == AdvancePlanSet{the_deal, {demo, quote}, {demo, MilestoneId{3}}});
    CHECK(refused_by(scenario.run(MeetMilestone{quote}), {"not_open"}));
}

TEST_CASE("a milestone that was dropped is taken up again with its baseline and its moves", "[commands][milestone]") {
    PlanScenario scenario;
    scenario.given(scenario.plan()).given(MoveMilestone{quote, {jan_30.days + 1}}).given(MoveMilestone{quote, {jan_30.days + 2}});
    const SetAdvancePlan without{the_deal, {{"demonstration", jan_20, true}}};
    const auto with = [](int days) { return SetAdvancePlan{the_deal, {{"demonstration", jan_20, true}, {"quote sent", {jan_30.days + days}, true}}}; };
    const Time before = scenario.now;
    scenario.given(without);
    CHECK(refused_by(scenario.run(MeetMilestone{quote}), {"not_open"}));
    CHECK(scenario.run(without, "").verdict == Verdict::already_so);
    CHECK(refused_by(scenario.run(with(2), ""), {"reason_missing"}));
    CHECK(refused_by(scenario.run(with(2), "back", before), {"dated_before_last_change"}));
    const auto same_day = scenario.run(with(2));
    REQUIRE(same_day.count == 2);
    CHECK(*same_day.events.front().as<MilestoneResumed>() ==
          MilestoneResumed{quote, the_deal, "quote sent", jan_30, {jan_30.days + 2}, {jan_30.days + 2}, true, 2});
    scenario.given(without);
    const auto later = scenario.run(with(9));
    REQUIRE(later.count == 4);
    CHECK(later.events.at(0).as<MilestoneResumed>()->moves == 3);
    CHECK(*later.events.at(1).as<AdvancePlanSet>() == AdvancePlanSet{the_deal, {demo}, {demo, quote}});
    CHECK(later.events.at(2).as<AlertRaised>()->rule == RuleCode::R11);
    CHECK(later.events.at(3).as<RiskFlagRaised>()->kind == RiskKind::slipped);
    scenario.given(MeetMilestone{quote});
    CHECK(scenario.run(with(9)).events.front().as<MilestonePlanned>()->milestone == MilestoneId{3});  // what is met is over
}

TEST_CASE("a project plan stands beside the advance plan and keeps its baseline", "[commands][milestone]") {
    PlanScenario scenario;
    scenario.given(scenario.plan());
    const auto planned = scenario.run(PlanProject{the_deal, {{"demonstration", jan_30, false}}});
    REQUIRE(planned.count == 2);
    CHECK(*planned.events[1].as<ProjectPlanned>() == ProjectPlanned{the_deal, {}, {MilestoneId{3}}});
    scenario.given(MoveMilestone{MilestoneId{3}, {jan_30.days + 5}});
    CHECK(refused_by(scenario.run(PlanProject{the_deal, {{"demonstration", jan_30, false}}}), {"planned_otherwise"}));
    const auto moved = scenario.run(MoveMilestone{MilestoneId{3}, {jan_30.days + 9}});
    CHECK(*moved.events.front().as<MilestoneMoved>() ==
          MilestoneMoved{MilestoneId{3}, the_deal, "demonstration", jan_30, {jan_30.days + 5}, {jan_30.days + 9}, 2});
}

TEST_CASE("a milestone moves for a reason; the third time the owner's manager is told and the deal flagged", "[commands][milestone]") {
    PlanScenario scenario;
    scenario.given(scenario.plan());
    CHECK(refused_by(scenario.run(MoveMilestone{demo, {20'000}}, ""), {"reason_missing", "due_past"}));
    CHECK(scenario.run(MoveMilestone{demo, jan_20}, "").verdict == Verdict::already_so);
    CHECK(scenario.run(MoveMilestone{demo, {jan_20.days + 1}}).count == 1);
    CHECK(scenario.run(MoveMilestone{demo, {jan_20.days + 2}}).count == 1);
    const auto third = scenario.run(MoveMilestone{demo, {jan_20.days + 3}});
    REQUIRE(third.count == 3);
    CHECK(third.events.front().as<MilestoneMoved>()->moves == 3);
    CHECK(third.events[1].as<AlertRaised>()->rule == RuleCode::R11);
    CHECK(third.events[1].as<AlertRaised>()->told == boss);
    CHECK(third.events.back().as<RiskFlagRaised>()->kind == RiskKind::slipped);
    CHECK(scenario.run(MoveMilestone{demo, {jan_20.days + 4}}).count == 1);  // he has not answered yet
    scenario.given(Derail{the_deal, "no money"});
    CHECK(refused_by(scenario.run(MoveMilestone{demo, jan_30}), {"already_closed"}));
}

TEST_CASE("a milestone is met once, at the time it was", "[commands][milestone]") {
    PlanScenario scenario;
    scenario.given(scenario.plan());
    CHECK(refused_by(scenario.run(MeetMilestone{demo}, "", Time{scenario.now.us - us_per_day}), {"dated_before_last_change"}));
    const auto met = scenario.run(MeetMilestone{demo}, "");
    REQUIRE(met.count == 1);
    CHECK(*met.events.front().as<MilestoneMet>() == MilestoneMet{demo, the_deal, "demonstration", jan_20, jan_20});
    CHECK(scenario.run(MeetMilestone{demo}).verdict == Verdict::already_so);
    CHECK(refused_by(scenario.run(MoveMilestone{demo, jan_30}), {"not_open"}));
}

TEST_CASE("a milestone is missed when its day is over; it can be met late or moved", "[commands][milestone]") {
    PlanScenario scenario;
    scenario.given(scenario.plan());
    const Time over = *from_text("2026-01-21T00:00:00+08:00", std::type_identity<Time>{});
    scenario.now.us = over.us - 2 * us_per_second;
    CHECK(refused_by(scenario.run(MarkMilestoneMissed{demo}), {"not_yet_due"}));
    scenario.actor = seller;
    CHECK(refused_by(scenario.run(MarkMilestoneMissed{demo}), {"system_only"}));
    scenario.actor.reset();
    const auto missed = scenario.run(MarkMilestoneMissed{demo});
    REQUIRE(missed.count == 2);
    CHECK(*missed.events.front().as<MilestoneMissed>() == MilestoneMissed{demo, the_deal, "demonstration", jan_20, jan_20});
    CHECK(missed.events.back().as<AlertRaised>()->told == seller);
    CHECK(scenario.run(MarkMilestoneMissed{demo}).verdict == Verdict::already_so);
    scenario.given(MoveMilestone{demo, {jan_20.days + 2}});
    scenario.now.us += 3 * us_per_day;
    CHECK(scenario.run(MarkMilestoneMissed{demo}).count == 2);
    scenario.given(MeetMilestone{demo});
    CHECK(refused_by(scenario.run(MarkMilestoneMissed{demo}), {"not_open"}));
}

}  // namespace foxtrail::milestone_test
