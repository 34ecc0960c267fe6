// Effort by stage and outcome, and the accounts of one deal; late and corrected bookings count once, where they belong.
#include "commands/effort.hpp"
#include "projections/work/effort_view.hpp"
#include "tests/projections/answering.hpp"

namespace foxtrail::effort_view_test {

namespace {

constexpr OpportunityId second{2};
constexpr EmployeeId boss{1}, seller{2};

struct Booked : Answering<> {
    Booked() { company().deal().deal(), actor = seller; }
    BookEffort booking(OpportunityId deal, std::string stage, std::uint32_t minutes, std::string cost = {}) {
        return {deal, std::move(stage), minutes, cost.empty() ? std::optional<Money>() : cny(cost), "visit", Ref<EmployeeId>(boss)};
    }
    json::object total(Instant instant = {}, Parameters parameters = {}) { return ask(effort, std::move(parameters), instant).at("total").as_object(); }
    json::object group(Parameters parameters, std::string_view dimension, std::string_view name) {
        const auto answer = ask(effort, std::move(parameters));
        for (const auto& group : answer.at("groups").as_array()) {
            const auto& label = group.at(dimension);
            if (label == json::value(name) || (label.is_object() && label.at("name") == json::value(name))) return group.as_object();
        }
        FAIL("no group " << name);
        return {};
    }
    json::object of_deal(Instant instant = {}) { return ask(opportunity_effort, {{"id", "opp-1"}}, instant); }
};

}  // namespace

TEST_CASE_METHOD(Booked, "effort adds up by stage and outcome of the deals it was spent on", "[projections][effort]") {
    given(AdvanceStage{the_deal, "Offer"}).given(booking(the_deal, "Contact", 30, "10.00")).given(booking(the_deal, "Contact", 20, "5.50")).given(booking(the_deal, "Offer", 40));
    given(booking(second, "Contact", 10, "2.00")).given(Win{the_deal, cny("900.00")});
    const auto groups = ask(effort, {}).at("groups").as_array();
    REQUIRE(groups.size() == 3);  // Contact won, Contact open, Offer won
    const auto won = group({{"group_by", "outcome"}}, "outcome", "won");
    CHECK(won.at("deals") == 1);
    CHECK(won.at("minutes") == 90);
    CHECK(won.at("cost").at(0).at("amount") == "15.50");
    CHECK(won.at("per_deal").at("mean") == 90.0);
    CHECK(won.at("per_deal").at("censored_n") == 0);
    const auto contact = group({{"group_by", "stage"}}, "stage", "Contact");
    CHECK(contact.at("deals") == 2);
    CHECK(contact.at("minutes") == 60);
    CHECK(contact.at("per_deal").at("n") == 2);
    CHECK(contact.at("per_deal").at("mean") == 30.0);  // of 50 and 10
    CHECK(contact.at("per_deal").at("low").to_number<double>() == Approx(30 - 1.96 * 20).margin(0.01));
    CHECK(contact.at("per_deal").at("censored_n") == 1);
    CHECK(group({{"group_by", "owner"}}, "owner", "Chen Jie").at("minutes") == 100);
    CHECK(total({}, {{"stage", "Offer"}}).at("minutes") == 40);
    CHECK(total({}, {{"outcome", "lost"}}).at("deals") == 0);
}

TEST_CASE_METHOD(Booked, "a booking counts from when it was valid, however late it is recorded", "[projections][effort]") {
    const Time start = now;
    day();
    given(booking(the_deal, "Contact", 30));
    const Position known = head();
    CHECK(total({.valid_at = start}).at("minutes") == 0);
    given(booking(the_deal, "Contact", 20), start);
    CHECK(total().at("minutes") == 50);
    CHECK(total({.valid_at = start}).at("minutes") == 20);
    CHECK(total({.as_of = known}).at("minutes") == 30);
    CHECK(of_deal().at("minutes") == 50);
    CHECK(of_deal({.valid_at = start}).at("minutes") == 20);
    CHECK(of_deal().at("stages").at(0).at("bookings").at(0).at("minutes") == 20);
}

TEST_CASE_METHOD(Booked, "a booking put right counts as it was put right, the first one too", "[projections][effort]") {
    const auto wrong = run(booking(the_deal, "Contact", 300, "70.00"));
    REQUIRE(run(booking(the_deal, "Contact", 30, "7.00"), "misread", {}, wrong.position).verdict == Verdict::recorded);
    CHECK(total().at("minutes") == 30);
    CHECK(total().at("cost").at(0).at("amount") == "7.00");
    CHECK(total({.as_of = wrong.position}).at("minutes") == 300);
    CHECK(of_deal().at("stages").at(0).at("cost").at(0).at("amount") == "7.00");
}

TEST_CASE_METHOD(Booked, "what is over its ceiling is told for stages that have one, as the ceiling was then", "[projections][effort]") {
    given(AllocateEffort{the_deal, "Contact", 60, cny("50.00")}).given(AllocateEffort{the_deal, "Offer", {}, cny("10.00")});
    given(booking(second, "Contact", 500)).given(booking(the_deal, "Contact", 60, "1.00"));
    CHECK(total().at("over_ceiling").at("n") == 2);
    CHECK(total().at("over_ceiling").at("value") == 0.0);
    const Position known = head();
    given(AdvanceStage{the_deal, "Offer"}).given(booking(the_deal, "Contact", 1)).given(booking(the_deal, "Offer", 1, "10.01"));
    CHECK(total().at("over_ceiling").at("value") == 1.0);
    CHECK(total({.as_of = known}).at("over_ceiling").at("value") == 0.0);
    const auto deal = of_deal();
    CHECK(deal.at("stages").at(0).at("over_ceiling") == true);
    CHECK(deal.at("stages").at(0).at("minutes_left") == -1);
    CHECK(deal.at("stages").at(0).at("bookings").at(1).at("approved_by").at("name") == "Li Wei");
    CHECK(deal.at("stages").at(1).at("stage").at("name") == "Offer");
    CHECK(deal.at("cost").at(0).at("amount") == "11.01");
    given_as(EmployeeId{1}, AllocateEffort{the_deal, "Contact", 100, {}});
    CHECK(total().at("over_ceiling").at("value") == 0.5);
    CHECK(ask(opportunity_effort, {{"id", "opp-2"}}).at("stages").at(0).at("over_ceiling").is_null());
}

TEST_CASE_METHOD(Booked, "what is put right of a ceiling, or of the first booking, leaves the rest as it is", "[projections][effort]") {
    const auto allocated = run(AllocateEffort{the_deal, "Contact", 6'000, cny("50.00")});
    REQUIRE(run(AllocateEffort{the_deal, "Contact", 600, cny("50.00")}, "misread", {}, allocated.position).verdict == Verdict::recorded);
    const auto first = run(booking(the_deal, "Contact", 30, "500.00"));
    given(booking(the_deal, "Contact", 30, "300.00"));
    REQUIRE(run(booking(the_deal, "Contact", 0, ""), "another deal's", {}, first.position - first.count + 1).verdict == Verdict::recorded);
    CHECK(total().at("cost").at(0).at("amount") == "300.00");
    CHECK(of_deal().at("stages").at(0).at("over_ceiling") == true);
}

TEST_CASE_METHOD(Answering<>, "nothing spent is nothing, and what cannot be read is said", "[projections][effort]") {
    CHECK(ask(effort, {}).at("total").at("per_deal") == json::object{{"n", 0}, {"censored_n", 0}});
    company();
    CHECK(ask(effort, {}).at("groups").as_array().empty());
    CHECK(try_ask(effort, {{"group_by", "colour"}}).error().front().pointer == "group_by");
    CHECK(try_ask(effort, {{"stage_model", "stm"}}).error().front().pointer == "stage_model");
    CHECK(try_ask(opportunity_effort, {{"id", "opp-9"}}).error().front().detail == "there was no opp-9 at this instant");
}

}  // namespace foxtrail::effort_view_test
