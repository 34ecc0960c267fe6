// Gates: documents submitted and judged, superseded and submitted anew; stages left only through an open gate.
#include "commands/alert.hpp"
#include "commands/contact_move.hpp"
#include "commands/rules/gate.hpp"
#include "tests/commands/buying_scenario.hpp"
#include "tests/commands/gate_scenario.hpp"

namespace foxtrail::gate_document_test {
using namespace gate_tests;
using namespace buying_tests;

namespace {

const Stage contact{1, "Contact"}, offer{2, "Offer"};
const SubmitGateDocument submit{the_deal, "Contact", the_proposal};

std::vector<MissingDocument> missing_in(const CommandOutcome& outcome) {
    REQUIRE(outcome.count == 1);
    return outcome.events.front().as<OpportunityStageAdvanceRejected>()->missing;
}

}  // namespace

TEST_CASE("a document submitted is approved by somebody else, and the gate is open", "[commands][gate_document]") {
    GateScenario scenario;
    const auto submitted = scenario.as(seller, submit);
    REQUIRE(submitted.count == 1);
    CHECK(*submitted.events.front().as<GateDocumentSubmitted>() ==
          GateDocumentSubmitted{the_submission, the_deal, contact, the_proposal, DocumentKind::proposal, {1, hash_of('1'), 1'024}});
    CHECK(scenario.as(seller, submit).verdict == Verdict::already_so);
    CHECK(refused_by(scenario.as(seller, ApproveGateDocument{the_submission}), {"own_approval"}));
    CHECK(refused_by(scenario.run(ApproveGateDocument{the_submission}), {"actor_missing"}));
    const auto approved = scenario.as(boss, ApproveGateDocument{the_submission});
    REQUIRE(approved.count == 1);
    CHECK(*approved.events.front().as<GateDocumentApproved>() == GateDocumentApproved{the_submission, the_deal, contact, the_proposal, 1, boss});
    CHECK(scenario.as(boss, ApproveGateDocument{the_submission}).verdict == Verdict::already_so);
    CHECK(scenario.as(seller, submit).verdict == Verdict::already_so);
    CHECK(scenario.run(AdvanceStage{the_deal, "Offer"}).verdict == Verdict::recorded);
}

TEST_CASE("what is submitted is about the deal or its customer, for a stage there is", "[commands][gate_document]") {
    GateScenario scenario;
    scenario.given(RegisterCustomer{"Other", {}, {}, {}}).given(proposal_document(CustomerId{1}.entity())).given(proposal_document(CustomerId{2}.entity()));
    CHECK(refused_by(scenario.as(seller, SubmitGateDocument{the_deal, "Nowhere", DocumentId{3}}), {"unknown_stage", "document_of_another"}));
    CHECK(scenario.as(seller, SubmitGateDocument{the_deal, "Contact", DocumentId{2}}).verdict == Verdict::recorded);
    CHECK(refused_by(scenario.as(seller, submit, "", scenario.days_ago(1)), {"before_creation", "dated_before_last_change"}));
    scenario.given(Derail{the_deal, "no money"});
    CHECK(refused_by(scenario.as(seller, submit), {"already_closed"}));
}

TEST_CASE("a rejected version stays rejected; the next one may be submitted", "[commands][gate_document]") {
    GateScenario scenario;
    scenario.given_as(seller, submit);
    CHECK(refused_by(scenario.as(boss, RejectGateDocument{the_submission, " "}), {"why_missing"}));
    scenario.given_as(boss, RejectGateDocument{the_submission, "no prices"});
    CHECK(scenario.as(boss, RejectGateDocument{the_submission, "no prices"}).verdict == Verdict::already_so);
    CHECK(refused_by(scenario.as(boss, ApproveGateDocument{the_submission}), {"not_submitted"}));
    CHECK(refused_by(scenario.as(seller, submit), {"version_rejected"}));
    CHECK(missing_in(scenario.run(AdvanceStage{the_deal, "Offer"})) == std::vector<MissingDocument>{{DocumentKind::proposal, MissingBecause::rejected}});
    scenario.given(AddDocumentVersion{the_proposal, hash_of('2'), 1, "prices"});
    const auto anew = scenario.as(seller, submit);
    REQUIRE(anew.count == 1);
    CHECK(anew.events.front().as<GateDocumentSubmitted>()->gate_document == the_submission);
}

TEST_CASE("a version that came after the submission is not approved unseen", "[commands][gate_document]") {
    GateScenario scenario;
    scenario.given_as(seller, submit);
    CHECK(scenario.run(AddDocumentVersion{the_proposal, hash_of('2'), 1, ""}).count == 1);
    CHECK(refused_by(scenario.as(boss, ApproveGateDocument{the_submission}), {"newer_version"}));
    scenario.given_as(seller, submit).given_as(boss, ApproveGateDocument{the_submission});
}

TEST_CASE("a new version of an approved document opens its gate again, and owner and approver are told", "[commands][gate_document]") {
    GateScenario scenario;
    scenario.approved();
    const auto added = scenario.run(AddDocumentVersion{the_proposal, hash_of('2'), 1, ""});
    REQUIRE(added.count == 4);
    CHECK(*added.events[1].as<GateReopened>() == GateReopened{the_submission, the_deal, contact, the_proposal, 1, 2, boss});
    for (const auto& [index, told] : {std::pair{2, seller}, {3, boss}}) {
        const auto* alert = added.events[static_cast<std::size_t>(index)].as<AlertRaised>();
        REQUIRE(alert);
        CHECK(alert->rule == RuleCode::R8);
        CHECK(alert->told == told);
    }
    CHECK(missing_in(scenario.run(AdvanceStage{the_deal, "Offer"})) == std::vector<MissingDocument>{{DocumentKind::proposal, MissingBecause::superseded}});
    scenario.approved().given(AdvanceStage{the_deal, "Offer"});
}

TEST_CASE("what a contact confirmed who moved may be submitted as it is, confirmed by another one", "[commands][gate_document]") {
    GateScenario scenario;
    scenario.given(person(CustomerId{1}, "Wang")).given(person(CustomerId{1}, "Zhao"));
    scenario.given_as(seller, SubmitGateDocument{the_deal, "Contact", the_proposal, wang})
        .given_as(boss, ApproveGateDocument{the_submission});
    scenario.given(AssignContactRole{the_deal, wang, BuyingRole::coach, false});
    const auto moved = scenario.run(ReportContactMove{wang, CustomerId{1}, std::string("Logistics"), {}, "seen there"});
    CHECK(events_of<GateReopened>(moved) == std::vector<GateReopened>{{the_submission, the_deal, contact, the_proposal, 1, 1, boss}});
    CHECK(refused_by(scenario.run(AdvanceStage{the_deal, "Offer"}), {"gate_not_passed"}));
    scenario.given_as(seller, SubmitGateDocument{the_deal, "Contact", the_proposal, zhao})
        .given_as(boss, ApproveGateDocument{the_submission});
    CHECK(scenario.run(AdvanceStage{the_deal, "Offer"}).verdict == Verdict::recorded);
}

TEST_CASE("the gate of a closed deal is not opened again, but is shut when the deal is", "[commands][gate_document]") {
    GateScenario scenario;
    scenario.approved().given(Derail{the_deal, "no money"});
    CHECK(scenario.run(AddDocumentVersion{the_proposal, hash_of('2'), 1, ""}).count == 1);
    scenario.given(Reopen{the_deal});
    CHECK(missing_in(scenario.run(AdvanceStage{the_deal, "Offer"})) == std::vector<MissingDocument>{{DocumentKind::proposal, MissingBecause::superseded}});
}

TEST_CASE("an advance through a shut gate is refused and recorded with what is missing", "[commands][gate]") {
    GateScenario scenario;
    const Position head = scenario.log->head();
    const auto refused = scenario.as(seller, AdvanceStage{the_deal, "Offer"});
    CHECK(refused_by(refused, {"gate_not_passed"}));
    REQUIRE(refused.count == 1);
    CHECK(refused.position == head + 1);
    CHECK(scenario.log->head() == head + 1);
    CHECK(scenario.log->version(the_deal.entity()) == head + 1);
    CHECK(*refused.events.front().as<OpportunityStageAdvanceRejected>() ==
          OpportunityStageAdvanceRejected{the_deal, contact, offer, {{DocumentKind::proposal, MissingBecause::not_submitted}}});
    scenario.given_as(seller, submit);
    CHECK(missing_in(scenario.run(AdvanceStage{the_deal, "Offer"})) == std::vector<MissingDocument>{{DocumentKind::proposal, MissingBecause::not_yet_approved}});
}

TEST_CASE("an advance that other rules refuse does not reach the gate", "[commands][gate]") {
    GateScenario scenario;
    const auto refused = scenario.run(AdvanceStage{the_deal, "Trial"});
    CHECK(refused_by(refused, {"stages_skipped"}));
    CHECK(refused.count == 0);
    CHECK(scenario.run(AdvanceStage{the_deal, "Contact"}).verdict == Verdict::already_so);
}

TEST_CASE("a refusal that is recorded is recorded once for a command key, and not at all by a dry run", "[commands][gate]") {
    GateScenario scenario;
    const auto first = scenario.run(AdvanceStage{the_deal, "Offer"}, "r", {}, 0, "key-1");
    const Position head = scenario.log->head();
    const auto again = scenario.run(AdvanceStage{the_deal, "Offer"}, "r", {}, 0, "key-1");
    CHECK(again.repeated);
    CHECK(again.verdict == Verdict::refused);
    CHECK(again.broken == first.broken);
    CHECK(again.position == first.position);
    CHECK(again.count == 1);

    Submission dry;
    dry.command = AdvanceStage{the_deal, "Offer"};
    dry.dry_run = true;
    const auto would_be = scenario.writer.execute(std::move(dry));
    CHECK(refused_by(would_be, {"gate_not_passed"}));
    CHECK(would_be.count == 1);
    CHECK(scenario.log->head() == head);
    CHECK(scenario.run(AdvanceStage{the_deal, "Offer"}, "r", {}, 0, "key-2").position == head + 1);
}

TEST_CASE("stages are skipped, and a deal is won, only through the gate of the stage it leaves", "[commands][gate]") {
    GateScenario scenario;
    const auto refused = scenario.run(Win{the_deal, cny("900.00")});
    CHECK(refused_by(refused, {"gate_not_passed"}));
    REQUIRE(refused.count == 1);
    CHECK_FALSE(refused.events.front().as<OpportunityStageAdvanceRejected>()->to);
    const auto skipped = scenario.run(SkipStages{the_deal, "Trial", boss});
    CHECK(refused_by(skipped, {"gate_not_passed"}));
    REQUIRE(skipped.count == 1);
    CHECK(skipped.events.front().as<OpportunityStageAdvanceRejected>()->to == Stage{3, "Trial"});
    scenario.approved().given(SkipStages{the_deal, "Trial", boss}).given(Win{the_deal, cny("900.00")});
    CHECK(scenario.run(Win{the_deal, cny("900.00")}).verdict == Verdict::already_so);
}

TEST_CASE_METHOD(GateScenario, "neither who handed it in, nor who has the deal, nor anybody for them approves", "[commands][gate]") {
    given(HireEmployee{"Zhang Min", DepartmentId{1}, boss, {}}).given(RegisterCustomer{"Other", {}, {}, {}});
    constexpr EmployeeId colleague{3};
    const SubmitGateDocument submit{the_deal, "Contact", the_proposal};
    CHECK(refused_by(run(submit), {"actor_missing"}));
    given_as(colleague, submit);
    CHECK(refused_by(as(colleague, ApproveGateDocument{the_submission}), {"own_approval"}));
    CHECK(refused_by(as(seller, ApproveGateDocument{the_submission}), {"own_approval"}));
    on_behalf_of = colleague;
    CHECK(refused_by(as(boss, ApproveGateDocument{the_submission}), {"own_approval"}));
    on_behalf_of.reset();
    CHECK(as(boss, ApproveGateDocument{the_submission}).verdict == Verdict::recorded);
    RegisterContact stranger;
    stranger.customer = CustomerId{2}, stranger.name = {"Qian", {}};
    given(stranger);
    CHECK(refused_by(as(seller, SubmitGateDocument{the_deal, "Offer", the_proposal, Ref(ContactId{1})}), {"contact_of_other_customer"}));
}

TEST_CASE("nobody walks round a gate by recording the entry behind it", "[commands][gate]") {
    GateScenario scenario;
    const auto refused = scenario.as(seller, RecordStageEntry{the_deal, "Offer"});
    CHECK(refused_by(refused, {"gate_not_passed"}));
    CHECK(refused.count == 1);
    scenario.given_as(seller, RecordStageEntry{the_deal, "Contact"});  // once more
    CHECK(refused_by(scenario.run(RecordStageEntry{the_deal, "Offer"}), {"gate_not_passed"}));  // without an actor neither
    scenario.given_history(RecordStageEntry{the_deal, "Trial"});       // another system's word
    CHECK(scenario.as(seller, RecordStageEntry{the_deal, "Offer"}).verdict == Verdict::recorded);  // back again
    GateScenario open;
    open.approved().given_as(seller, RecordStageEntry{the_deal, "Offer"});
}

TEST_CASE("a stage entry that was forgotten is recorded without a gate: it moves nothing on", "[commands][gate]") {
    GateScenario scenario;
    const Time forgotten = scenario.now;
    scenario.now.us += us_per_day;
    scenario.approved().given_as(seller, AdvanceStage{the_deal, "Offer"});
    CHECK(scenario.as(seller, RecordStageEntry{the_deal, "Trial"}, "late", forgotten).verdict == Verdict::recorded);
    CHECK(scenario.as(seller, AdvanceStage{the_deal, "Offer"}).verdict == Verdict::already_so);
}

TEST_CASE("a move dated back meets the gate as it was then", "[commands][gate]") {
    Scenario old;
    old.company().deal();
    GateScenario scenario;
    const Time before_approval = scenario.now;
    scenario.now.us += us_per_day;
    scenario.approved();
    CHECK(missing_in(scenario.run(AdvanceStage{the_deal, "Offer"}, "late", before_approval)) ==
          std::vector<MissingDocument>{{DocumentKind::proposal, MissingBecause::not_yet_approved}});
    const Time before_requirement = old.now;
    old.now.us += us_per_day;
    old.given(asks_for({DocumentKind::proposal}));
    CHECK(old.run(AdvanceStage{the_deal, "Offer"}, "late", before_requirement).verdict == Verdict::recorded);
}

}  // namespace foxtrail::gate_document_test
