// No gate is walked round: not by beginning behind it, nor by recording that one is past it.
#include "commands/lead.hpp"
#include "tests/commands/gate_scenario.hpp"

namespace foxtrail::gate_walk_test {
using namespace gate_tests;

namespace {

CreateOpportunity beginning_in(std::string stage) {
    CreateOpportunity create = Scenario::new_deal();
    create.stage = std::move(stage);
    return create;
}

}  // namespace

TEST_CASE_METHOD(GateScenario, "nobody opens a deal behind a gate that asks for something", "[commands][gate]") {
    const auto refused = as(seller, beginning_in("Trial"));
    REQUIRE(refused_by(refused, {"gate_walked_round"}));
    CHECK(refused.broken.front().text.ends_with("(Contact: proposal: not_submitted)"));
    CHECK(refused.events.empty());
    CHECK(as(seller, beginning_in("Contact")).verdict == Verdict::recorded);
    given(WithdrawGateRequirement{GateRequirementId{1}});
    CHECK(as(seller, beginning_in("Trial")).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(GateScenario, "what had come so far before it was recorded here is opened there", "[commands][gate]") {
    CHECK(refused_by(run(beginning_in("Trial")), {"gate_walked_round"}));                            // to leave the actor out is no way
    given_history(beginning_in("Trial"));                                                            // an import's
    CHECK(as(seller, beginning_in("Trial"), "because", days_ago(1)).verdict == Verdict::recorded);  // before the gate asked
}

TEST_CASE_METHOD(GateScenario, "only the gates before the stage count, and only those that ask of such a deal", "[commands][gate]") {
    given(WithdrawGateRequirement{GateRequirementId{1}}).given(asks_for({DocumentKind::proposal}, "Trial"));
    CHECK(as(seller, beginning_in("Trial")).verdict == Verdict::recorded);
    CHECK(refused_by(as(seller, beginning_in("Contract")), {"gate_walked_round"}));
    SetGateRequirement of_others = asks_for({DocumentKind::proposal}, "Offer");
    of_others.category = "renewal";
    given(of_others);
    CHECK(as(seller, beginning_in("Trial")).verdict == Verdict::recorded);
    CreateOpportunity renewal = beginning_in("Trial");
    renewal.category = std::string("renewal");
    CHECK(refused_by(as(seller, renewal), {"gate_walked_round"}));
}

TEST_CASE_METHOD(GateScenario, "a lead is not converted past a gate", "[commands][gate][lead]") {
    CaptureLead capture;
    capture.company = "Beta", capture.source = "fair";
    given(capture).given(QualifyLead{LeadId{1}, {80}, "a need"});
    ConvertLead convert;
    convert.lead = LeadId{1}, convert.name = "Pumps for Beta", convert.stage_model = StageModelId{1}, convert.stage = "Offer";
    CHECK(refused_by(as(seller, convert), {"gate_walked_round"}));
    convert.stage = {};
    CHECK(as(seller, convert).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(GateScenario, "an entry that is recorded goes through every gate on the way", "[commands][gate]") {
    approved().given(asks_for({DocumentKind::proposal}, "Offer"));
    const auto refused = as(seller, RecordStageEntry{the_deal, "Trial"});
    CHECK(refused_by(refused, {"gate_walked_round"}));
    REQUIRE(refused.events.size() == 1);  // that it was tried, and what was missing
    const auto* rejected = refused.events.front().as<OpportunityStageAdvanceRejected>();
    CHECK(*rejected == OpportunityStageAdvanceRejected{the_deal, {2, "Offer"}, Stage{3, "Trial"}, {{DocumentKind::proposal, MissingBecause::not_submitted}}, {}});
    given_as(seller, SubmitGateDocument{the_deal, "Offer", the_proposal}).given_as(boss, ApproveGateDocument{GateDocumentId{2}});
    CHECK(as(seller, RecordStageEntry{the_deal, "Trial"}).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(GateScenario, "a deal is not won past a gate it has not come to", "[commands][gate]") {
    approved().given(asks_for({DocumentKind::proposal}, "Offer"));
    const auto refused = as(seller, Win{the_deal, Money{100'00, {156}}});
    CHECK(refused_by(refused, {"gate_walked_round"}));
    REQUIRE(refused.events.size() == 1);
    CHECK_FALSE(refused.events.front().as<OpportunityStageAdvanceRejected>()->to);
    given_as(seller, SkipStages{the_deal, "Trial", boss});
    CHECK(as(seller, Win{the_deal, Money{100'00, {156}}}).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(GateScenario, "a skip with an approver still passes over gates in between", "[commands][gate]") {
    approved().given(asks_for({DocumentKind::proposal}, "Offer"));
    CHECK(as(seller, SkipStages{the_deal, "Trial", boss}).verdict == Verdict::recorded);
}

}  // namespace foxtrail::gate_walk_test
