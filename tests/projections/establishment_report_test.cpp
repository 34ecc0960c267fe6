// Opportunities that became projects: how many, how soon, and how they end beside the others.
#include "projections/pipeline/establishment_report.hpp"
#include "tests/commands/funnel_scenario.hpp"
#include "tests/projections/answering.hpp"

namespace foxtrail::establishment_report_test {
using namespace funnel_tests;

namespace {

constexpr OpportunityId second{2}, third{3}, fourth{4};

struct Establishing : Answering<FunnelScenario> {
    Establishing() { deal().deal().deal(); }
    void request(OpportunityId id) {
        given(evaluation(9, 50U, id)).given(EstimateBudget{id, cny("1000.00")}).given(plan(id));
        REQUIRE(Scenario::as(seller, RequestEstablishment{id, "ready to invest"}).verdict == Verdict::recorded);
    }
    void approve(OpportunityId id) { REQUIRE(Scenario::as(manager, ApproveEstablishment{id}).verdict == Verdict::recorded); }
    void reject(OpportunityId id) { REQUIRE(Scenario::as(manager, RejectEstablishment{id, "too early"}).verdict == Verdict::recorded); }
    json::object asked(Parameters parameters = {}, Instant instant = {}) { return ask(establishment, std::move(parameters), instant); }
    json::object all(Instant instant = {}) { return asked({}, instant).at("all").as_object(); }
};

}  // namespace

TEST_CASE_METHOD(Establishing, "opportunities become projects or end without; open ones are censored", "[projections][establishment]") {
    request(the_deal), request(second), request(third);
    const Time before = now;
    wait_hours(10);
    approve(the_deal), reject(second);
    given(Win{the_deal, cny("900.00")}).given(Lose{second, "price", {}}).given(Lose{fourth, "price", {}});
    CHECK(all().at("deals") == 4);
    CHECK(all().at("requested") == 3);
    CHECK(all().at("approved") == 1);
    CHECK(all().at("rejected") == 1);
    CHECK(all().at("pending") == 1);
    CHECK(all().at("conversion").at("value").to_number<double>() == Approx(1.0 / 3));
    CHECK(all().at("conversion").at("n") == 3);
    CHECK(all().at("conversion").at("censored_n") == 1);
    CHECK(all().at("projects").at("win_rate").at("value") == 1.0);
    CHECK(all().at("never").at("win_rate").at("value") == 0.0);
    CHECK(all().at("never").at("n") == 3);
    CHECK(all().at("waiting").at("n") == 2);
    CHECK(all().at("waiting").at("censored_n") == 1);
    CHECK(all({.valid_at = before}).at("pending") == 3);
    given(Derail{third, "no budget"});
    CHECK(all().at("pending") == 0);
    CHECK(all().at("lapsed") == 1);
    CHECK(all().at("waiting").at("censored_n") == 0);
    CHECK(asked().at("pending").as_array().empty());
    CHECK(all({.valid_at = before}).at("conversion").at("n") == 0);
}

TEST_CASE_METHOD(Establishing, "the time to become a project is from creation to approval, each valid when it was",
                 "[projections][establishment]") {
    const Time created = now;
    deal(Time{created.us - us_per_day});
    const OpportunityId old{5};
    wait_hours(24);
    request(old);
    const Position known = head();
    wait_hours(24);
    approve(old);
    const Time approved = now;
    const auto took = all().at("created_to_project").as_object();
    CHECK(took.at("n") == 1);
    CHECK(took.at("censored_n") == 4);
    CHECK(took.at("mean_s").to_number<double>() == Approx(static_cast<double>(approved.us - created.us + us_per_day) / 1e6));
    CHECK(all({.as_of = known}).at("created_to_project").at("n") == 0);
}

TEST_CASE_METHOD(Establishing, "a rejected request may be made again; each waits for its own answer", "[projections][establishment]") {
    request(the_deal);
    reject(the_deal);
    REQUIRE(Scenario::as(seller, RequestEstablishment{the_deal, "better now"}).verdict == Verdict::recorded);
    wait_hours(5);
    const auto pending = asked().at("pending").as_array();
    REQUIRE(pending.size() == 1);
    CHECK(pending.at(0).at("opportunity") == "opp-1");
    CHECK(pending.at(0).at("requester").at("name") == "Chen Jie");
    CHECK(pending.at(0).at("justification") == "better now");
    CHECK(pending.at(0).at("score") == 82);
    CHECK(pending.at(0).at("age_s") == 5 * 3'600);
    approve(the_deal);
    CHECK(asked().at("pending").as_array().empty());
    CHECK(all().at("requested") == 1);
    CHECK(all().at("rejected") == 1);
    CHECK(all().at("approved") == 1);
    CHECK(all().at("waiting").at("n") == 2);
}

TEST_CASE_METHOD(Establishing, "what was a project from creation, or before it was recorded here, is told apart", "[projections][establishment]") {
    CreateOpportunity create = new_deal();
    create.established = true;
    given_history(create);
    given_history(StateEstablishment{second, Stated<bool>(true)});
    CHECK(all().at("from_creation") == 1);
    CHECK(all().at("conversion").at("n") == 1);
    CHECK(all().at("projects").at("n") == 2);
    CHECK(all().at("approved") == 0);
    CHECK(all().at("created_to_project").at("n") == 1);
    given(StateEstablishment{second, Stated<bool>(false)});
    CHECK(all().at("projects").at("n") == 2);
}

TEST_CASE_METHOD(Establishing, "groups are by department, another dimension or the month of creation", "[projections][establishment]") {
    now = *from_text("2026-01-31T20:00:00Z", std::type_identity<Time>{});  // in February, in Shanghai
    deal();
    const auto departments = asked().at("groups").as_array();
    REQUIRE(departments.size() == 2);
    CHECK(departments.at(0).at("department") == "unknown");
    CHECK(departments.at(1).at("deals") == 4);
    const auto months = asked({{"group_by", "month"}}).at("groups").as_array();
    REQUIRE(months.size() == 2);
    CHECK(months.at(0).at("month") == "2026-01");
    CHECK(months.at(0).at("deals") == 4);
    CHECK(asked({{"group_by", "owner,source"}}).at("groups").at(1).at("owner").at("id") == "emp-2");
    CHECK(asked({{"owner", "emp-2"}}).at("all").at("deals") == 4);
    CHECK(try_ask(establishment, {{"group_by", "weather"}}).error().at(0).pointer == "group_by");
}

TEST_CASE_METHOD(Answering<>, "an empty company has no projects", "[projections][establishment]") {
    const auto answer = ask(establishment, {});
    CHECK(answer.at("all").at("conversion").at("value").is_null());
    CHECK(answer.at("groups").as_array().empty());
    CHECK(answer.at("pending").as_array().empty());
}

}  // namespace foxtrail::establishment_report_test
