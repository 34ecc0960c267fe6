// Competitors on deals: who, since when, and how deals with them end beside those without.
#include "commands/competitor.hpp"
#include "projections/pipeline/competitors.hpp"
#include "tests/commands/network_scenario.hpp"
#include "tests/projections/answering.hpp"

namespace foxtrail::competitors_test {
using namespace network_tests;

namespace {

constexpr CompetitorId rival{1}, other{2};
constexpr OpportunityId second{2}, third{3}, fourth{4}, fifth{5};

struct Competing : Answering<NetworkScenario> {
    Competing() {
        deal().deal().deal().deal();
        given(RegisterCompetitor{"Rival", {}}).given(RegisterCompetitor{"Other", {}});
    }
    CommandOutcome report(OpportunityId deal, CompetitorId competitor, std::optional<Time> valid_at = {}) {
        const auto outcome = run(ReportCompetitor{deal, competitor, "seen"}, "because", valid_at);
        REQUIRE(outcome.verdict == Verdict::recorded);
        return outcome;
    }
    void correct(OpportunityId deal, CompetitorId competitor, const CommandOutcome& wrong) {
        REQUIRE(run(ReportCompetitor{deal, competitor, "seen better"}, "mistaken", {}, first_of(wrong)).verdict == Verdict::recorded);
    }
    // A report records alerts and a flag after the detection.
    static Position first_of(const CommandOutcome& outcome) { return outcome.position - outcome.count + 1; }
    json::object asked(Parameters parameters = {}, Instant instant = {}) { return ask(competitors, std::move(parameters), instant); }
    json::object of(CompetitorId competitor, Instant instant = {}) {
        const auto answer = asked({}, instant);
        for (const auto& one : answer.at("competitors").as_array())
            if (one.at("competitor").at("id") == json::value(to_text(competitor))) return one.as_object();
        FAIL("no competitor " << to_text(competitor));
        return {};
    }
    json::object on(OpportunityId deal, Instant instant = {}) { return ask(deal_competitors, {{"id", to_text(deal)}}, instant); }
};

}  // namespace

TEST_CASE_METHOD(Competing, "a deal is lost to a competitor however his name is written", "[projections][competitors]") {
    const std::pair<OpportunityId, const char*> losses[]{{the_deal, "RIVAL"}, {second, "rival  Inc."}, {third, "cmp-1"}, {fourth, "somebody"}};
    for (const auto& [deal, to] : losses) given(Lose{deal, "price", std::string(to)});
    CHECK(of(rival).at("lost_to") == 3);
}

TEST_CASE_METHOD(Competing, "deals count for each competitor on them, once in any, and else in none", "[projections][competitors]") {
    report(the_deal, rival), report(the_deal, other), report(second, rival), report(third, rival);
    const Time before = now;
    given(Lose{the_deal, "price", std::string("Rival")}).given(Win{second, cny("900.00")}).given(Win{fourth, cny("900.00")});
    given(Lose{fifth, "price", std::string("Other")});
    CHECK(of(rival).at("n") == 3);
    CHECK(of(rival).at("won") == 1);
    CHECK(of(rival).at("lost") == 1);
    CHECK(of(rival).at("lost_to") == 1);
    CHECK(of(rival).at("lost_to_undetected") == 0);
    CHECK(of(rival).at("present") == 1);
    CHECK(of(rival).at("win_rate").at("value") == 0.5);
    CHECK(of(rival).at("win_rate").at("censored_n") == 1);
    CHECK(of(rival).at("competitor").at("name") == "Rival");
    CHECK(of(other).at("n") == 1);
    CHECK(of(other).at("lost") == 1);
    CHECK(of(other).at("lost_to") == 1);
    CHECK(of(other).at("lost_to_undetected") == 1);
    CHECK(asked().at("any").at("n") == 3);
    CHECK(asked().at("none").at("n") == 2);
    CHECK(asked().at("none").at("win_rate").at("value") == 0.5);
    CHECK(of(rival, {.valid_at = before}).at("open") == 3);
    CHECK(of(rival, {.valid_at = before}).at("lost_to") == 0);
}

TEST_CASE_METHOD(Competing, "a competitor is on a deal since he was there, and as long as it was known", "[projections][competitors]") {
    const Position nothing = head();
    report(the_deal, rival, days_ago(3));
    const Position known = head();
    CHECK(of(rival, {.valid_at = days_ago(4)}).at("n") == 0);
    CHECK(of(rival, {.valid_at = days_ago(2)}).at("n") == 1);
    CHECK(of(rival, {.as_of = nothing}).at("n") == 0);
    given(WithdrawCompetitor{the_deal, rival, "said so"}, days_ago(1));
    CHECK(of(rival).at("present") == 0);
    CHECK(of(rival).at("withdrawn") == 1);
    CHECK(of(rival).at("n") == 1);
    CHECK(of(rival, {.as_of = known}).at("present") == 1);
    CHECK(of(rival, {.valid_at = days_ago(2)}).at("present") == 1);
}

TEST_CASE_METHOD(Competing, "a competitor mistaken for another leaves the deal when that is put right", "[projections][competitors]") {
    const auto wrong = report(the_deal, rival);
    const Position known = head();
    correct(the_deal, other, wrong);
    CHECK(of(rival).at("n") == 0);
    CHECK(of(other).at("n") == 1);
    CHECK(of(rival, {.as_of = known}).at("n") == 1);
    CHECK(asked().at("any").at("n") == 1);
    CHECK(on(the_deal).at("competitors").as_array().size() == 1);
    CHECK(on(the_deal).at("competitors").at(0).at("competitor").at("name") == "Other");
}

TEST_CASE_METHOD(Competing, "a deal lost, reopened and lost to another was lost to the last", "[projections][competitors]") {
    given(Lose{the_deal, "price", std::string("Rival")});
    const Time first = now;
    given(Reopen{the_deal});
    CHECK(of(rival).at("lost_to") == 0);
    given(Lose{the_deal, "price", std::string("Other")});
    CHECK(of(rival).at("lost_to") == 0);
    CHECK(of(other).at("lost_to") == 1);
    CHECK(of(rival, {.valid_at = first}).at("lost_to") == 1);
    given(Reopen{the_deal}).given(Lose{the_deal, "no budget", {}});
    CHECK(of(other).at("lost_to") == 0);
}

TEST_CASE_METHOD(Competing, "deals are grouped by the stage they were in when the first competitor was detected",
                 "[projections][competitors]") {
    report(second, rival);
    given(AdvanceStage{the_deal, "Offer"});
    report(the_deal, rival);
    given(AdvanceStage{the_deal, "Trial"});
    report(the_deal, other);
    given(Win{the_deal, cny("900.00")});
    const auto stages = asked({{"group_by", "stage"}}).at("stages").as_array();
    REQUIRE(stages.size() == 2);
    CHECK(stages.at(0).at("stage").at("name") == "Contact");
    CHECK(stages.at(0).at("open") == 1);
    CHECK(stages.at(1).at("stage").at("name") == "Offer");
    CHECK(stages.at(1).at("won") == 1);
    CHECK(stages.at(1).at("win_rate").at("n") == 1);
}

TEST_CASE_METHOD(Competing, "a deal says who is on it, since when, how we know and when he withdrew", "[projections][competitors]") {
    CHECK(on(the_deal).at("competitors").as_array().empty());
    const Time since = days_ago(3);
    report(the_deal, rival, since);
    const Position known = head();
    REQUIRE(as(owner, WithdrawCompetitor{the_deal, rival, "said so"}).verdict == Verdict::recorded);
    const Time until = now;
    report(the_deal, rival);
    given(Lose{the_deal, "price", std::string("Rival")});
    const auto one = on(the_deal).at("competitors").at(0).as_object();
    CHECK(one.at("present") == true);
    REQUIRE(one.at("stays").as_array().size() == 2);
    const auto& first = one.at("stays").at(0);
    CHECK(first.at("since") == json::value(to_text(since)));
    CHECK(first.at("evidence") == "seen");
    CHECK(first.at("stage") == "Contact");
    CHECK(first.at("until") == json::value(to_text(until)));
    CHECK(first.at("withdrawal_evidence") == "said so");
    CHECK(first.at("withdrawn").at("by").at("id") == "emp-2");
    CHECK(one.at("stays").at(1).at("until").is_null());
    CHECK(on(the_deal).at("lost_to") == "Rival");
    const auto then = on(the_deal, {.as_of = known});
    CHECK(then.at("competitors").at(0).at("stays").at(0).at("until").is_null());
    CHECK(then.at("lost_to").is_null());
    CHECK(on(the_deal, {.valid_at = days_ago(4)}).at("competitors").as_array().empty());
    CHECK(try_ask(deal_competitors, {{"id", "opp-99"}}).error().at(0).pointer == "id");
}

TEST_CASE_METHOD(Competing, "deals are filtered, competitors paged, and what cannot be read is said", "[projections][competitors]") {
    report(the_deal, rival);
    CHECK(asked({{"owner", "emp-4"}}).at("any").at("n") == 0);
    CHECK(asked({{"owner", "emp-2"}}).at("any").at("n") == 1);
    const auto page = asked({{"limit", "1"}});
    CHECK(page.at("competitors").as_array().size() == 1);
    CHECK(page.at("next") == "after=1");
    const auto refused = [&](Parameters parameters) { return try_ask(competitors, std::move(parameters)).error().at(0).pointer; };
    CHECK(refused({{"group_by", "owner"}}) == "group_by");
    CHECK(refused({{"product", "nothing"}}) == "product");
}

TEST_CASE_METHOD(Answering<>, "an empty company has no competitors", "[projections][competitors]") {
    const auto answer = ask(competitors, {});
    CHECK(answer.at("competitors").as_array().empty());
    CHECK(answer.at("none").at("win_rate").at("value").is_null());
    CHECK(ask(competitors, {{"group_by", "stage"}}).at("stages").as_array().empty());
}

}  // namespace foxtrail::competitors_test
