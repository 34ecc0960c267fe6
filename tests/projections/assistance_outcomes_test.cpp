// What became of deals with help delivered, promised, declined, expired, and without any.
#include "commands/assistance.hpp"
#include "commands/task.hpp"
#include "projections/work/assistance_outcomes.hpp"
#include "tests/commands/department_scenario.hpp"
#include "tests/projections/answering.hpp"

namespace foxtrail::assistance_outcomes_test {
using namespace department_tests;

namespace {

constexpr OpportunityId second{2}, third{3}, fourth{4}, fifth{5};

// Help with the first deal was delivered and then declined by Service, with the second it is promised, with the third it
// expired, with a task of the fourth it was delivered; nobody asked about the fifth.
struct Helped : Answering<Departments> {
    Helped() { deal().deal().deal().deal(); }
    void ask_for(Entity object, DepartmentId department = technical) {
        REQUIRE(records(seller, RequestAssistance{object, department, "engineer", "help", Time{now.us + 7 * us_per_day}}));
    }
    void all() {
        ask_for(the_deal.entity());
        REQUIRE(records(engineer, AcceptAssistance{AssistanceId{1}}));
        REQUIRE(records(engineer, DeliverAssistance{AssistanceId{1}, "sized"}));
        ask_for(the_deal.entity(), service);
        REQUIRE(records(fitter, DeclineAssistance{AssistanceId{2}, "no time"}));
        ask_for(third.entity());
        now.us += 3 * us_per_day;
        REQUIRE(records({}, ExpireAssistance{AssistanceId{3}}));
        ask_for(second.entity());
        REQUIRE(records(engineer, AcceptAssistance{AssistanceId{4}}));
        given(OpenTask{fourth.entity(), seller, "drawing", {now.us + us_per_day}});
        ask_for(TaskId{1}.entity());
        REQUIRE(records(engineer, AcceptAssistance{AssistanceId{5}}));
        REQUIRE(records(engineer, DeliverAssistance{AssistanceId{5}, "drawn"}));
    }
    json::object asked(Parameters parameters = {}, Instant instant = {}) {
        return ask(assistance_outcomes, std::move(parameters), instant);
    }
    static json::object kind(const json::value& kinds, std::string_view name) {
        for (const auto& one : kinds.as_array())
            if (one.at("assistance") == json::value(name)) return one.as_object();
        FAIL("no kind " << name);
        return {};
    }
    json::object of(std::string_view name, Instant instant = {}) { return kind(asked({}, instant).at("kinds"), name); }
};

}  // namespace

TEST_CASE_METHOD(Helped, "deals count by the help they had, won, lost and open", "[projections][assistance_outcomes]") {
    all();
    const Time before = now;
    given(Win{the_deal, cny("900.00")}).given(Lose{fourth, "price", {}}).given(Lose{third, "price", {}}).given(Win{fifth, cny("900.00")});
    CHECK(of("delivered").at("n") == 2);
    CHECK(of("delivered").at("won") == 1);
    CHECK(of("delivered").at("lost") == 1);
    CHECK(of("delivered").at("win_rate").at("value") == 0.5);
    CHECK(of("delivered").at("win_rate").at("n") == 2);
    CHECK(of("accepted").at("n") == 1);
    CHECK(of("accepted").at("win_rate").at("censored_n") == 1);
    CHECK(of("accepted").at("win_rate").at("value").is_null());
    CHECK(of("declined").at("won") == 1);
    CHECK(of("expired").at("lost") == 1);
    CHECK(of("any").at("n") == 4);
    CHECK(of("any").at("requests") == 5);
    CHECK(of("none").at("n") == 1);
    CHECK(of("none").at("win_rate").at("value") == 1.0);
    CHECK(of("any", {.valid_at = before}).at("open") == 4);
}

TEST_CASE_METHOD(Helped, "a request counts as it stood and as it was known", "[projections][assistance_outcomes]") {
    const Position nothing = head();
    ask_for(the_deal.entity());
    const Time waiting = now;
    REQUIRE(records(engineer, AcceptAssistance{AssistanceId{1}}));
    const Position known = head();
    REQUIRE(records(engineer, DeliverAssistance{AssistanceId{1}, "sized"}));
    CHECK(of("delivered").at("n") == 1);
    CHECK(of("accepted", {.as_of = known}).at("n") == 1);
    CHECK(of("delivered", {.as_of = known}).at("n") == 0);
    CHECK(of("requested", {.valid_at = waiting}).at("n") == 1);
    CHECK(of("none", {.as_of = nothing}).at("n") == 5);
}

TEST_CASE_METHOD(Helped, "help asked for after the outcome did not help with it", "[projections][assistance_outcomes]") {
    given(Win{the_deal, cny("900.00")});
    ask_for(the_deal.entity());
    REQUIRE(records(engineer, AcceptAssistance{AssistanceId{1}}));
    REQUIRE(records(engineer, DeliverAssistance{AssistanceId{1}, "sized"}));
    CHECK(kind(asked().at("kinds"), "delivered").at("won") == 0);
    CHECK(kind(asked().at("kinds"), "none").at("won") == 1);
}

TEST_CASE_METHOD(Helped, "help is counted by the department asked; deals are filtered as elsewhere", "[projections][assistance_outcomes]") {
    all();
    const auto departments = asked().at("by_department").as_array();
    REQUIRE(departments.size() == 2);
    CHECK(departments.at(0).at("department").at("id") == "dep-2");
    CHECK(kind(departments.at(0).at("kinds"), "declined").at("n") == 0);
    CHECK(kind(departments.at(0).at("kinds"), "delivered").at("n") == 2);
    CHECK(kind(departments.at(1).at("kinds"), "declined").at("n") == 1);
    CHECK(kind(departments.at(1).at("kinds"), "none").at("n") == 4);
    const auto of_service = asked({{"asked_department", "dep-3"}});
    CHECK(kind(of_service.at("kinds"), "any").at("n") == 1);
    CHECK(of_service.at("by_department").as_array().size() == 1);
    CHECK(kind(asked({{"owner", "emp-1"}}).at("kinds"), "any").at("n") == 0);
    CHECK(kind(asked({{"owner", "emp-1"}}).at("kinds"), "any").at("requests") == 0);
    CHECK(kind(asked({{"owner", "emp-1"}}).at("kinds"), "none").at("n") == 0);
    const auto refused = [&](Parameters parameters) { return try_ask(assistance_outcomes, std::move(parameters)).error().at(0).pointer; };
    CHECK(refused({{"asked_department", "dep-9"}}) == "asked_department");
    CHECK(refused({{"group_by", "owner"}}) == "group_by");
    CHECK(refused({{"product", "nothing"}}) == "product");
}

TEST_CASE_METHOD(Answering<>, "an empty company has no assistance and no deals without", "[projections][assistance_outcomes]") {
    const auto answer = ask(assistance_outcomes, {});
    CHECK(answer.at("kinds").as_array().size() == 7);
    CHECK(answer.at("kinds").at(6).at("n") == 0);
    CHECK(answer.at("by_department").as_array().empty());
}

}  // namespace foxtrail::assistance_outcomes_test
