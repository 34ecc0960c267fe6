// What stages ask for: for which deals, from when.
#include "commands/deal_team.hpp"
#include "tests/commands/gate_scenario.hpp"

namespace foxtrail::gate_requirement_test {
using namespace gate_tests;

namespace {

constexpr GateRequirementId first{1};
using enum DocumentKind;

}  // namespace

TEST_CASE("a requirement is set for a stage, and changed for a reason", "[commands][gate_requirement]") {
    Scenario scenario;
    scenario.company();
    const auto set = scenario.run(asks_for({contract, proposal, contract}));
    REQUIRE(set.count == 1);
    const GateScope scope{StageModelId{1}, {}, "Contact", {}, {}};
    CHECK(*set.events.front().as<GateRequirementSet>() == GateRequirementSet{first, scope, {}, {{proposal, contract}, {}}});
    CHECK(scenario.run(asks_for({proposal, contract}), "").verdict == Verdict::already_so);
    CHECK(refused_by(scenario.as(boss, asks_for({minutes}), ""), {"reason_missing"}));
    CHECK(refused_by(scenario.as(boss, asks_for({minutes}), "r", Time{scenario.now.us - us_per_day}), {"dated_before_last_change"}));
    CHECK(refused_by(scenario.run(asks_for({minutes})), {"leads_nobody"}));
    CHECK(refused_by(scenario.as(seller, asks_for({minutes})), {"leads_nobody"}));
    const auto changed = scenario.as(boss, asks_for({minutes}));
    REQUIRE(changed.count == 1);
    CHECK(*changed.events.front().as<GateRequirementSet>() == GateRequirementSet{first, scope, {{proposal, contract}, {}}, {{minutes}, {}}});
}

TEST_CASE("a requirement names a version and a stage that are there, and asks for something", "[commands][gate_requirement]") {
    Scenario scenario;
    scenario.company();
    auto requirement = asks_for({}, "No such stage");
    requirement.category = " ";
    CHECK(refused_by(scenario.run(requirement), {"no_such_stage", "text_missing", "nothing_asked_for"}));
    requirement = asks_for({proposal});
    for (const std::uint16_t version : {std::uint16_t{0}, std::uint16_t{2}}) {
        requirement.model_version = version;
        CHECK(refused_by(scenario.run(requirement), {"unknown_model_version"}));
    }
}

TEST_CASE("a withdrawn requirement asks for nothing; set again it is another one", "[commands][gate_requirement]") {
    Scenario scenario;
    scenario.company().deal().given(asks_for({proposal}));
    CHECK(refused_by(scenario.as(boss, WithdrawGateRequirement{first}, " "), {"reason_missing"}));
    CHECK(refused_by(scenario.as(seller, WithdrawGateRequirement{first}), {"leads_nobody"}));
    scenario.given_as(EmployeeId{1}, WithdrawGateRequirement{first});
    CHECK(scenario.run(WithdrawGateRequirement{first}).verdict == Verdict::already_so);
    CHECK(scenario.run(AdvanceStage{the_deal, "Offer"}).verdict == Verdict::recorded);
    const auto again = scenario.run(asks_for({proposal}), "");
    REQUIRE(again.count == 1);
    CHECK(again.events.front().as<GateRequirementSet>()->requirement == GateRequirementId{2});
}

TEST_CASE("a requirement is for the deals of its type of need, product and model version only", "[commands][gate_requirement]") {
    Scenario scenario;
    scenario.company().deal();
    auto of_category = asks_for({proposal}), of_product = asks_for({minutes}), of_version = asks_for({contract}), of_stage = asks_for({other}, "Offer");
    of_category.category = "retrofit";
    of_product.product = ProductId{2};
    of_version.model_version = std::uint16_t{2};
    scenario.given(ListProduct{"Valve", {}, cny("10.00"), {}}).given(of_category).given(of_product).given(of_stage);
    scenario.given(PublishStageModel{StageModelId{1}, "Standard", {{"Contact", {10}}, {"Offer", {50}}}, {}, {}}).given(of_version);
    const auto advance = [&] {
        Submission submission;
        submission.command = AdvanceStage{the_deal, "Offer"};
        submission.dry_run = true;
        return scenario.writer.execute(std::move(submission));
    };
    CHECK(refused_by(advance(), {"gate_not_passed"}));  // nobody has said that it is no retrofit
    scenario.given(Categorise{the_deal, std::string("new")});
    CHECK(advance().verdict == Verdict::recorded);
    scenario.given(Categorise{the_deal, std::string("retrofit")});
    CHECK(refused_by(advance(), {"gate_not_passed"}));
    scenario.given(SetProduct{the_deal, ProductId{2}});
    const auto refused = advance();
    REQUIRE(refused.count == 1);
    const std::vector<MissingDocument> missing{{proposal, MissingBecause::not_submitted}, {minutes, MissingBecause::not_submitted}};
    CHECK(refused.events.front().as<OpportunityStageAdvanceRejected>()->missing == missing);
}

TEST_CASE("a stage that asks for a role is left only with somebody on the deal's team who has it", "[commands][gate_requirement]") {
    Scenario scenario;
    auto requirement = asks_for({});
    requirement.team_roles = {"technical lead", " "};
    scenario.company().deal();
    CHECK(refused_by(scenario.run(requirement), {"text_missing"}));
    requirement.team_roles = {"technical lead", "legal", "technical lead"};
    CHECK(scenario.run(requirement).events.at(0).as<GateRequirementSet>()->to == GateDemand{{}, {"legal", "technical lead"}});
    const Time before = scenario.now;
    scenario.given(JoinTeam{the_deal, EmployeeId{1}, {"legal", "the contract", ""}});
    const auto refused = scenario.run(AdvanceStage{the_deal, "Offer"});
    CHECK(refused_by(refused, {"team_role_missing"}));
    REQUIRE(refused.count == 1);
    CHECK(refused.events.front().as<OpportunityStageAdvanceRejected>()->missing_roles == std::vector<std::string>{"technical lead"});
    scenario.given(JoinTeam{the_deal, EmployeeId{2}, {"technical lead", "the trial", ""}});
    CHECK(refused_by(scenario.run(AdvanceStage{the_deal, "Offer"}, "late", before), {"team_role_missing"}));  // they were not there yet
    scenario.given(LeaveTeam{TeamMemberId{1}});
    CHECK(refused_by(scenario.run(AdvanceStage{the_deal, "Offer"}), {"team_role_missing"}));
    scenario.given(AssignTeamDuty{TeamMemberId{2}, {"legal", "the contract", ""}});
    CHECK(refused_by(scenario.run(AdvanceStage{the_deal, "Offer"}), {"team_role_missing"}));
    scenario.given(JoinTeam{the_deal, EmployeeId{1}, {"technical lead", "the trial", ""}}).given(AdvanceStage{the_deal, "Offer"});
}

TEST_CASE("what was asked for before there were roles asks for documents alone", "[commands][gate_requirement]") {
    const GateScope scope{StageModelId{1}, {}, "Contact", {}, {}};
    CHECK(newest(GateRequirementSet1{first, scope, {minutes}, {proposal}}) == GateRequirementSet{first, scope, {{minutes}, {}}, {{proposal}, {}}});
    CHECK(newest(GateRequirementWithdrawn1{first, scope, {minutes}}) == GateRequirementWithdrawn{first, scope, {{minutes}, {}}});
    const std::vector<MissingDocument> missing{{proposal, MissingBecause::rejected}};
    CHECK(newest(OpportunityStageAdvanceRejected1{the_deal, {1, "Contact"}, {}, missing}) ==
          OpportunityStageAdvanceRejected{the_deal, {1, "Contact"}, {}, missing, {}});
}

TEST_CASE("documents and people that are missing are told together, and recorded once", "[commands][gate_requirement]") {
    Scenario scenario;
    auto requirement = asks_for({proposal});
    requirement.team_roles = {"legal"};
    scenario.company().deal().given(requirement);
    const auto refused = scenario.run(AdvanceStage{the_deal, "Offer"});
    CHECK(refused_by(refused, {"gate_not_passed", "team_role_missing"}));
    CHECK(refused.count == 1);
}

}  // namespace foxtrail::gate_requirement_test
