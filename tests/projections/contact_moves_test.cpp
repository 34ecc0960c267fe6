// Moves of contacts and their successors, by when they were true, with how late we knew.
#include "commands/contact_move.hpp"
#include "projections/customers/contact_card.hpp"
#include "projections/customers/contact_moves.hpp"
#include "tests/commands/buying_scenario.hpp"
#include "tests/projections/answering.hpp"

namespace foxtrail::contact_moves_test {
using namespace buying_tests;

namespace {

// The stranger left the other customer for an unknown place two days ago; after that is recorded, Wang's move to the other
// customer five days ago, and today Zhao as his successor.
struct Moves : Answering<BuyingScenario> {
    Moves() {
        given(role(wang, BuyingRole::decision_maker), days_ago(20));
        before = head();
        given(ReportContactMove{stranger, {}, {}, {}, "his phone is off"}, days_ago(2));
        actor = EmployeeId{2};
        given(ReportContactMove{wang, CustomerId{2}, std::string("Purchasing"), {}, "his new card"}, days_ago(5));
        actor.reset();
        given(NameSuccessor{wang, zhao, {}});
    }
    json::object asked(Parameters parameters = {}, Instant instant = {}) { return ask(contact_moves, std::move(parameters), instant); }
    std::vector<std::string> moved(Parameters parameters = {}, Instant instant = {}) {
        std::vector<std::string> contacts;
        const auto answer = asked(std::move(parameters), instant);
        for (const auto& move : answer.at("moves").as_array())
            contacts.push_back(std::string(move.at("kind").as_string()) + ' ' + std::string(move.at("contact").at("id").as_string()));
        return contacts;
    }
    static double days(const json::value& seconds) { return std::round(seconds.to_number<double>() / 86'400); }
    Position before = 0;
};
using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE_METHOD(Moves, "moves stand in the order in which they were true, with who reported them and how late",
                 "[projections][contact_moves]") {
    CHECK(moved() == Texts{"moved con-1", "moved con-3", "succeeded con-1"});
    const auto answer = asked();
    const auto& first = answer.at("moves").at(0);
    CHECK(first.at("contact").at("name") == "Wang");
    CHECK(first.at("from_customer").at("name") == "Acme");
    CHECK(first.at("to_customer").at("name") == "Other");
    CHECK(first.at("evidence") == "his new card");
    CHECK(first.at("to").at("department") == "Purchasing");
    CHECK(first.at("recorded").at("by").at("id") == "emp-2");
    CHECK(days(first.at("knowledge_latency_s")) == 5);
    CHECK(answer.at("moves").at(1).at("to_customer") == "unknown");
    const auto& succession = answer.at("moves").at(2);
    CHECK(succession.at("successor").at("name") == "Zhao");
    CHECK(succession.at("customer").at("name") == "Acme");
    CHECK(succession.at("taken_over") == json::array{"rol-1"});
    CHECK(succession.at("knowledge_latency_s") == 0);
}

TEST_CASE_METHOD(Moves, "how late we knew is summed up over all, and by customer", "[projections][contact_moves]") {
    const auto answer = asked({{"limit", "1"}});
    CHECK(answer.at("count") == 3);
    CHECK(answer.at("all").at("moved") == 2);
    CHECK(answer.at("all").at("succeeded") == 1);
    CHECK(answer.at("all").at("knowledge_latency").at("n") == 3);
    CHECK(days(answer.at("all").at("knowledge_latency").at("median_s")) == 2);
    const auto& acme = answer.at("by_customer").at(0);
    CHECK(acme.at("customer").at("id") == "cus-1");
    CHECK(acme.at("moved") == 1);
    CHECK(acme.at("succeeded") == 1);
    CHECK(answer.at("by_customer").at(1).at("customer").at("id") == "cus-2");
    CHECK(answer.at("by_customer").at(1).at("moved") == 1);
    CHECK(days(asked({{"kind", "moved"}}).at("all").at("knowledge_latency").at("max_s")) == 5);
}

TEST_CASE_METHOD(Moves, "a move is there from when it was true and known", "[projections][contact_moves]") {
    CHECK(moved({}, {.as_of = before}).empty());
    CHECK(moved({}, {.valid_at = days_ago(3)}) == Texts{"moved con-1"});
    CHECK(moved({}, {.valid_at = days_ago(6)}).empty());
}

TEST_CASE_METHOD(Moves, "moves are found by customer, contact, kind and period, in pages", "[projections][contact_moves]") {
    CHECK(moved({{"customer", "cus-1"}}) == Texts{"moved con-1", "succeeded con-1"});
    CHECK(moved({{"customer", "cus-2"}}) == Texts{"moved con-1", "moved con-3"});
    CHECK(moved({{"contact", "con-3"}}) == Texts{"moved con-3"});
    CHECK(moved({{"kind", "succeeded"}}) == Texts{"succeeded con-1"});
    CHECK(moved({{"from", to_text(days_ago(4))}, {"to", to_text(days_ago(1))}}) == Texts{"moved con-3"});
    CHECK(asked({{"limit", "2"}}).at("next") == "after=2");
    CHECK(moved({{"limit", "2"}, {"after", "2"}}) == Texts{"succeeded con-1"});
    CHECK_FALSE(asked({{"after", "2"}}).contains("next"));
    const auto refused = [&](Parameters parameters) { return try_ask(contact_moves, std::move(parameters)).error().at(0).pointer; };
    CHECK(refused({{"customer", "cus-9"}}) == "customer");
    CHECK(refused({{"contact", "Wang"}}) == "contact");
    CHECK(refused({{"kind", "flew"}}) == "kind");
    CHECK(refused({{"from", "then"}}) == "from");
}

TEST_CASE_METHOD(Moves, "a second move begins where the first one ended; the succession stays where it was",
                 "[projections][contact_moves]") {
    given(ReportContactMove{wang, {}, {}, {}, "left again"});
    const auto answer = asked({{"contact", "con-1"}});
    REQUIRE(answer.at("moves").as_array().size() == 3);
    CHECK(answer.at("moves").at(2).at("from_customer").at("id") == "cus-2");
    CHECK(answer.at("moves").at(1).at("customer").at("id") == "cus-1");  // the succession
}

TEST_CASE_METHOD(Answering<>, "an empty company knows of no moves", "[projections][contact_moves]") {
    CHECK(ask(contact_moves, {}).at("count") == 0);
    CHECK(ask(contact_moves, {}).at("all").at("knowledge_latency").at("n") == 0);
    CHECK(ask(contact_moves, {}).at("by_customer").as_array().empty());
}

TEST_CASE_METHOD(Moves, "a move that is put right as none is listed no more, but as it was known", "[projections][contact_moves]") {
    const std::pair<std::string, std::string> of_zhao{"contact", "con-2"};
    const auto reported = run(ReportContactMove{zhao, CustomerId{1}, std::string("Logistics"), {}, "seen there"});
    const Position known = head();
    REQUIRE(moved({of_zhao}) == Texts{"moved con-2"});
    const ReportContactMove stayed{zhao, CustomerId{1}, std::string("Purchasing"), std::string("Director"), "met him at his desk"};
    REQUIRE(run(stayed, "misheard", {}, reported.position - reported.count + 1).verdict == Verdict::recorded);
    CHECK(moved({of_zhao}).empty());
    CHECK(moved({of_zhao}, {.as_of = known}) == Texts{"moved con-2"});
}

TEST_CASE_METHOD(Moves, "nobody came in the place of one who did not move", "[projections][contact]") {
    const auto reported = run(ReportContactMove{zhao, CustomerId{2}, {}, {}, "seen there"});
    given(person(CustomerId{1}, "Sun")).given(NameSuccessor{zhao, ContactId{4}, {}});
    const auto successor = [&](Instant instant = {}) { return ask(contact, {{"id", "con-2"}}, instant).at("successor"); };
    CHECK(successor().at("name") == "Sun");
    const Position known = head();
    const Time named = now;
    day();
    const ReportContactMove stayed{zhao, CustomerId{1}, std::string("Purchasing"), std::string("Director"), "met him at his desk"};
    REQUIRE(run(stayed, "misheard", {}, reported.position - reported.count + 1).verdict == Verdict::recorded);
    CHECK(successor().is_null());
    CHECK(successor({.valid_at = named}).is_null());
    CHECK(successor({.as_of = known}).at("name") == "Sun");
}

TEST_CASE_METHOD(Moves, "whatever a report is put right to, who came after the move before stays, and who was named after it comes back with it", "[projections][contact]") {
    given(person(CustomerId{2}, "Sun"));
    const auto reported = run(ReportContactMove{wang, CustomerId{1}, {}, {}, "back again, they say"});
    const auto says = [&](const ReportContactMove& right) {
        REQUIRE(run(right, "put right", {}, reported.position - reported.count + 1).verdict == Verdict::recorded);
        return ask(contact, {{"id", "con-1"}}).at("successor").at("name");
    };
    const ReportContactMove elsewhere{wang, CustomerId{1}, std::string("Logistics"), {}, "there"}, stayed{wang, CustomerId{2}, std::string("Purchasing"), {}, "he is still there"};
    CHECK(says(elsewhere) == "Zhao");
    CHECK(says(stayed) == "Zhao");
    CHECK(says(elsewhere) == "Zhao");
    given(NameSuccessor{wang, ContactId{4}, {}});
    CHECK(says(stayed) == "Zhao");
    CHECK(says(elsewhere) == "Sun");
    CHECK(run(NameSuccessor{wang, ContactId{4}, {}}).verdict == Verdict::already_so);  // deciders know it too
    CHECK(says(stayed) == "Zhao");
}

TEST_CASE_METHOD(Moves, "a move put right as none leaves no trace in where he was, also when he is said to have moved before", "[projections][contact]") {
    const ReportContactMove to_hr{zhao, CustomerId{1}, std::string("HR"), {}, "his card"};
    const auto reported = run(to_hr, "heard", days_ago(2));
    const ReportContactMove stayed{zhao, CustomerId{1}, std::string("Purchasing"), std::string("Director"), "met him at his desk"};
    REQUIRE(run(stayed, "wrong day", {}, reported.position - reported.count + 1).verdict == Verdict::recorded);
    REQUIRE(run(to_hr, "right day", days_ago(3)).verdict == Verdict::recorded);
    const auto department = [&](Instant instant = {}) { return ask(contact, {{"id", "con-2"}}, instant).at("department"); };
    CHECK(department() == "HR");
    CHECK(department({.valid_at = days_ago(1)}) == "HR");
    CHECK(department({.valid_at = days_ago(4)}) == "Purchasing");
}

TEST_CASE_METHOD(Moves, "who came in his place when he really moved did so, whatever was said of him since", "[projections][contact]") {
    const auto reported = run(ReportContactMove{wang, CustomerId{1}, {}, {}, "back again, they say"});
    given(person(CustomerId{2}, "Sun")).given(NameSuccessor{wang, ContactId{4}, {}});
    const auto successor = [&] { return ask(contact, {{"id", "con-1"}}).at("successor").at("name"); };
    CHECK(successor() == "Sun");
    const ReportContactMove stayed{wang, CustomerId{2}, std::string("Purchasing"), {}, "he is still there"};
    REQUIRE(run(stayed, "misheard", {}, reported.position - reported.count + 1).verdict == Verdict::recorded);
    CHECK(successor() == "Zhao");
}

}  // namespace foxtrail::contact_moves_test
