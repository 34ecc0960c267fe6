// Handovers taken together: the board, the network, and what became of deals that changed hands.
#include "commands/departure.hpp"
#include "commands/handover.hpp"
#include "commands/task.hpp"
#include "projections/people/handovers.hpp"
#include "tests/projections/answering.hpp"

namespace foxtrail::handovers_test {

namespace {

constexpr EmployeeId manager{1}, giver{2}, receiver{3}, fitter{4};

// Three deals and a task rest on the giver; the receiver works with him in Sales, the fitter in Service.
struct Office : Answering<> {
    Office() {
        company().deal().deal().deal();
        given(HireEmployee{"Wu Na", DepartmentId{1}, manager, {}});
        given(OpenDepartment{"Service", RegionId{1}, {}, {}}).given(HireEmployee{"Ma Li", DepartmentId{2}, {}, {}});
        given(OpenTask{the_deal.entity(), giver, "call", {now.us + us_per_day}});
    }
    bool records(EmployeeId who, AnyCommand command) { return as(who, std::move(command)).verdict == Verdict::recorded; }
    static ProposeHandover offer(std::vector<Entity> items, EmployeeId to = receiver) {
        return {giver, to, std::move(items), false, "territory", {}};
    }
    void hour() { now.us += 3'600 * us_per_second; }

    // The first deal and the task go to the receiver after an hour, the second deal is refused by the fitter after two,
    // the third is offered to him and expires.
    void three_cases() {
        REQUIRE(records(giver, offer({the_deal.entity(), TaskId{1}.entity()})));
        hour();
        REQUIRE(records(receiver, AcceptHandover{HandoverId{1}, {}}));
        REQUIRE(records(giver, offer({OpportunityId{2}.entity()}, fitter)));
        hour(), hour();
        REQUIRE(records(fitter, RejectHandover{HandoverId{2}, "no time"}));
        REQUIRE(records(giver, offer({OpportunityId{3}.entity()}, fitter)));
        now.us += 10 * us_per_day;
        REQUIRE(records({}, ExpireHandover{HandoverId{3}}));
    }
    json::object board(Parameters parameters = {}, Instant instant = {}) { return ask(handovers, std::move(parameters), instant); }
    std::size_t listed(Parameters parameters, Instant instant = {}) {
        return board(std::move(parameters), instant).at("handovers").as_array().size();
    }
    json::object network(Parameters parameters = {}, Instant instant = {}) { return ask(handover_network, std::move(parameters), instant); }
    json::object outcomes(Parameters parameters = {}, Instant instant = {}) {
        return ask(handover_outcomes, std::move(parameters), instant);
    }
};

}  // namespace

TEST_CASE_METHOD(Office, "the board has every handover with its state, age and items", "[projections][handovers]") {
    REQUIRE(records(giver, offer({the_deal.entity(), OpportunityId{2}.entity(), TaskId{1}.entity()})));
    const Time proposed = now;
    const Position known = head();
    hour();
    const auto waiting = board().at("handovers").at(0).as_object();
    CHECK(waiting.at("state") == "proposed");
    CHECK(waiting.at("from").at("id") == "emp-2");
    CHECK(waiting.at("to").at("name") == "Wu Na");
    CHECK(waiting.at("to_department").at("id") == "dep-1");
    CHECK(waiting.at("note") == "territory");
    CHECK(waiting.at("age_s") == 3'600);
    CHECK(waiting.at("items") == json::value{{"offered", 3}, {"transferred", 0}, {"left", 3}});
    REQUIRE(records(receiver, AcceptHandover{HandoverId{1}, {the_deal.entity(), TaskId{1}.entity()}}));
    hour();
    const auto done = board().at("handovers").at(0).as_object();
    CHECK(done.at("state") == "completed");
    CHECK(done.at("age_s") == 3'601);
    CHECK(done.at("items") == json::value{{"offered", 3}, {"transferred", 2}, {"left", 1}});
    CHECK(board({}, {.as_of = known}).at("handovers").at(0).at("state") == "proposed");
    CHECK(board({}, {.valid_at = proposed}).at("handovers").at(0).at("items").at("left") == 3);
    CHECK(listed({}, {.valid_at = {proposed.us - 1}}) == 0);
}

TEST_CASE_METHOD(Office, "the board is asked by state, giver, receiver, department and what is overdue, in pages",
                 "[projections][handovers]") {
    three_cases();
    REQUIRE(records(giver, offer({OpportunityId{2}.entity()})));
    CHECK(board().at("count") == 4);
    CHECK(board().at("summary").at("by_state") ==
          json::value{{"proposed", 1}, {"accepted", 0}, {"rejected", 1}, {"expired", 1}, {"completed", 1}, {"withdrawn", 0}});
    CHECK(board().at("summary").at("until_answered").at("n") == 2);
    CHECK(board().at("summary").at("until_answered").at("censored_n") == 2);
    CHECK(board().at("summary").at("until_answered").at("median_s") == 5'401.0);  // of 3,601 and 7,201
    CHECK(listed({{"state", "rejected"}}) == 1);
    CHECK(listed({{"to", "emp-4"}}) == 2);
    CHECK(listed({{"from", "emp-2"}}) == 4);
    CHECK(listed({{"department", "dep-2"}}) == 2);
    CHECK(listed({{"overdue", "true"}}) == 0);
    now.us += 10 * us_per_day;
    CHECK(listed({{"overdue", "true"}}) == 1);
    const auto page = board({{"limit", "3"}});
    CHECK(page.at("next") == "after=3");
    CHECK(listed({{"after", "3"}}) == 1);
    CHECK_FALSE(board({{"after", "3"}}).contains("next"));
    const auto refused = [&](Parameters parameters) { return try_ask(handovers, std::move(parameters)).error().at(0).pointer; };
    CHECK(refused({{"state", "lost"}}) == "state");
    CHECK(refused({{"to", "emp-9"}}) == "to");
    CHECK(refused({{"overdue", "very"}}) == "overdue");
}

TEST_CASE_METHOD(Office, "the network has who handed what to whom, and how it was answered", "[projections][handovers]") {
    three_cases();
    const auto answer = network();
    REQUIRE(answer.at("edges").as_array().size() == 2);
    const auto& to_fitter = answer.at("edges").at(0);  // refused and expired: nothing moved
    CHECK(to_fitter.at("to").at("id") == "emp-4");
    CHECK(to_fitter.at("handovers") == 2);
    CHECK(to_fitter.at("item_count") == 0);
    CHECK(to_fitter.at("rejected") == 1);
    CHECK(to_fitter.at("expired") == 1);
    CHECK(to_fitter.at("accepted_share").at("value") == 0.0);
    CHECK(to_fitter.at("accepted_share").at("n") == 2);
    const auto& to_receiver = answer.at("edges").at(1);
    CHECK(to_receiver.at("items") == json::value{{"opp", 1}, {"tsk", 1}});
    CHECK(to_receiver.at("accepted") == 1);
    CHECK(to_receiver.at("until_answered").at("median_s") == 3'601.0);
    CHECK(answer.at("all").at("until_answered").at("n") == 2);
    CHECK(answer.at("nodes").at(0).at("given") == json::value{{"handovers", 3}, {"departures", 0}, {"items", 2}});
    CHECK(network({{"limit", "1"}}).at("next") == "after=1");
    CHECK(network({{"limit", "1"}, {"after", "1"}}).at("edges").at(0).at("to").at("id") == "emp-3");
    REQUIRE(as(manager, DepartEmployee{giver, receiver}).verdict == Verdict::recorded);
    const auto with_departure = network().at("nodes").as_array();
    CHECK(with_departure.at(0).at("given") == json::value{{"handovers", 3}, {"departures", 1}, {"items", 4}});
    CHECK(network({{"limit", "1"}}).at("edges").at(0).at("departures").to_number<int>() + network({{"limit", "1"}, {"after", "1"}}).at("edges").at(0).at("departures").to_number<int>() == 1);
}

TEST_CASE_METHOD(Office, "by department, the one each worked in then counts", "[projections][handovers]") {
    three_cases();
    given(MoveEmployee{receiver, DepartmentId{2}, {}});
    const auto answer = network({{"group_by", "department"}});
    REQUIRE(answer.at("edges").as_array().size() == 2);
    CHECK(answer.at("edges").at(0).at("to").at("id") == "dep-2");
    CHECK(answer.at("edges").at(0).at("handovers") == 2);
    CHECK(answer.at("edges").at(1).at("to").at("id") == "dep-1");
    CHECK(network({{"department", "dep-2"}}).at("all").at("handovers") == 2);
}

TEST_CASE_METHOD(Office, "a network is of the handovers proposed in its period, as known then", "[projections][handovers]") {
    const Time begin = now;
    three_cases();
    const Position known = head();
    REQUIRE(records(giver, offer({OpportunityId{2}.entity()})));
    CHECK(network().at("all").at("handovers") == 4);
    CHECK(network({}, {.as_of = known}).at("all").at("handovers") == 3);
    CHECK(network({{"to", to_text(begin)}}).at("all").at("handovers") == 0);
    CHECK(network({{"from", to_text(now)}}).at("all").at("handovers") == 1);
    CHECK(network({{"from", to_text(now)}}).at("all").at("accepted_share").at("censored_n") == 1);
    CHECK(try_ask(handover_network, {{"group_by", "region"}}).error().at(0).pointer == "group_by");
    CHECK(try_ask(handover_network, {{"from", "soon"}}).error().at(0).pointer == "from");
}

TEST_CASE_METHOD(Office, "deals handed over are counted apart from those never handed over", "[projections][handovers]") {
    three_cases();
    const Time before = now;
    given(Win{the_deal, cny("900.00")}).given(Lose{OpportunityId{2}, "price", {}});
    const auto all = outcomes().at("all").as_object();
    CHECK(all.at("handed_over").at("n") == 1);
    CHECK(all.at("handed_over").at("won") == 1);
    CHECK(all.at("handed_over").at("win_rate").at("value") == 1.0);
    CHECK(all.at("handed_over").at("until_outcome").at("n") == 1);
    CHECK(all.at("never").at("n") == 2);
    CHECK(all.at("never").at("win_rate").at("value") == 0.0);
    CHECK(all.at("never").at("win_rate").at("n") == 1);
    CHECK(all.at("never").at("win_rate").at("censored_n") == 1);
    const auto past = outcomes({}, {.valid_at = before}).at("all").as_object();
    CHECK(past.at("handed_over").at("open") == 1);
    CHECK(past.at("handed_over").at("until_outcome").at("censored_n") == 1);
    CHECK(past.at("handed_over").at("win_rate").at("value").is_null());
}

TEST_CASE_METHOD(Office, "a deal that was lost before it was handed over, as we learn later, was never handed over",
                 "[projections][handovers]") {
    const Time lost = now;
    three_cases();
    given(Lose{the_deal, "price", {}}, lost);
    CHECK(outcomes().at("all").at("handed_over").at("n") == 0);
    CHECK(outcomes().at("all").at("never").at("lost") == 1);
}

TEST_CASE_METHOD(Office, "the time to an outcome begins with the last handover, where the deal belongs at the instant",
                 "[projections][handovers]") {
    three_cases();
    REQUIRE(records(receiver, ProposeHandover{receiver, fitter, {the_deal.entity()}, false, "", {}}));
    REQUIRE(records(fitter, AcceptHandover{HandoverId{4}, {}}));
    const Time handed = now;
    hour();
    given(Win{the_deal, cny("900.00")});
    CHECK(outcomes().at("all").at("handed_over").at("n") == 1);
    CHECK(outcomes().at("all").at("handed_over").at("until_outcome").at("median_s") ==
          static_cast<double>((now.us - handed.us) / us_per_second));
    const auto groups = outcomes().at("groups").as_array();
    REQUIRE(groups.size() == 2);
    CHECK(groups.at(0).at("department").at("id") == "dep-1");
    CHECK(groups.at(0).at("never").at("n") == 2);
    CHECK(groups.at(1).at("department").at("id") == "dep-2");
    CHECK(groups.at(1).at("handed_over").at("won") == 1);
    CHECK(outcomes({{"department", "dep-2"}}).at("all").at("never").at("n") == 0);
    CHECK(outcomes({{"group_by", "owner"}}).at("groups").as_array().size() == 2);
    CHECK(try_ask(handover_outcomes, {{"group_by", "weather"}}).error().at(0).pointer == "group_by");
    CHECK(try_ask(handover_outcomes, {{"owner", "nobody"}}).error().at(0).pointer == "owner");
}

TEST_CASE_METHOD(Answering<>, "an empty company has handed over nothing", "[projections][handovers]") {
    CHECK(ask(handovers, {}).at("count") == 0);
    CHECK(ask(handover_network, {}).at("edges").as_array().empty());
    CHECK(ask(handover_network, {}).at("all").at("accepted_share").at("value").is_null());
    CHECK(ask(handover_outcomes, {}).at("all").at("handed_over").at("n") == 0);
    CHECK(ask(handover_outcomes, {}).at("groups").as_array().empty());
}

}  // namespace foxtrail::handovers_test
