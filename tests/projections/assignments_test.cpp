// Offers of deals with their answers, deals taken back, and who has how much beside what he may have.
#include "commands/assignment.hpp"
#include "commands/capacity.hpp"
#include "projections/people/assignments.hpp"
#include "tests/commands/funnel_scenario.hpp"
#include "tests/projections/answering.hpp"

namespace foxtrail::assignments_test {
using namespace funnel_tests;

namespace {

constexpr OpportunityId second{2}, third{3};

// Three deals that nobody owns.
struct Pool : Answering<FunnelScenario> {
    Pool() { given(pooled_deal()).given(pooled_deal()); }
    bool records(EmployeeId who, AnyCommand command, std::string reason = "because") {
        return Scenario::as(who, std::move(command), std::move(reason)).verdict == Verdict::recorded;
    }
    json::object asked(Parameters parameters = {}, Instant instant = {}) { return ask(assignments, std::move(parameters), instant); }
    json::object offer(std::size_t at, Instant instant = {}) { return asked({}, instant).at("offers").at(at).as_object(); }
    json::object load(EmployeeId of, Instant instant = {}) {
        return asked({{"group_by", "employee"}, {"employee", to_text(of)}}, instant).at("loads").at(0).as_object();
    }
    // Offered an hour apart: accepted after one hour, declined after two, a third waits.
    void answers() {
        REQUIRE(records(manager, OfferOpportunity{the_deal, seller, {}}));
        wait_hours(1);
        REQUIRE(records(seller, AcceptAssignment{the_deal}));
        REQUIRE(records(manager, OfferOpportunity{second, other_seller, {}}));
        wait_hours(2);
        REQUIRE(records(other_seller, DeclineAssignment{second}, "on holiday"));
        REQUIRE(records(manager, OfferOpportunity{third, seller, {}}));
    }
};

}  // namespace

TEST_CASE_METHOD(Pool, "an offer is there with its answer, how long that took and why", "[projections][assignments]") {
    const Position nothing = head();
    answers();
    CHECK(offer(0).at("opportunity") == "opp-1");
    CHECK(offer(0).at("employee").at("id") == "emp-2");
    CHECK(offer(0).at("department").at("id") == "dep-1");
    CHECK(offer(0).at("offered_by").at("id") == "emp-1");
    CHECK(offer(0).at("answer") == "accepted");
    CHECK(offer(0).at("response_s") == 3'601);
    CHECK(offer(1).at("answer") == "declined");
    CHECK(offer(1).at("response_s") == 7'201);
    CHECK(offer(1).at("ended").at("why") == "on holiday");
    CHECK(offer(1).at("ended").at("by").at("id") == "emp-3");
    CHECK(offer(2).at("answer") == "waiting");
    CHECK(offer(2).at("response_s").is_null());
    CHECK(offer(2).at("overdue") == false);
    CHECK(asked({}, {.as_of = nothing}).at("offers").as_array().empty());
}

TEST_CASE_METHOD(Pool, "the summary counts answers, their share and their times; what waits is censored", "[projections][assignments]") {
    answers();
    const auto summary = asked().at("summary").as_object();
    CHECK(summary.at("n") == 3);
    CHECK(summary.at("accepted") == 1);
    CHECK(summary.at("declined") == 1);
    CHECK(summary.at("waiting") == 1);
    CHECK(summary.at("accepted_share").at("value") == 0.5);
    CHECK(summary.at("accepted_share").at("n") == 2);
    CHECK(summary.at("accepted_share").at("censored_n") == 1);
    CHECK(summary.at("response").at("n") == 2);
    CHECK(summary.at("response").at("censored_n") == 1);
    CHECK(summary.at("response").at("median_s") == 5'401.0);  // of 3,601 and 7,201
    const Time before = now;
    wait_hours(30);
    REQUIRE(records({}, ExpireOffer{third}));
    CHECK(asked().at("summary").at("expired") == 1);
    CHECK(asked().at("summary").at("accepted_share").at("n") == 3);
    CHECK(offer(2).at("ended").at("by").is_null());
    CHECK(offer(2, {.valid_at = before}).at("answer") == "waiting");
}

TEST_CASE_METHOD(Pool, "an offer taken back is reclaimed; a deal taken from its owner is in the other list", "[projections][assignments]") {
    answers();
    const Time before = now;
    REQUIRE(records(manager, ReclaimOpportunity{third}, "changed my mind"));
    CHECK(offer(2).at("answer") == "reclaimed");
    CHECK(asked({{"list", "reclaims"}}).at("count") == 0);
    REQUIRE(records(manager, ReclaimOpportunity{the_deal}, "no progress"));
    const auto answer = asked({{"list", "reclaims"}});
    REQUIRE(answer.at("count") == 1);
    CHECK(answer.at("reclaims").at(0).at("opportunity") == "opp-1");
    CHECK(answer.at("reclaims").at(0).at("from").at("id") == "emp-2");
    CHECK(answer.at("reclaims").at(0).at("reclaimed").at("why") == "no progress");
    CHECK(asked({{"list", "reclaims"}}, {.valid_at = before}).at("count") == 0);
    CHECK(asked({{"list", "reclaims"}, {"employee", "emp-3"}}).at("count") == 0);
}

TEST_CASE_METHOD(Pool, "a load is what one owns beside what he may own, at the instant", "[projections][assignments]") {
    CHECK(load(seller).at("capacity").is_null());
    CHECK(load(seller).at("load").is_null());
    given(SetCapacity{seller, 4});
    const Time before = now;
    const Position known = head();
    answers();
    CHECK(load(seller).at("open_deals") == 1);
    CHECK(load(seller).at("capacity") == 4);
    CHECK(load(seller).at("load") == 0.25);
    CHECK(load(seller).at("offers_waiting") == 1);
    CHECK(load(other_seller).at("open_deals") == 0);
    CHECK(load(other_seller).at("offers").at("declined") == 1);
    CHECK(load(seller, {.as_of = known}).at("open_deals") == 0);
    given(SetCapacity{seller, 2});
    CHECK(load(seller).at("load") == 0.5);
    CHECK(load(seller, {.valid_at = before}).at("capacity") == 4);
    given(Lose{the_deal, "price", {}});
    CHECK(load(seller).at("open_deals") == 0);
    REQUIRE(records(manager, ReclaimOpportunity{third}));
    CHECK(load(seller).at("offers_waiting") == 0);
    CHECK(load(seller).at("reclaimed_deals") == 0);  // an offer was no deal of his
}

TEST_CASE_METHOD(Pool, "a department has the loads of its people; a limit for some is no limit of all", "[projections][assignments]") {
    given(OpenDepartment{"Service", RegionId{1}, {}, {}}).given(HireEmployee{"Ma Li", DepartmentId{2}, {}, {}});
    given(SetCapacity{seller, 4}).given(SetCapacity{EmployeeId{4}, 3});
    answers();
    const auto answer = asked({{"group_by", "department"}});
    REQUIRE(answer.at("loads").as_array().size() == 2);
    const auto& sales = answer.at("loads").at(0);
    CHECK(sales.at("department").at("id") == "dep-1");
    CHECK(sales.at("open_deals") == 1);
    CHECK(sales.at("capacity") == 4);
    CHECK(sales.at("people_without_limit") == 2);
    CHECK(sales.at("load").is_null());
    CHECK(answer.at("loads").at(1).at("load") == 0.0);
    CHECK(sales.at("offers").at("n") == 3);
    // He moves: what he owns goes with him, what he was offered was offered there.
    given(MoveEmployee{seller, DepartmentId{2}, {}});
    const auto moved = asked({{"group_by", "department"}});
    CHECK(moved.at("loads").at(1).at("open_deals") == 1);
    CHECK(moved.at("loads").at(0).at("offers").at("n") == 3);
}

TEST_CASE_METHOD(Pool, "offers are found by employee, department, deal and answer, in pages", "[projections][assignments]") {
    answers();
    const auto count = [&](Parameters parameters) { return asked(std::move(parameters)).at("offers").as_array().size(); };
    CHECK(count({{"employee", "emp-2"}}) == 2);
    CHECK(count({{"department", "dep-1"}}) == 3);
    CHECK(count({{"opportunity", "opp-2"}}) == 1);
    CHECK(count({{"answer", "waiting"}}) == 1);
    const auto first = asked({{"limit", "2"}});
    REQUIRE(first.contains("next"));
    const std::string next(first.at("next").as_string());
    CHECK(count({{"after", next.substr(6)}}) == 1);
    CHECK(asked({{"group_by", "employee"}, {"limit", "2"}}).at("next") == "after=2");
    const auto refused = [&](Parameters parameters) { return try_ask(assignments, std::move(parameters)).error().at(0).pointer; };
    CHECK(refused({{"employee", "emp-9"}}) == "employee");
    CHECK(refused({{"department", "sales"}}) == "department");
    CHECK(refused({{"answer", "perhaps"}}) == "answer");
    CHECK(refused({{"list", "all"}}) == "list");
    CHECK(refused({{"group_by", "region"}}) == "group_by");
}

TEST_CASE_METHOD(Answering<>, "an empty company has offered nothing", "[projections][assignments]") {
    CHECK(ask(assignments, {}).at("summary").at("n") == 0);
    CHECK(ask(assignments, {}).at("summary").at("accepted_share").at("value").is_null());
    CHECK(ask(assignments, {{"group_by", "department"}}).at("loads").as_array().empty());
}

}  // namespace foxtrail::assignments_test
