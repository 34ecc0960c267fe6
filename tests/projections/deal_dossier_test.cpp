// What a deal's own events say of its gates, its plan and its forecasts, and who answers for waivers: as it was, and as
// it was known.
#include "commands/deal_team.hpp"
#include "commands/forecast.hpp"
#include "commands/milestone.hpp"
#include "commands/waiver.hpp"
#include "projections/pipeline/deal_dossier.hpp"
#include "projections/work/waiver_audit.hpp"
#include "projections/work/work_board.hpp"
#include "commands/contact_move.hpp"
#include "tests/commands/buying_scenario.hpp"
#include "tests/commands/gate_scenario.hpp"
#include "tests/projections/answering.hpp"

namespace foxtrail::deal_dossier_test {
using namespace gate_tests;

namespace {

const std::pair<std::string, std::string> the_path{"id", "opp-1"};

struct Dossier : Answering<GateScenario> {
    json::object gates_at(Instant instant = {}) { return ask(gates, {the_path}, instant); }
    json::object plan_at(Instant instant = {}) { return ask(advance_plan, {the_path}, instant); }
    json::array forecasts_at(Instant instant = {}) {
        return ask(forecasts, {the_path}, instant).at("forecasts").as_array();
    }
    Date in_days(int days) const { return {date_of(now).days + days}; }
    RequestWaiver waiver(DocumentKind kind, int days = 3) const {
        return {the_deal, "Contact", kind, in_days(days), "in a hurry"};
    }
};

}  // namespace

TEST_CASE_METHOD(Dossier, "gates tell what is asked for, handed in and approved, at each instant",
                 "[projections][gates]") {
    const Time asked = now;
    CHECK(gates_at().at("stage") == "Contact");
    REQUIRE(gates_at().at("requirements").as_array().size() == 1);
    CHECK(gates_at().at("requirements").at(0).at("document_kinds") == json::array{"proposal"});
    CHECK(gates_at().at("documents").as_array().empty());
    day();
    given_as(seller, SubmitGateDocument{the_deal, "Contact", the_proposal});
    const Time submitted = now;
    const Position known = head();
    day();
    given_as(boss, ApproveGateDocument{the_submission});
    const auto state = [&](Instant instant) { return gates_at(instant).at("documents").at(0).at("state"); };
    CHECK(state({}) == "approved");
    CHECK(state({.valid_at = submitted}) == "submitted");
    CHECK(state({.valid_at = {now.us - 1}}) == "submitted");
    CHECK(state({.valid_at = now}) == "approved");
    CHECK(state({known, now}) == "submitted");
    CHECK(gates_at({.valid_at = asked}).at("documents").as_array().empty());
    CHECK(gates_at().at("documents").at(0).at("by") == "emp-2");
    CHECK(gates_at().at("documents").at(0).at("approver") == "emp-1");
}

TEST_CASE_METHOD(Dossier, "a gate that a move heard of late has opened again stays open, although it was approved meanwhile", "[projections][gates]") {
    given(buying_tests::person(CustomerId{1}, "Wang"));
    day();
    const Time moved = now;
    day();
    given_as(seller, SubmitGateDocument{the_deal, "Contact", the_proposal, ContactId{1}}).given_as(boss, ApproveGateDocument{the_submission});
    const Time approved = now;
    const Position known = head();
    day();
    given(ReportContactMove{ContactId{1}, CustomerId{1}, std::string("Logistics"), {}, "his mail"}, moved);
    const auto state = [&](Instant instant) { return gates_at(instant).at("documents").at(0).at("state"); };
    CHECK(state({}) == "reopened");
    CHECK(state({.valid_at = approved}) == "reopened");
    CHECK(state({known, now}) == "approved");
    CHECK(gates_at().at("missing") == json::array{json::object{{"document_kind", "proposal"}, {"because", "confirmer_left"}}});
    CHECK(run(AdvanceStage{the_deal, "Offer"}).broken.front().text.ends_with("(proposal: confirmer_left)"));
}

TEST_CASE_METHOD(Dossier, "gates tell what is missing of what this deal needs in its stage, and why, at each instant",
                 "[projections][gates]") {
    const auto missing = [&](Instant instant = {}) { return json::serialize(gates_at(instant).at("missing")); };
    auto of_product = asks_for({DocumentKind::contract}), of_category = asks_for({DocumentKind::minutes}), of_people = asks_for({});
    given(ListProduct{"Valve", {}, cny("10.00"), {}});
    of_product.product = ProductId{2}, of_category.category = "retrofit", of_people.category = "retrofit", of_people.team_roles = {"legal"};
    of_people.product = ProductId{1};
    given(of_product).given(of_category).given(of_people).given(asks_for({DocumentKind::other}, "Offer"));
    const std::string not_submitted = R"([{"document_kind":"proposal","because":"not_submitted"}])";
    CHECK(gates_at().at("requirements").as_array().size() == 3);  // it may be a retrofit, as far as anybody has said
    given(Categorise{the_deal, std::string("new")});
    CHECK(missing() == not_submitted);
    CHECK(gates_at().at("requirements").as_array().size() == 1);
    given_as(seller, SubmitGateDocument{the_deal, "Contact", the_proposal});
    CHECK(missing() == R"([{"document_kind":"proposal","because":"not_yet_approved"}])");
    const Time submitted = now;
    day();
    given_as(boss, ApproveGateDocument{the_submission});
    CHECK(missing() == "[]");
    CHECK(missing({.valid_at = submitted}) == R"([{"document_kind":"proposal","because":"not_yet_approved"}])");
    given(AddDocumentVersion{the_proposal, hash_of('2'), 1, ""});
    CHECK(missing() == R"([{"document_kind":"proposal","because":"superseded"}])");
    given_as(boss, WaiveGateDocument{the_deal, "Contact", DocumentKind::proposal, in_days(3), "known"});
    CHECK(missing() == "[]");
    given(Categorise{the_deal, std::string("retrofit")});
    CHECK(missing() == R"([{"document_kind":"minutes","because":"not_submitted"},{"team_role":"legal","because":"not_on_team"}])");
    given_as(EmployeeId{1}, WithdrawGateRequirement{GateRequirementId{3}}).given(JoinTeam{the_deal, boss, {"legal", "the contract", ""}});
    CHECK(missing() == "[]");
    given(LeaveTeam{TeamMemberId{1}});
    CHECK(missing() == R"([{"team_role":"legal","because":"not_on_team"}])");
    given(Derail{the_deal, "no money"});
    CHECK(missing() == "[]");
}

TEST_CASE_METHOD(Dossier, "an advance that a gate turned back is told", "[projections][gates]") {
    const Time before = now;
    REQUIRE(run(AdvanceStage{the_deal, "Offer"}).verdict == Verdict::refused);
    REQUIRE(gates_at().at("turned_back").as_array().size() == 1);
    CHECK(gates_at().at("turned_back").at(0).at("type") == "opportunity.stage_advance_rejected");
    CHECK(gates_at({.valid_at = before}).at("turned_back").as_array().empty());
}

TEST_CASE_METHOD(Dossier, "a plan keeps its baselines and counts what was moved", "[projections][plan]") {
    const Date first = in_days(5), second = in_days(9), later = in_days(12);
    given(SetAdvancePlan{the_deal, {{"demonstration", first, true}, {"quote", second, false}}});
    CHECK(plan_at().at("by_stages") == false);
    CHECK(plan_at({.as_of = head() - 3}).at("by_stages") == true);
    const Time planned = now;
    const Position known = head();
    day();
    given(MoveMilestone{MilestoneId{1}, later});
    const Time moved = now;
    day();
    given(MeetMilestone{MilestoneId{2}},
          planned.us + us_per_day / 2 < now.us ? std::optional(Time{planned.us + us_per_day / 2}) : std::nullopt);
    const auto milestone = [&](std::size_t index, std::string_view member, Instant instant = {}) {
        return plan_at(instant).at("milestones").at(index).at(member);
    };
    CHECK(plan_at().at("moves") == 1);
    CHECK(milestone(0, "baseline").as_string() == to_text(first));
    CHECK(milestone(0, "due").as_string() == to_text(later));
    CHECK(milestone(0, "moves") == 1);
    CHECK(milestone(1, "state") == "met");
    CHECK(plan_at({.valid_at = {moved.us - 1}}).at("moves") == 0);
    CHECK(milestone(0, "due", {.valid_at = {moved.us - 1}}).as_string() == to_text(first));
    CHECK(milestone(1, "state", {.valid_at = planned}) == "planned");
    CHECK(milestone(1, "state", {.valid_at = {moved.us - 1}}) == "met");      // as it was, though recorded afterwards
    CHECK(milestone(1, "state", {head() - 1, {moved.us - 1}}) == "planned");  // as it was known
    CHECK(milestone(0, "due", {known, now}).as_string() == to_text(first));
}

TEST_CASE_METHOD(Dossier, "a milestone that a plan left out and a later one takes up again has its baseline and its moves", "[projections][plan]") {
    const Date first = in_days(5), second = in_days(9), later = in_days(12);
    const SetAdvancePlan whole{the_deal, {{"demonstration", first, true}, {"quote", second, false}}}, without{the_deal, {{"demonstration", first, true}}};
    given(whole).given(MoveMilestone{MilestoneId{2}, later}).given(without);
    const Position dropped = head();
    given(SetAdvancePlan{the_deal, {{"demonstration", first, true}, {"quote", in_days(15), true}}});
    const auto quote = [&](Instant instant = {}) { return plan_at(instant).at("milestones").at(1).as_object(); };
    REQUIRE(plan_at().at("milestones").as_array().size() == 2);
    CHECK(quote().at("state") == "planned");
    CHECK(quote().at("baseline").as_string() == to_text(second));
    CHECK(quote().at("due").as_string() == to_text(in_days(15)));
    CHECK(quote().at("moves") == 2);
    CHECK(quote().at("mutual") == true);
    CHECK(plan_at().at("moves") == 2);
    CHECK(quote({.as_of = dropped}).at("state") == "dropped");
    CHECK(quote({.as_of = dropped}).at("moves") == 1);
    given(without).given(SetAdvancePlan{the_deal, {{"demonstration", first, true}, {"quote", in_days(15), true}}});
    CHECK(quote().at("moves") == 2);  // the day it had
}

TEST_CASE_METHOD(Dossier, "a milestone that was found missed and was met before it is met", "[projections][plan]") {
    given(SetAdvancePlan{the_deal, {{"demonstration", in_days(1), true}}});
    day();
    const Time met = now;
    day(), day();
    given(MarkMilestoneMissed{MilestoneId{1}});
    const Position known = head();
    const auto state = [&](Instant instant = {}) { return plan_at(instant).at("milestones").at(0).at("state"); };
    CHECK(state() == "missed");
    given(MeetMilestone{MilestoneId{1}}, met);
    CHECK(state() == "met");
    CHECK(state({known, now}) == "missed");
}

TEST_CASE_METHOD(Dossier, "a deal has a plan from its creation: by its stages, until its expected close date", "[projections][plan]") {
    auto create = new_deal();
    create.expected_close = in_days(40);
    given(create);
    const auto milestones = [&](Instant instant = {}) { return ask(advance_plan, {{"id", "opp-2"}}, instant).at("milestones").as_array(); };
    const Time created = now;
    const Position known = head();
    const auto in = [day = date_of(now).days](int days) { return json::value(to_text(Date{day + days})); };
    REQUIRE(milestones().size() == 4);
    CHECK(milestones().at(0).at("what") == "Contact");
    CHECK(milestones().at(0).at("due") == in(10));
    CHECK(milestones().at(3).at("due") == in(40));
    CHECK(milestones().at(0).at("state") == "planned");
    day();
    given(MoveExpectedClose{OpportunityId{2}, Date{date_of(created).days + 80}}).given_history(RecordStageEntry{OpportunityId{2}, "Offer"});
    CHECK(milestones().at(0).at("state") == "met");
    CHECK(milestones().at(0).at("since") == json::value(to_text(now)));
    CHECK(milestones().at(1).at("state") == "planned");
    CHECK(milestones().at(1).at("baseline") == in(20));
    CHECK(milestones().at(1).at("due") == in(40));
    CHECK(ask(advance_plan, {{"id", "opp-2"}}).at("moves") == 1);
    for (const Instant past : {Instant{.valid_at = created}, Instant{.as_of = known}}) {
        CHECK(milestones(past).at(0).at("state") == "planned");
        CHECK(milestones(past).at(1).at("due") == in(20));
    }
    day();
    given(RegressStage{OpportunityId{2}, "Contact"});
    CHECK(milestones().at(0).at("state") == "planned");
    given(SetAdvancePlan{OpportunityId{2}, {{"demonstration", in_days(9), true}}});
    REQUIRE(milestones().size() == 1);
    CHECK(milestones().at(0).at("what") == "demonstration");
    CHECK(milestones({.as_of = known}).size() == 4);
}

TEST_CASE_METHOD(Dossier, "a plan by stages has no days as long as nobody expects a close", "[projections][plan]") {
    given(new_deal());
    const auto last = [&](Instant instant = {}) { return ask(advance_plan, {{"id", "opp-2"}}, instant).at("milestones").at(3).as_object(); };
    CHECK(last().at("due") == "unknown");
    const Time before = now;
    day();
    given(MoveExpectedClose{OpportunityId{2}, in_days(39)}).given_history(RecordStageEntry{OpportunityId{2}, "Offer"}).given(Win{OpportunityId{2}, cny("900.00")});
    CHECK(last().at("due") == json::value(to_text(in_days(39))));
    CHECK(last().at("baseline") == last().at("due"));
    CHECK(last().at("state") == "met");
    CHECK(last().at("since") == json::value(to_text(now)));
    CHECK(last({.valid_at = before}).at("baseline") == "unknown");
}

TEST_CASE_METHOD(Dossier, "a forecast keeps the owner's word beside the manager's", "[projections][forecasts]") {
    CHECK(forecasts_at().empty());
    given_as(seller, SubmitForecast{the_deal, {40}, ForecastCategory::best_case, cny("900.00"), in_days(30)});
    const Time stated = now;
    const Position known = head();
    day();
    given_as(boss, OverrideForecast{ForecastId{1}, {20}, ForecastCategory::pipeline, cny("500.00"), in_days(40)});
    const auto forecast = [&](Instant instant = {}) { return forecasts_at(instant).at(0).as_object(); };
    CHECK(forecast().at("state") == "overridden");
    CHECK(forecast().at("to").at("amount").at("amount") == "900.00");
    CHECK(forecast().at("overridden").at("amount").at("amount") == "500.00");
    CHECK(forecast({.valid_at = stated}).at("state") == "stated");
    CHECK_FALSE(forecast({known, now}).contains("overridden"));
    CHECK(forecasts_at({.valid_at = {stated.us - 1}}).empty());
}

TEST_CASE_METHOD(Dossier, "a forecast stated after a move of which nobody had heard is to be confirmed anew", "[projections][forecasts]") {
    given(buying_tests::person(CustomerId{1}, "Wang")).given(AssignContactRole{the_deal, ContactId{1}, BuyingRole::decision_maker, false});
    day();
    const Time moved = now;
    day();
    given_as(seller, SubmitForecast{the_deal, {90}, ForecastCategory::commit, cny("900.00"), in_days(30)});
    const Position known = head();
    given(ReportContactMove{ContactId{1}, CustomerId{1}, std::string("Logistics"), {}, "his mail"}, moved);
    CHECK(forecasts_at().at(0).at("state") == "to_be_reconfirmed");
    CHECK(forecasts_at({known, now}).at(0).at("state") == "stated");
    given_as(EmployeeId{1}, FreezeForecasts{{in_days(0), in_days(60)}, {seller}});
    CHECK(forecasts_at().at(0).at("frozen") == true);
    CHECK(forecasts_at().at(0).at("reconfirmation_due") == true);  // which to freeze it did not do away with
}

TEST_CASE_METHOD(Dossier, "a dossier of no opportunity is a problem of the path", "[projections][gates]") {
    for (const auto read : {gates, advance_plan, forecasts})
        for (const auto* id : {"opp-9", "emp-1", ""}) {
            const auto answered = try_ask(read, {{"id", id}});
            REQUIRE_FALSE(answered);
            CHECK(answered.error()[0].pointer == "id");
        }
    CHECK_FALSE(try_ask(gates, {the_path}, {.valid_at = {}}));
}

TEST_CASE_METHOD(Dossier, "the waiver audit tells who asked, who granted, and what has expired, at each instant",
                 "[projections][waivers]") {
    CHECK(ask(waivers, {}).at("count") == 0);
    given_as(seller, waiver(DocumentKind::proposal));
    const Time requested = now;
    const Position known = head();
    day();
    given_as(boss, GrantWaiver{WaiverId{1}});
    const Time granted = now;
    const auto first = [&](std::string_view member, Instant instant = {}) {
        return ask(waivers, {}, instant).at("waivers").at(0).at(member);
    };
    CHECK(first("state") == "granted");
    CHECK(first("requester").at("id") == "emp-2");
    CHECK(first("approver").at("id") == "emp-1");
    CHECK(first("stage").at("name") == "Contact");
    CHECK(first("requested").at("why") == "in a hurry");
    CHECK(first("granted").at("valid_at").as_string() == to_text(granted));
    CHECK(first("state", {.valid_at = requested}) == "requested");
    CHECK(first("granted", {.valid_at = {granted.us - 1}}).is_null());
    CHECK(first("approver", {known, now}).is_null());
    CHECK(ask(waivers, {}, {.valid_at = {requested.us - 1}}).at("count") == 0);
    now.us += 5 * us_per_day;
    given(ExpireWaiver{WaiverId{1}});
    CHECK(first("state") == "expired");
    CHECK(first("state", {.valid_at = granted}) == "granted");
}

TEST_CASE_METHOD(Dossier, "a waiver is taken back from when that is recorded, also by a change of hands dated before it was granted", "[projections][waivers]") {
    const Time before = now;
    day();
    given_as(seller, waiver(DocumentKind::proposal)).given_as(boss, GrantWaiver{WaiverId{1}});
    const Time granted = now;
    REQUIRE(as(boss, Assign{the_deal, boss}, "he has had it since", before).verdict == Verdict::recorded);
    const auto state = [&](Instant instant = {}) { return ask(waivers, {}, instant).at("waivers").at(0).at("state"); };
    CHECK(state() == "withdrawn");
    CHECK(state({.valid_at = granted}) == "granted");
}

TEST_CASE_METHOD(Dossier, "waivers are counted by approver and by deal, and selected by what they are",
                 "[projections][waivers]") {
    given_as(seller, waiver(DocumentKind::proposal)).given_as(boss, GrantWaiver{WaiverId{1}});
    given_as(seller, waiver(DocumentKind::contract)).given_as(boss, DeclineWaiver{WaiverId{2}, "write it"});
    given_as(boss, WaiveGateDocument{the_deal, "Contact", DocumentKind::minutes, in_days(3), "there are none"});
    const auto answer = ask(waivers, {});
    CHECK(answer.at("count") == 3);
    REQUIRE(answer.at("by_approver").as_array().size() == 1);
    CHECK(answer.at("by_approver").at(0).at("approver").at("name") == "Li Wei");
    CHECK(answer.at("by_approver").at(0).at("granted") == 2);
    CHECK(answer.at("by_approver").at(0).at("declined") == 1);
    CHECK(answer.at("by_approver").at(0).at("waivers") == 3);
    CHECK(answer.at("opportunities") == 1);
    CHECK(answer.at("by_approver").at(0).at("in_force") == 2);
    CHECK(answer.at("by_opportunity").at(0).at("opportunity") == "opp-1");
    CHECK(answer.at("by_opportunity").at(0).at("requested") == 2);
    CHECK(answer.at("by_opportunity").at(0).at("declined") == 1);
    CHECK(answer.at("waivers").at(1).at("declined").at("why") == "write it");
    CHECK(answer.at("waivers").at(2).at("requested").is_null());
    CHECK(ask(waivers, {{"state", "declined"}}).at("waivers").at(0).at("waiver") == "wvr-2");
    CHECK(ask(waivers, {{"approver", "emp-1"}}).at("count") == 3);
    CHECK(ask(waivers, {{"limit", "1"}}).at("next") == "after=1");
    for (const auto* name : {"state", "approver", "opportunity", "limit"})
        CHECK_FALSE(try_ask(waivers, {{name, "none"}}));
}

TEST_CASE_METHOD(Dossier, "a waiver that is taken back is so in the audit, at the gate and on the board", "[projections][waivers]") {
    given_as(seller, waiver(DocumentKind::proposal)).given_as(boss, GrantWaiver{WaiverId{1}});
    const Position granted = head();
    given_as(seller, WithdrawWaiver{WaiverId{1}, "it is written"});
    const auto audit = ask(waivers, {{"state", "withdrawn"}});
    CHECK(audit.at("waivers").at(0).at("withdrawn").at("why") == "it is written");
    CHECK(audit.at("by_approver").at(0).at("withdrawn") == 1);
    CHECK(audit.at("by_approver").at(0).at("in_force") == 0);
    CHECK(gates_at().at("waivers").at(0).at("state") == "withdrawn");
    CHECK(gates_at({.as_of = granted}).at("waivers").at(0).at("state") == "granted");
    CHECK(ask(work, {{"kind", "wvr"}}).at("items").as_array().empty());
    CHECK(ask(work, {{"kind", "wvr"}}, {.as_of = granted}).at("items").as_array().size() == 1);
}

}  // namespace foxtrail::deal_dossier_test
