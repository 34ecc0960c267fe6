// Standing rules and alerts: who may answer, what escalates, what is not told twice.
#include "commands/alert.hpp"
#include "commands/risk_flag.hpp"
#include "tests/commands/scenario.hpp"

namespace foxtrail::alert_test {

namespace {

constexpr AlertId first{1}, second{2};

RaiseAlert dwell_alert() { return {RuleCode::R5, the_deal.entity(), {EmployeeId{2}, EmployeeId{2}}, "longer in Contact than 90 % of comparable deals"}; }

}  // namespace

TEST_CASE("an alert is told once to each person while it is open", "[commands][alert]") {
    Scenario scenario;
    scenario.company().deal();
    const auto raised = scenario.run(dwell_alert());
    REQUIRE(raised.count == 2);
    CHECK(raised.events.back().as<RiskFlagRaised>()->kind == RiskKind::dwell);
    CHECK(raised.events.front().as<AlertRaised>()->acknowledge_by.us == scenario.now.us + 24 * 3'600 * us_per_second);
    CHECK(scenario.run(dwell_alert()).verdict == Verdict::already_so);
}

TEST_CASE("what goes on although something was done about it is told again after the days of R3, what happens anew at once", "[commands][alert]") {
    Scenario scenario;
    scenario.company().deal().given(dwell_alert()).given_as(EmployeeId{2}, ActOnAlert{first, "called the customer"});
    CHECK(refused_by(scenario.as(EmployeeId{2}, ActOnAlert{first, "and went there"}), {"acted_on"}));
    CHECK(scenario.run(dwell_alert()).verdict == Verdict::already_so);
    scenario.now.us += 6 * us_per_day;
    CHECK(scenario.run(dwell_alert()).verdict == Verdict::already_so);
    scenario.now.us += us_per_day;
    CHECK(scenario.run(dwell_alert()).count == 1);  // the flag is open
    const auto moves = [&](int days) { return MoveExpectedClose{the_deal, Date{date_of(scenario.now).days + days}}; };
    scenario.given(moves(30)).given(moves(40)).given(moves(50)).given(moves(60)).given_as(EmployeeId{1}, ActOnAlert{AlertId{3}, "asked him why"});
    const auto fourth = scenario.run(moves(70));
    REQUIRE(fourth.count == 2);
    CHECK(fourth.events.back().as<AlertRaised>()->rule == RuleCode::R11);
}

TEST_CASE("what somebody took note of and did nothing about is told again after the days of R3", "[commands][alert]") {
    Scenario scenario;
    scenario.company().deal().given(dwell_alert());
    scenario.now.us += 8 * us_per_day;
    CHECK(scenario.run(dwell_alert()).verdict == Verdict::already_so);  // it waits for an answer, and has gone to his manager
    scenario.given_as(EmployeeId{2}, AcknowledgeAlert{first});
    scenario.now.us += 7 * us_per_day;
    const auto again = scenario.run(dwell_alert());
    REQUIRE(again.count == 1);
    CHECK(again.events.front().as<AlertRaised>()->told == EmployeeId{2});
    scenario.given_as(EmployeeId{2}, AcknowledgeAlert{second});
    scenario.now.us += 6 * us_per_day;
    CHECK(scenario.run(dwell_alert()).verdict == Verdict::already_so);
    scenario.now.us += us_per_day;
    CHECK(scenario.run(dwell_alert()).count == 1);
    scenario.given_as(EmployeeId{1}, ChangeStandingRule{RuleCode::R3, true, {{"tell_again_days", 30}}}).given_as(EmployeeId{2}, AcknowledgeAlert{AlertId{3}});
    scenario.now.us += 8 * us_per_day;
    CHECK(scenario.run(dwell_alert()).verdict == Verdict::already_so);
}

TEST_CASE("a deal that is closed stays in no stage for long", "[commands][alert]") {
    Scenario scenario;
    scenario.company().deal().given(Lose{the_deal, "price", {}});
    CHECK(scenario.run(dwell_alert()).verdict == Verdict::already_so);
}

TEST_CASE("only the system raises and escalates, only the person told answers", "[commands][alert]") {
    Scenario scenario;
    scenario.company().deal().given(dwell_alert());
    scenario.actor = EmployeeId{1};
    CHECK(refused_by(scenario.run(dwell_alert()), {"system_only"}));
    CHECK(refused_by(scenario.run(EscalateAlert{first}), {"system_only", "not_yet_due"}));
    CHECK(refused_by(scenario.run(AcknowledgeAlert{first}), {"not_told"}));
    CHECK(refused_by(scenario.run(ActOnAlert{first, " "}), {"not_told", "what_missing"}));
    scenario.actor = EmployeeId{2};
    CHECK(scenario.run(AcknowledgeAlert{first}).verdict == Verdict::recorded);
    CHECK(scenario.run(AcknowledgeAlert{first}).verdict == Verdict::already_so);
}

TEST_CASE("an alert nobody acknowledged goes to the manager when its day has come", "[commands][alert]") {
    Scenario scenario;
    scenario.company().deal().given(dwell_alert());
    CHECK(refused_by(scenario.run(EscalateAlert{first}), {"not_yet_due"}));
    scenario.now.us += us_per_day;
    const auto escalated = scenario.run(EscalateAlert{first});
    REQUIRE(escalated.count == 2);
    const auto* told = escalated.events.back().as<AlertRaised>();
    CHECK(told->told == EmployeeId{1});
    CHECK(told->escalates == first);
    CHECK(told->rule == RuleCode::R3);
    CHECK(scenario.run(EscalateAlert{first}).verdict == Verdict::already_so);
    scenario.now.us += us_per_day;
    CHECK(refused_by(scenario.run(EscalateAlert{second}), {"nobody_above"}));
}

TEST_CASE("with R3 switched off nothing is taken further", "[commands][alert]") {
    Scenario scenario;
    scenario.company().deal().given(dwell_alert()).given_as(EmployeeId{1}, ChangeStandingRule{RuleCode::R3, false, {}});
    scenario.now.us += 2 * us_per_day;
    CHECK(scenario.run(EscalateAlert{first}).verdict == Verdict::already_so);
    CHECK(scenario.run(EscalateRiskFlag{RiskFlagId{1}}).verdict == Verdict::already_so);
}

TEST_CASE("a rule switched off tells nobody; its thresholds are data", "[commands][alert]") {
    Scenario scenario;
    scenario.company().deal();
    CHECK(refused_by(scenario.run(ChangeStandingRule{RuleCode::R5, false, {}}), {"leads_nobody"}));
    scenario.actor = EmployeeId{1};
    CHECK(refused_by(scenario.run(ChangeStandingRule{RuleCode::R3, true, {{"no_such", 1}}}), {"unknown_threshold"}));
    CHECK(refused_by(scenario.run(ChangeStandingRule{RuleCode::R5, false, {}}, ""), {"reason_missing"}));
    scenario.given_as(EmployeeId{1}, ChangeStandingRule{RuleCode::R3, true, {{"acknowledge_hours", 2}}});
    CHECK(scenario.run(ChangeStandingRule{RuleCode::R3, true, {{"acknowledge_hours", 2}}}).verdict == Verdict::already_so);
    CHECK(scenario.run(ChangeStandingRule{RuleCode::R3, true, {{"acknowledge_hours", 3}}}, "it was so before", Time{scenario.now.us - us_per_day}).verdict == Verdict::recorded);
    scenario.actor.reset();
    const auto raised = scenario.run(dwell_alert());
    CHECK(raised.events.front().as<AlertRaised>()->acknowledge_by.us == scenario.now.us + 2 * 3'600 * us_per_second);
    scenario.given_as(EmployeeId{1}, ChangeStandingRule{RuleCode::R5, false, {}});
    scenario.given_history(Assign{the_deal, EmployeeId{1}});
    CHECK(scenario.run(RaiseAlert{RuleCode::R5, the_deal.entity(), {EmployeeId{1}}, "still there"}).verdict == Verdict::already_so);
}

}  // namespace foxtrail::alert_test
