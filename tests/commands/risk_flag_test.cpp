// Risk flags, the guidance that answers them, and dates moved again and again (R11).
#include "commands/assignment.hpp"
#include "commands/guidance.hpp"
#include "commands/handover.hpp"
#include "commands/risk_flag.hpp"
#include "tests/commands/network_scenario.hpp"

namespace foxtrail::risk_flag_test {
using namespace network_tests;

namespace {

constexpr RiskFlagId flag{1};
constexpr GuidanceId advice{1};

struct Risks : NetworkScenario {
    RaiseRiskFlag risk(RiskKind kind = RiskKind::other, const std::string& text = "no budget in sight") const {
        return {the_deal, kind, text};
    }
    CommandOutcome move_close(int days, std::string reason = "the customer asked") {
        return run(MoveExpectedClose{the_deal, in_days(days)}, std::move(reason));
    }
};

}  // namespace

TEST_CASE_METHOD(Risks, "a flag names the owner and the instant by which he takes note", "[commands][risk_flag]") {
    const auto raised = as(colleague, risk());
    CHECK(raised.events ==
          std::vector<AnyEvent>{RiskFlagRaised{flag, the_deal, RiskKind::other, "no budget in sight", owner, {now.us + us_per_day}}});
    CHECK(run(risk()).verdict == Verdict::already_so);
    CHECK(run(risk(RiskKind::other, "the director leaves")).verdict == Verdict::recorded);
    CHECK(run(risk(RiskKind::dwell, "long in Contact")).verdict == Verdict::recorded);
    CHECK(run(risk(RiskKind::dwell, "longer in Contact")).verdict == Verdict::already_so);
    CHECK(refused_by(run(risk(RiskKind::other, " ")), {"text_missing"}));
    given(Derail{the_deal, "no budget"});
    CHECK(refused_by(run(risk()), {"already_closed"}));
}

TEST_CASE_METHOD(Risks, "the owner or a manager above him takes note of a risk, nobody else", "[commands][risk_flag]") {
    given(risk()).given(risk(RiskKind::dwell, "long in Contact"));
    CHECK(refused_by(as(colleague, AcknowledgeRiskFlag{flag}), {"not_his_risk"}));
    CHECK(refused_by(run(AcknowledgeRiskFlag{flag}), {"not_his_risk"}));
    CHECK(as(owner, AcknowledgeRiskFlag{flag}).events == std::vector<AnyEvent>{RiskFlagAcknowledged{flag, the_deal, owner}});
    CHECK(as(owner, AcknowledgeRiskFlag{flag}).verdict == Verdict::already_so);
    CHECK(as(head, AcknowledgeRiskFlag{RiskFlagId{2}}).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(Risks, "a cleared flag says what was done; the risk can come back", "[commands][risk_flag]") {
    given(risk());
    CHECK(refused_by(as(colleague, ClearRiskFlag{flag, " "}), {"not_his_risk", "text_missing"}));
    CHECK(as(manager, ClearRiskFlag{flag, "budget granted"}).events ==
          std::vector<AnyEvent>{RiskFlagCleared{flag, the_deal, manager, "budget granted"}});
    CHECK(as(owner, ClearRiskFlag{flag, "budget granted"}).verdict == Verdict::already_so);
    CHECK(refused_by(as(owner, AcknowledgeRiskFlag{flag}), {"not_open"}));
    CHECK(run(risk()).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(Risks, "a risk without guidance in time reaches the owner's manager, again after days, although the owner took note", "[commands][risk_flag]") {
    given(risk());
    REQUIRE(as(owner, AcknowledgeRiskFlag{flag}).verdict == Verdict::recorded);
    CHECK(refused_by(run(EscalateRiskFlag{flag}), {"not_yet_due"}));
    CHECK(refused_by(as(manager, EscalateRiskFlag{flag}), {"system_only", "not_yet_due"}));
    now.us += us_per_day;
    const auto escalated = run(EscalateRiskFlag{flag});
    REQUIRE(escalated.count == 2);
    CHECK(escalated.events.front() == AnyEvent(RiskFlagEscalated{flag, the_deal, owner, manager}));
    CHECK(told_by(escalated, RuleCode::R3) == std::vector{manager});
    CHECK(run(EscalateRiskFlag{flag}).verdict == Verdict::already_so);
    given_as(manager, ActOnAlert{escalated.events.back().as<AlertRaised>()->alert, "ok"});  // which says nothing to the owner
    now.us += 6 * us_per_day;
    CHECK(run(EscalateRiskFlag{flag}).verdict == Verdict::already_so);
    now.us += us_per_day;
    CHECK(told_by(run(EscalateRiskFlag{flag}), RuleCode::R3) == std::vector{manager});
}

TEST_CASE_METHOD(Risks, "what was guided does not escalate; without a manager it cannot", "[commands][risk_flag]") {
    given(risk());
    REQUIRE(as(manager, GiveGuidance{flag.entity(), "call the director"}).verdict == Verdict::recorded);
    given_history(Assign{the_deal, head}).given(risk(RiskKind::slipped, "again"));
    now.us += 2 * us_per_day;
    CHECK(run(EscalateRiskFlag{flag}).verdict == Verdict::already_so);
    CHECK(refused_by(run(EscalateRiskFlag{RiskFlagId{2}}), {"nobody_above"}));
}

TEST_CASE_METHOD(Risks, "open flags go with the deal: to its next owner, or away when it closes", "[commands][risk_flag]") {
    given(risk()).given(risk(RiskKind::dwell, "long in Contact"));
    REQUIRE(as(owner, ClearRiskFlag{RiskFlagId{2}, "advanced"}).verdict == Verdict::recorded);
    CHECK(events_of<RiskFlagPassedOn>(as(manager, Assign{the_deal, colleague})) == std::vector{RiskFlagPassedOn{flag, the_deal, owner, colleague}});
    CHECK(refused_by(as(owner, AcknowledgeRiskFlag{flag}), {"not_his_risk"}));
    const auto lost = run(Lose{the_deal, "price", {}});
    CHECK(events_of<RiskFlagLapsed>(lost) == std::vector{RiskFlagLapsed{flag, the_deal, Outcome::lost}});
    CHECK(events_of<RiskFlagLapsed>(run(Reopen{the_deal})).empty());
    CHECK(run(risk()).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(Risks, "a handover takes the flags with the deal", "[commands][risk_flag]") {
    given(risk());
    REQUIRE(as(owner, ProposeHandover{owner, colleague, {}, false, "", {}}).verdict == Verdict::recorded);
    REQUIRE(as(colleague, AcceptHandover{HandoverId{1}, {}}).verdict == Verdict::recorded);
    CHECK(events_of<RiskFlagPassedOn>(run(Assign{the_deal, colleague})).empty());
    CHECK(as(colleague, AcknowledgeRiskFlag{flag}).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(Risks, "a flag raised on a deal without an owner waits for him", "[commands][risk_flag]") {
    auto orphan = new_deal();
    orphan.owner.reset();
    given(orphan);
    const auto raised = run(RaiseRiskFlag{OpportunityId{2}, RiskKind::other, "nobody cares"});
    CHECK_FALSE(raised.events.front().as<RiskFlagRaised>()->owner);
    CHECK(events_of<RiskFlagPassedOn>(run(Assign{OpportunityId{2}, owner})) ==
          std::vector{RiskFlagPassedOn{flag, OpportunityId{2}, {}, owner}});
}

TEST_CASE_METHOD(Risks, "who accepts a deal has its flags too; taken back, they wait with it in the pool", "[commands][risk_flag]") {
    given(risk());
    REQUIRE(as(manager, OfferOpportunity{the_deal, colleague, {}}).verdict == Verdict::recorded);
    CHECK(events_of<RiskFlagPassedOn>(as(colleague, AcceptAssignment{the_deal})) ==
          std::vector{RiskFlagPassedOn{flag, the_deal, owner, colleague}});
    CHECK(events_of<RiskFlagPassedOn>(as(manager, ReclaimOpportunity{the_deal})) ==
          std::vector{RiskFlagPassedOn{flag, the_deal, colleague, {}}});
}

TEST_CASE_METHOD(Risks, "only a manager above the owner gives guidance, and the owner reports back", "[commands][guidance]") {
    given(risk());
    CHECK(refused_by(as(colleague, GiveGuidance{flag.entity(), " "}), {"not_above_owner", "text_missing"}));
    CHECK(refused_by(as(owner, GiveGuidance{the_deal.entity(), "call him"}), {"not_above_owner"}));
    CHECK(refused_by(run(GiveGuidance{the_deal.entity(), "call him"}), {"not_above_owner"}));
    CHECK(refused_by(as(manager, GiveGuidance{wang.entity(), "call him"}), {"no_such_guidance"}));
    CHECK(as(manager, GiveGuidance{flag.entity(), "call him"}).events ==
          std::vector<AnyEvent>{StrategyGuidanceGiven{advice, the_deal, flag, manager, owner, "call him"}});
    CHECK(as(head, GiveGuidance{the_deal.entity(), "visit them"}).events ==
          std::vector<AnyEvent>{StrategyGuidanceGiven{GuidanceId{2}, the_deal, {}, head, owner, "visit them"}});
    CHECK(refused_by(as(manager, ReportBack{advice, " "}), {"not_the_owner", "text_missing"}));
    CHECK(as(owner, ReportBack{advice, "called"}).events ==
          std::vector<AnyEvent>{GuidanceActedOn{advice, the_deal, flag, owner, "called"}});
    CHECK(as(owner, ReportBack{advice, "called"}).verdict == Verdict::already_so);
}

TEST_CASE_METHOD(Risks, "there is no guidance on what is over", "[commands][guidance]") {
    given(risk());
    REQUIRE(as(owner, ClearRiskFlag{flag, "done"}).verdict == Verdict::recorded);
    CHECK(refused_by(as(manager, GiveGuidance{flag.entity(), "call him"}), {"not_open"}));
    given(Derail{the_deal, "no budget"});
    CHECK(refused_by(as(manager, GiveGuidance{the_deal.entity(), "call him"}), {"already_closed"}));
}

TEST_CASE_METHOD(Risks, "the third move of the expected close tells the manager once and flags the deal", "[commands][slippage]") {
    CHECK(move_close(30).count == 1);  // first statement, no move
    CHECK(move_close(40).count == 1);
    CHECK(refused_by(move_close(50, ""), {"reason_missing"}));
    CHECK(move_close(40).verdict == Verdict::already_so);
    CHECK(move_close(50).count == 1);
    const auto third = move_close(60);
    REQUIRE(third.count == 3);
    CHECK(told_by(third, RuleCode::R11) == std::vector{manager});
    REQUIRE(events_of<RiskFlagRaised>(third).size() == 1);
    CHECK(events_of<RiskFlagRaised>(third).front().kind == RiskKind::slipped);
    CHECK(move_close(70).count == 1);  // the alert and the flag are open
}

TEST_CASE_METHOD(Risks, "stating and correcting a close date are no moves, nor is what a later one overtook; to take it back in between hides none",
                 "[commands][slippage]") {
    given_as(EmployeeId{1}, ChangeStandingRule{RuleCode::R11, true, {{"moves", 2}}});
    const auto stated = move_close(30);
    CHECK(run(MoveExpectedClose{the_deal, Stated<Date>()}).count == 1);
    CHECK(move_close(35).count == 1);
    CHECK(run(MoveExpectedClose{the_deal, in_days(20)}, "misread", {}, stated.position).count == 1);
    CHECK(run(MoveExpectedClose{the_deal, in_days(25)}, "said so then", days_ago(5)).count == 1);
    CHECK(told_by(move_close(45), RuleCode::R11) == std::vector{manager});  // from 30 to 35, and from there
}

TEST_CASE_METHOD(Risks, "with R11 switched off nobody is told and nothing is flagged", "[commands][slippage]") {
    given_as(EmployeeId{1}, ChangeStandingRule{RuleCode::R11, false, {{"moves", 1}}});
    CHECK(move_close(30).count == 1);
    CHECK(move_close(40).count == 1);
}

}  // namespace foxtrail::risk_flag_test
