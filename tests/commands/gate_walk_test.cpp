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
    given_as(EmployeeId{1}, WithdrawGateRequirement{GateRequirementId{1}});
    CHECK(as(seller, beginning_in("Trial")).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(GateScenario, "what had come so far before it was recorded here is opened there", "[commands][gate]") {
    CHECK(refused_by(run(beginning_in("Trial")), {"gate_walked_round"}));                            // to leave the actor out is no way
    given_history(beginning_in("Trial"));                                                            // an import's
    CHECK(as(seller, beginning_in("Trial"), "because", days_ago(1)).verdict == Verdict::recorded);  // before the gate asked
}

TEST_CASE_METHOD(GateScenario, "only the gates before the stage count, and only those that ask of such a deal", "[commands][gate]") {
    given_as(EmployeeId{1}, WithdrawGateRequirement{GateRequirementId{1}}).given(asks_for({DocumentKind::proposal}, "Trial"));
    CHECK(as(seller, beginning_in("Trial")).verdict == Verdict::recorded);
    CHECK(refused_by(as(seller, beginning_in("Contract")), {"gate_walked_round"}));
    SetGateRequirement of_others = asks_for({DocumentKind::proposal}, "Offer");
    of_others.category = "renewal";
    given(of_others);
    CreateOpportunity begun = beginning_in("Trial");
    CHECK(refused_by(as(seller, begun), {"gate_walked_round"}));  // it may be a renewal
    begun.category = std::string("new");
    CHECK(as(seller, begun).verdict == Verdict::recorded);
    begun.category = std::string("renewal");
    CHECK(refused_by(as(seller, begun), {"gate_walked_round"}));
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

TEST_CASE_METHOD(GateScenario, "a deal that is stated to be of another kind keeps what its gates ask for, unless somebody above says so", "[commands][gate]") {
    SetGateRequirement of_renewals = asks_for({DocumentKind::contract}, "Trial"), of_valves = asks_for({DocumentKind::minutes});
    of_renewals.category = "renewal", of_valves.product = ProductId{2};
    given(ListProduct{"Valve", {}, cny("10.00"), {}}).given(of_renewals).given(of_valves);
    const auto category = [](const char* name) { return Categorise{the_deal, std::string(name)}; };
    given_as(seller, category("renewal")).given_as(seller, SetProduct{the_deal, ProductId{2}});
    const auto refused = as(seller, category("service"));
    REQUIRE(refused_by(refused, {"gates_left"}));
    CHECK(refused.broken.front().text.ends_with("(Trial)"));
    CHECK(refused_by(run(Categorise{the_deal, {}}), {"gates_left"}));  // to leave the actor out is no way
    CHECK(refused_by(as(seller, SetProduct{the_deal, ProductId{1}}), {"gates_left"}));
    SetGateRequirement of_services = of_renewals;
    of_services.category = "service";
    given(of_services).given_as(seller, category("service")).given_as(boss, category("other"));
    CHECK(as(boss, SetProduct{the_deal, ProductId{1}}).verdict == Verdict::recorded);
    given_history(Assign{the_deal, boss});
    given_as(seller, category("renewal"));
    on_behalf_of = boss;
    CHECK(refused_by(as(seller, category("other")), {"gates_left"}));
    on_behalf_of.reset();
    CHECK(as(seller, category("other")).verdict == Verdict::recorded);  // nobody is above the owner: somebody else does
}

TEST_CASE_METHOD(GateScenario, "what a gate asks for now is not left by dating back", "[commands][gate]") {
    const Position stated = as(seller, Categorise{the_deal, std::string("renewal")}).position;
    const Time before = now;
    now.us += us_per_day;
    SetGateRequirement of_renewals = asks_for({DocumentKind::contract}, "Offer");
    of_renewals.category = "renewal";
    given(of_renewals);
    CHECK(refused_by(as(seller, Categorise{the_deal, std::string("other")}, "was so", before), {"gates_left"}));
    const auto before_run = std::exchange(actor, Ref(seller));
    CHECK(refused_by(run(Categorise{the_deal, std::string("other")}, "a slip", {}, stated), {"gates_left"}));
    actor = before_run;
}

TEST_CASE_METHOD(GateScenario, "an attempt is recorded, with a reason and without", "[commands][gate]") {
    approved().given_as(seller, AdvanceStage{the_deal, "Offer"});
    const Time before = now;
    now.us += us_per_day;
    given(asks_for({DocumentKind::contract}, "Trial")).given(asks_for({DocumentKind::minutes}, "Offer"));
    const auto refused = as(seller, Win{the_deal, Money{100'00, {156}}}, "");
    REQUIRE(refused.verdict == Verdict::refused);
    CHECK(refused.broken.front().code == "gate_not_passed");
    CHECK(refused.events.size() == 1);
    CHECK(refused_by(as(seller, AdvanceStage{the_deal, "Trial"}, "", before), {"before_requirement"}));
}

TEST_CASE_METHOD(GateScenario, "a move dated before the gate asked says why", "[commands][gate]") {
    CHECK(refused_by(as(seller, beginning_in("Offer"), "", days_ago(1)), {"before_requirement"}));
    CHECK(as(seller, beginning_in("Offer"), "it was so", days_ago(1)).verdict == Verdict::recorded);
}

}  // namespace foxtrail::gate_walk_test
