// Waivers: asked for, granted by somebody else, in force until a day, and then over.
#include "commands/alert.hpp"
#include "commands/waiver.hpp"
#include "tests/commands/gate_scenario.hpp"

namespace foxtrail::waiver_test {
using namespace gate_tests;

namespace {

constexpr WaiverId the_waiver{1};
constexpr EmployeeId colleague{3};
const WaivedDocument the_document{the_deal, {1, "Contact"}, DocumentKind::proposal};

struct WaiverScenario : GateScenario {
    WaiverScenario() { given(HireEmployee{"Zhang Min", DepartmentId{1}, boss, {}}); }
    RequestWaiver request(int days = 3) const { return {the_deal, "Contact", DocumentKind::proposal, day(days), "the customer is in a hurry"}; }
    WaiveGateDocument waive(int days = 3) const { return {the_deal, "Contact", DocumentKind::proposal, day(days), "the customer is in a hurry"}; }
};

}  // namespace

TEST_CASE("a waiver is granted by somebody else than its requester and the deal's owner", "[commands][waiver]") {
    WaiverScenario scenario;
    const auto requested = scenario.as(colleague, scenario.request());
    REQUIRE(requested.count == 1);
    CHECK(*requested.events.front().as<WaiverRequested>() ==
          WaiverRequested{the_waiver, the_document, scenario.day(3), colleague, "the customer is in a hurry"});
    CHECK(scenario.as(colleague, scenario.request()).verdict == Verdict::already_so);
    CHECK(refused_by(scenario.as(boss, scenario.request(4)), {"waiver_pending"}));
    CHECK(refused_by(scenario.run(AdvanceStage{the_deal, "Offer"}), {"gate_not_passed"}));
    CHECK(refused_by(scenario.as(colleague, GrantWaiver{the_waiver}), {"own_approval"}));
    CHECK(refused_by(scenario.as(seller, GrantWaiver{the_waiver}), {"own_approval"}));
    CHECK(refused_by(scenario.run(GrantWaiver{the_waiver}), {"actor_missing"}));
    const auto granted = scenario.as(boss, GrantWaiver{the_waiver});
    REQUIRE(granted.count == 1);
    CHECK(*granted.events.front().as<GateDocumentWaived>() ==
          GateDocumentWaived{the_waiver, the_document, scenario.day(3), colleague, boss, "the customer is in a hurry"});
    CHECK(scenario.as(boss, GrantWaiver{the_waiver}).verdict == Verdict::already_so);
    CHECK(scenario.as(colleague, scenario.request()).verdict == Verdict::already_so);
    CHECK(scenario.run(AdvanceStage{the_deal, "Offer"}).verdict == Verdict::recorded);
}

TEST_CASE("a request says why, by whom, for which stage and until when", "[commands][waiver]") {
    WaiverScenario scenario;
    CHECK(refused_by(scenario.run(RequestWaiver{the_deal, "Nowhere", DocumentKind::proposal, scenario.day(-1), ""}),
                     {"unknown_stage", "why_missing", "expiry_past", "requester_missing"}));
    CHECK(scenario.as(seller, scenario.request(0)).verdict == Verdict::recorded);
}

TEST_CASE("a declined waiver opens no gate and is not granted afterwards", "[commands][waiver]") {
    WaiverScenario scenario;
    scenario.given_as(seller, scenario.request());
    CHECK(refused_by(scenario.as(boss, DeclineWaiver{the_waiver, ""}), {"why_missing"}));
    scenario.given_as(boss, DeclineWaiver{the_waiver, "write the proposal"});
    CHECK(scenario.as(boss, DeclineWaiver{the_waiver, "write the proposal"}).verdict == Verdict::already_so);
    CHECK(refused_by(scenario.as(boss, GrantWaiver{the_waiver}), {"waiver_closed"}));
    CHECK(refused_by(scenario.run(AdvanceStage{the_deal, "Offer"}), {"gate_not_passed"}));
}

TEST_CASE("a waiver given unasked is not the owner's or the requester's to give", "[commands][waiver]") {
    WaiverScenario scenario;
    CHECK(refused_by(scenario.as(seller, scenario.waive()), {"own_approval", "not_above_owner"}));
    CHECK(refused_by(scenario.as(colleague, scenario.waive()), {"not_above_owner"}));
    scenario.given_as(colleague, scenario.request());
    CHECK(refused_by(scenario.as(colleague, scenario.waive()), {"own_approval", "not_above_owner"}));
    CHECK(refused_by(scenario.as(boss, scenario.waive()), {"waiver_pending"}));
    scenario.given_as(boss, DeclineWaiver{the_waiver, "shorter"});
    scenario.given_as(boss, scenario.waive(1));
    CHECK(scenario.as(boss, scenario.waive(1)).verdict == Verdict::already_so);
    CHECK(scenario.as(boss, scenario.waive(2)).verdict == Verdict::recorded);
    CHECK(scenario.run(AdvanceStage{the_deal, "Offer"}).verdict == Verdict::recorded);
}

TEST_CASE("a waiver covers only its own stage and kind of document", "[commands][waiver]") {
    WaiverScenario scenario;
    auto of_kind = scenario.waive(), of_stage = scenario.waive();
    of_kind.document_kind = DocumentKind::contract;
    of_stage.stage = "Offer";
    scenario.given_as(boss, of_kind).given_as(boss, of_stage);
    CHECK(refused_by(scenario.run(AdvanceStage{the_deal, "Offer"}), {"gate_not_passed"}));
}

TEST_CASE("a waiver is over when its last day is, in the company's time zone, also before anybody notes it", "[commands][waiver]") {
    WaiverScenario scenario;
    scenario.given_as(boss, scenario.waive());
    const Time over = *from_text("2026-01-09T00:00:00+08:00", std::type_identity<Time>{});
    scenario.now.us = over.us - 2 * us_per_second;
    CHECK(refused_by(scenario.run(ExpireWaiver{the_waiver}), {"not_yet_due"}));
    scenario.now.us = over.us - us_per_second;
    CHECK(refused_by(scenario.run(AdvanceStage{the_deal, "Offer"}), {"gate_not_passed"}));
    CHECK(refused_by(scenario.as(boss, ExpireWaiver{the_waiver}), {"system_only"}));
    const auto expired = scenario.run(ExpireWaiver{the_waiver});
    REQUIRE(expired.count == 3);
    CHECK(*expired.events.front().as<WaiverExpired>() == WaiverExpired{the_waiver, the_document, {date_of(over).days}, boss});
    CHECK(expired.events[1].as<AlertRaised>()->told == seller);
    CHECK(expired.events[2].as<AlertRaised>()->told == boss);
    CHECK(expired.events[2].as<AlertRaised>()->rule == RuleCode::R8);
    CHECK(scenario.run(ExpireWaiver{the_waiver}).verdict == Verdict::already_so);
}

TEST_CASE("a request nobody answered expires too; it cannot be granted once its day is over", "[commands][waiver]") {
    WaiverScenario scenario;
    scenario.given_as(seller, scenario.request(0));
    scenario.now.us += us_per_day;
    CHECK(refused_by(scenario.as(boss, GrantWaiver{the_waiver}), {"expiry_past"}));
    const auto expired = scenario.run(ExpireWaiver{the_waiver});
    REQUIRE(expired.count == 2);
    CHECK_FALSE(expired.events.front().as<WaiverExpired>()->approver);
    CHECK(scenario.as(seller, scenario.request()).verdict == Verdict::recorded);
}

TEST_CASE("a waiver is taken back by who asked for it or granted it, or by somebody above the owner, and the gate is shut from then on", "[commands][waiver]") {
    WaiverScenario scenario;
    scenario.given_as(colleague, scenario.request()).given_as(boss, GrantWaiver{the_waiver});
    const Time granted = scenario.now;
    scenario.now.us += us_per_day;
    CHECK(refused_by(scenario.as(seller, WithdrawWaiver{the_waiver, " "}), {"why_missing", "not_ones_waiver"}));
    CHECK(refused_by(scenario.as(boss, WithdrawWaiver{the_waiver, "no more"}, "because", granted), {"as_of_now"}));
    const auto withdrawn = scenario.as(colleague, WithdrawWaiver{the_waiver, "the proposal is written"});
    REQUIRE(withdrawn.count == 3);  // who takes it back is told nothing
    CHECK(withdrawn.events[1].as<AlertRaised>()->why.ends_with("was taken back: the proposal is written"));
    CHECK(*withdrawn.events.front().as<WaiverWithdrawn>() == WaiverWithdrawn{the_waiver, the_document, scenario.day(2), colleague, boss, "the proposal is written"});
    CHECK(withdrawn.events[1].as<AlertRaised>()->told == seller);
    CHECK(withdrawn.events[2].as<AlertRaised>()->told == boss);
    CHECK(scenario.as(boss, WithdrawWaiver{the_waiver, "again"}).verdict == Verdict::already_so);
    CHECK(refused_by(scenario.run(AdvanceStage{the_deal, "Offer"}), {"gate_not_passed"}));
    CHECK(scenario.run(AdvanceStage{the_deal, "Offer"}, "heard of late", granted).verdict == Verdict::recorded);
    CHECK(scenario.as(colleague, scenario.request(1)).verdict == Verdict::recorded);
}

TEST_CASE("one only asked for is taken back too, and tells nobody; the manager ends what he did not grant", "[commands][waiver]") {
    WaiverScenario scenario;
    scenario.given_as(colleague, scenario.request());
    CHECK(scenario.as(colleague, WithdrawWaiver{the_waiver, "not needed"}).count == 1);
    CHECK(refused_by(scenario.as(boss, GrantWaiver{the_waiver}), {"waiver_closed"}));
    scenario.given_as(boss, scenario.waive());
    CHECK(refused_by(scenario.as(colleague, WithdrawWaiver{WaiverId{2}, "not mine"}), {"not_ones_waiver"}));
    CHECK(scenario.as(boss, WithdrawWaiver{WaiverId{2}, "the customer insists"}).verdict == Verdict::recorded);
}

TEST_CASE("a waiver that is over still lets be recorded late what it allowed, and nothing before or after", "[commands][waiver]") {
    WaiverScenario scenario;
    const Time before = scenario.now;
    scenario.now.us += us_per_day;
    scenario.given_as(boss, scenario.waive(1));
    const Time granted = scenario.now;
    scenario.now.us += 5 * us_per_day;
    scenario.given(ExpireWaiver{the_waiver});
    CHECK(refused_by(scenario.run(AdvanceStage{the_deal, "Offer"}, "heard of late", before), {"gate_not_passed"}));
    CHECK(refused_by(scenario.run(AdvanceStage{the_deal, "Offer"}, "heard of late", scenario.days_ago(2)), {"gate_not_passed"}));
    CHECK(scenario.run(AdvanceStage{the_deal, "Offer"}, "heard of late", granted).verdict == Verdict::recorded);
}

TEST_CASE("nobody waives for good", "[commands][waiver]") {
    WaiverScenario scenario;
    CHECK(refused_by(scenario.as(boss, scenario.waive(waiver_days_max + 1)), {"expiry_far"}));
    CHECK(refused_by(scenario.as(colleague, scenario.request(waiver_days_max + 1)), {"expiry_far"}));
    CHECK(scenario.as(boss, scenario.waive(waiver_days_max)).verdict == Verdict::recorded);
}

TEST_CASE("a stage passed on a waiver that is over is recorded late for a reason only; the alert of it ends with its gate", "[commands][waiver]") {
    WaiverScenario scenario;
    scenario.given_as(boss, scenario.waive(1));
    const Time granted = scenario.now;
    scenario.now.us += 5 * us_per_day;
    const auto expired = scenario.run(ExpireWaiver{the_waiver});
    CHECK(refused_by(scenario.run(AdvanceStage{the_deal, "Offer"}, "", granted), {"waiver_over"}));
    const AlertId told = expired.events[1].as<AlertRaised>()->alert;
    scenario.now.us += 2 * us_per_day;
    CHECK(scenario.run(AdvanceStage{the_deal, "Offer"}, "heard of late", granted).verdict == Verdict::recorded);
    CHECK(lapses(scenario.run(EscalateAlert{told})));
}

TEST_CASE("what was told of a deal's waiver goes to its next owner", "[commands][waiver]") {
    WaiverScenario scenario;
    scenario.given_as(boss, scenario.waive(1));
    scenario.now.us += 5 * us_per_day;
    scenario.given(ExpireWaiver{the_waiver});
    const auto assigned = scenario.as(boss, Assign{the_deal, colleague});
    REQUIRE(assigned.count == 2);
    CHECK(assigned.events.back().as<AlertPassedOn>()->to == colleague);
}

TEST_CASE("who gets a deal does not pass its gates by waivers he granted", "[commands][waiver]") {
    WaiverScenario scenario;
    scenario.given_as(colleague, scenario.request()).given_as(boss, GrantWaiver{the_waiver});
    const auto assigned = scenario.as(boss, Assign{the_deal, boss});
    REQUIRE(assigned.count == 4);
    const std::string why = "emp-1, who granted it, has the opportunity himself";
    CHECK(*assigned.events[1].as<WaiverWithdrawn>() == WaiverWithdrawn{the_waiver, the_document, scenario.day(3), colleague, boss, why});
    CHECK(assigned.events[2].as<AlertRaised>()->told == boss);
    CHECK(assigned.events[3].as<AlertRaised>()->told == colleague);
    CHECK(refused_by(scenario.as(boss, AdvanceStage{the_deal, "Offer"}), {"gate_not_passed"}));
}

TEST_CASE("nor by what was granted in his name, nor as of a time when he did not have it", "[commands][waiver]") {
    WaiverScenario scenario;
    scenario.given_as(seller, scenario.request());
    scenario.on_behalf_of = boss;
    scenario.given_as(colleague, GrantWaiver{the_waiver});
    scenario.on_behalf_of.reset();
    const Time granted = scenario.now;
    scenario.now.us += us_per_day;
    scenario.given_as(boss, Assign{the_deal, boss});
    CHECK(refused_by(scenario.as(boss, AdvanceStage{the_deal, "Offer"}, "heard of late", granted), {"gate_not_passed"}));
}

TEST_CASE("what a waiver allowed before its approver got the deal stays done, though he has had it for longer", "[commands][waiver]") {
    WaiverScenario scenario;
    const Time before = scenario.now;
    scenario.now.us += us_per_day;
    scenario.given_as(boss, scenario.waive());
    const Time granted = scenario.now;
    scenario.now.us += us_per_day;
    REQUIRE(scenario.as(boss, Assign{the_deal, boss}, "he has had it since", before).count == 3);
    scenario.given_history(Assign{the_deal, colleague});
    CHECK(refused_by(scenario.as(colleague, AdvanceStage{the_deal, "Offer"}), {"gate_not_passed"}));
    CHECK(scenario.as(colleague, AdvanceStage{the_deal, "Offer"}, "heard of late", granted).verdict == Verdict::recorded);
}

TEST_CASE("a waiver that another granted stays with the deal", "[commands][waiver]") {
    WaiverScenario scenario;
    scenario.given_as(boss, scenario.waive());
    CHECK(scenario.as(boss, Assign{the_deal, colleague}).count == 1);
    CHECK(scenario.as(colleague, AdvanceStage{the_deal, "Offer"}).verdict == Verdict::recorded);
}

TEST_CASE("who opens a deal again hears which waivers ended meanwhile and matter still", "[commands][waiver]") {
    WaiverScenario scenario;
    scenario.given_as(boss, scenario.waive(1)).given_as(boss, WaiveGateDocument{the_deal, "Offer", DocumentKind::contract, scenario.day(1), "later"});
    scenario.given(AdvanceStage{the_deal, "Offer"}).given(Lose{the_deal, "price", {}});
    scenario.now.us += 5 * us_per_day;
    for (const WaiverId each : {the_waiver, WaiverId{2}}) CHECK(scenario.run(ExpireWaiver{each}).count == 1);
    scenario.now.us += us_per_day;
    const auto reopened = scenario.as(seller, Reopen{the_deal});
    REQUIRE(reopened.count == 3);  // none of Contact, which it has left
    CHECK(reopened.events[1].as<AlertRaised>()->told == seller);
    CHECK(reopened.events[2].as<AlertRaised>()->told == boss);
    CHECK(reopened.events[2].as<AlertRaised>()->subject == WaiverId{2}.entity());
    CHECK(reopened.events[2].as<AlertRaised>()->why == "the waiver of the contract for leaving Offer of opp-1 was over before the deal was opened again");
}

TEST_CASE("a waiver taken back while the deal was closed is told of when it is opened again", "[commands][waiver]") {
    WaiverScenario scenario;
    scenario.given_as(boss, scenario.waive(9)).given(Lose{the_deal, "price", {}});
    CHECK(scenario.as(boss, WithdrawWaiver{the_waiver, "no more"}).count == 1);
    CHECK(scenario.as(seller, Reopen{the_deal}).count == 3);
}

}  // namespace foxtrail::waiver_test
