// Opportunities by score, what another model would say of them, and how scores and outcomes agree.
#include "projections/pipeline/evaluations.hpp"
#include "tests/commands/funnel_scenario.hpp"
#include "tests/projections/answering.hpp"

namespace foxtrail::evaluations_test {
using namespace funnel_tests;

namespace {

constexpr OpportunityId second{2}, third{3};

// By the model: fit 9 without a plan scores 40, with half a plan 82.
struct Evaluated : Answering<FunnelScenario> {
    Evaluated() { deal().deal(); }
    json::object ranked(Parameters parameters = {}, Instant instant = {}) { return ask(evaluations, std::move(parameters), instant); }
    std::vector<std::string> order(Parameters parameters = {}, Instant instant = {}) {
        std::vector<std::string> ids;
        const auto answer = ranked(std::move(parameters), instant);
        for (const auto& one : answer.at("opportunities").as_array()) ids.emplace_back(one.at("id").as_string());
        return ids;
    }
    json::object first(Parameters parameters = {}, Instant instant = {}) {
        return ranked(std::move(parameters), instant).at("opportunities").at(0).at("evaluation").as_object();
    }
    json::array scores(Parameters parameters = {}, Instant instant = {}) {
        parameters.emplace_back("id", "opp-1");
        return ask(deal_evaluations, std::move(parameters), instant).at("evaluations").as_array();
    }
    json::object calibration(Parameters parameters = {}, Instant instant = {}) {
        return ask(score_calibration, std::move(parameters), instant);
    }
    json::object band(std::size_t number, Instant instant = {}) { return calibration({}, instant).at("bands").at(number).as_object(); }
    // Fit alone counts half, and a plan is all or nothing; worth it from 90 on.
    void publish_strict() {
        PublishEvaluationModel next{the_model, "Standard", {}, {90}, {}};
        next.criteria = {
            {"business_fit", 2, {{0, {0}}, {8, {100}}}}, {"advance_plan", 3, {{0, {0}}, {100, {100}}}}, {"market_share", 1, {{0, {0}}}}};
        given_as(manager, next);
    }
};
using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE_METHOD(Evaluated, "open deals are ranked by score, the highest first, with inputs and threshold", "[projections][evaluations]") {
    CHECK(order().empty());
    given(evaluation(9, {})).given(evaluation(9, 50U, second)).given(evaluation(9, {}, third));
    CHECK(order() == Ids{"opp-2", "opp-1", "opp-3"});
    CHECK(ranked({{"limit", "1"}}).at("next") == "after=1");
    CHECK(order({{"after", "1"}, {"limit", "1"}}) == Ids{"opp-1"});
    CHECK(ranked({{"after", "1"}}).at("opportunities").at(0).at("rank") == 2);
    CHECK(first().at("score") == 82);
    CHECK(first().at("threshold") == 50);
    CHECK(first().at("inputs").at(1).at("value") == 50);
    CHECK(first().at("rescored").is_null());
    CHECK(order({{"below_threshold", "true"}}) == Ids{"opp-1", "opp-3"});
    CHECK(order({{"below_threshold", "false"}}) == Ids{"opp-2"});
    CHECK(order({{"owner", "emp-2"}}) == Ids{"opp-2", "opp-3"});
    const Time before = now;
    given(Lose{second, "price", {}});
    CHECK(order() == Ids{"opp-1", "opp-3"});
    CHECK(order({}, {.valid_at = before}).size() == 3);
}

TEST_CASE_METHOD(Evaluated, "the evaluation that stands is the last valid one, as it was known", "[projections][evaluations]") {
    const Time early = now;
    wait_hours(48);
    given(good());
    const Time between{early.us + 3'600 * us_per_second};
    const Position known = head();
    given(poor(), early);
    CHECK(first().at("score") == 82);
    CHECK(first({}, {.valid_at = between}).at("score") == 40);
    CHECK(order({}, {known, between}).empty());
    CHECK(scores().size() == 2);
    CHECK(scores().at(0).as_object().at("score") == 40);
    const auto wrong = run(evaluation(2, 100U));
    CHECK(first().at("score") == 60);
    REQUIRE(run(evaluation(9, 100U), "misread", {}, wrong.position).verdict == Verdict::recorded);
    CHECK(first().at("score") == 100);
    CHECK(first({}, {.as_of = wrong.position}).at("score") == 60);
    CHECK(scores().size() == 3);
}

TEST_CASE_METHOD(Evaluated, "recorded inputs are scored by another version beside the recorded score", "[projections][evaluations]") {
    given(good());
    const Time before = now;
    publish_strict();
    const Position nothing_written = head();
    const auto again = first({{"model", "evm-1"}, {"version", "2"}}).at("rescored").as_object();
    CHECK(again.at("score") == 33);
    CHECK(again.at("difference") == 33 - 82);
    CHECK(again.at("below_threshold") == true);
    CHECK(again.at("inputs_missing").at(0) == "market_share");
    CHECK(first({{"model", "evm-1"}}).at("rescored").at("version") == 2);
    CHECK(first({{"model", "evm-1"}, {"version", "1"}}).at("rescored").at("difference") == 0);
    CHECK(scores({{"model", "evm-1"}}).at(0).at("rescored").at("score") == 33);
    CHECK(head() == nothing_written);
    const auto refused = [&](Parameters parameters, Instant instant = {}) {
        return try_ask(evaluations, std::move(parameters), instant).error().at(0).pointer;
    };
    CHECK(refused({{"model", "evm-1"}, {"version", "2"}}, {.valid_at = before}) == "version");
    CHECK(refused({{"model", "evm-9"}}) == "model");
    CHECK(refused({{"version", "2"}}) == "version");
    CHECK(refused({{"below_threshold", "perhaps"}}) == "below_threshold");
    CHECK(try_ask(deal_evaluations, {{"id", "opp-99"}}).error().at(0).pointer == "id");
}

TEST_CASE_METHOD(Evaluated, "outcomes are counted by the score a deal had when it ended", "[projections][score_calibration]") {
    given(poor()).given(evaluation(9, 50U, second));
    const Time before = now;
    wait_hours(1);
    const Time lost = now;
    wait_hours(1);
    given(good());
    given(Lose{the_deal, "price", {}}, lost).given(Win{second, cny("900.00")});
    CHECK(band(4).at("lost") == 1);
    CHECK(band(4).at("win_rate").at("value") == 0.0);
    CHECK(band(8).at("won") == 1);
    CHECK(band(8).at("n") == 1);
    CHECK(calibration().at("monotone") == true);
    CHECK(calibration().at("not_evaluated").at("open") == 1);
    CHECK(calibration().at("evaluated").at("n") == 2);
    CHECK(band(4, {.valid_at = before}).at("open") == 1);
    CHECK(band(4, {.valid_at = before}).at("win_rate").at("censored_n") == 1);
    given(evaluation(9, {}, third)).given(Win{third, cny("900.00")});
    CHECK(band(4).at("win_rate").at("value") == 0.5);
    given(Reopen{second}).given(Lose{second, "price", {}});
    CHECK(calibration().at("monotone") == false);
    CHECK(try_ask(score_calibration, {{"group_by", "owner"}}).error().at(0).pointer == "group_by");
}

TEST_CASE_METHOD(Answering<>, "an empty company has no scores", "[projections][evaluations]") {
    CHECK(ask(evaluations, {}).at("count") == 0);
    CHECK(ask(score_calibration, {}).at("bands").as_array().size() == 10);
    CHECK(ask(score_calibration, {}).at("bands").at(9).at("win_rate").at("value").is_null());
}

}  // namespace foxtrail::evaluations_test
