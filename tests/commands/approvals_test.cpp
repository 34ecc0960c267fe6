// Nobody does both halves of what takes two: not for others, not with the help of others, not by a date.
#include "commands/document.hpp"
#include "commands/establishment.hpp"
#include "commands/evaluation.hpp"
#include "commands/gate_document.hpp"
#include "commands/waiver.hpp"
#include "tests/commands/funnel_scenario.hpp"

namespace foxtrail::approvals_test {
using namespace funnel_tests;

namespace {

struct Approvals : FunnelScenario {
    CommandOutcome for_another(EmployeeId who, EmployeeId whom, AnyCommand command) {
        on_behalf_of = Ref(whom);
        auto outcome = Scenario::as(who, std::move(command));
        on_behalf_of.reset();
        return outcome;
    }
    void ready_for_project() { given_as(manager, Assign{the_deal, seller}).given(good()).given(EstimateBudget{the_deal, cny("1000.00")}).given(plan()); }
    Date in_days(int days) const { return {date_of(now).days + days}; }
};

}  // namespace

TEST_CASE_METHOD(Approvals, "who filed a request for another does not approve it", "[commands][establishment]") {
    ready_for_project();
    REQUIRE(for_another(other_seller, seller, RequestEstablishment{the_deal, "ready to invest"}).verdict == Verdict::recorded);
    CHECK(refused_by(Scenario::as(other_seller, ApproveEstablishment{the_deal}), {"own_approval"}));
    CHECK(refused_by(Scenario::as(seller, ApproveEstablishment{the_deal}), {"own_approval"}));
    CHECK(Scenario::as(manager, ApproveEstablishment{the_deal}).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(Approvals, "who asked for a waiver in another's name does not grant it", "[commands][waiver]") {
    REQUIRE(for_another(other_seller, seller, RequestWaiver{the_deal, "Contact", DocumentKind::proposal, in_days(5), "the customer is in a hurry"}).verdict == Verdict::recorded);
    CHECK(refused_by(Scenario::as(other_seller, GrantWaiver{WaiverId{1}}), {"own_approval"}));
    CHECK(refused_by(run(DeclineWaiver{WaiverId{1}, "no"}), {"actor_missing"}));
    CHECK(Scenario::as(manager, GrantWaiver{WaiverId{1}}).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(Approvals, "for whom a document was laid before the gate, he does not approve it", "[commands][gate_document]") {
    given(RegisterDocument{the_deal.entity(), DocumentKind::proposal, "for Acme", "sales manager", "sha256:" + std::string(64, 'a'), 1});
    REQUIRE(for_another(other_seller, seller, SubmitGateDocument{the_deal, "Contact", DocumentId{1}, {}}).verdict == Verdict::recorded);
    CHECK(refused_by(Scenario::as(seller, ApproveGateDocument{GateDocumentId{1}}), {"own_approval"}));
    CHECK(refused_by(run(RejectGateDocument{GateDocumentId{1}, "bad"}), {"actor_missing"}));
    CHECK(Scenario::as(manager, ApproveGateDocument{GateDocumentId{1}}).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(Approvals, "a project stands on what was known by then", "[commands][establishment]") {
    const Time before = now;
    wait_hours(5);
    ready_for_project();
    const auto dated_back = Scenario::as(seller, RequestEstablishment{the_deal, "ready to invest"}, "because", before);
    CHECK(refused_by(dated_back, {"before_grounds"}));
}

}  // namespace foxtrail::approvals_test
