// Scores: a pure function of a model's criteria and the inputs.
#include "events/evaluation.hpp"

#include <catch2/catch.hpp>

using namespace foxtrail;

namespace {

const std::vector<EvaluationCriterion> criteria{{"fit", 1, {{1, {20}}, {5, {80}}}}, {"advance_plan", 2, {{0, {40}}, {100, {100}}}}};

Percent scored(Stated<std::uint32_t> fit, Stated<std::uint32_t> plan) {
    return score(criteria, std::vector<EvaluationInput>{{"fit", fit}, {"advance_plan", plan}});
}

}  // namespace

TEST_CASE("a score is the weighted mean of the points, rounded half up", "[events][evaluation]") {
    CHECK(scored(5, 100) == Percent{93});  // (80 + 2 x 100) / 3 = 93.33
    CHECK(scored(1, 0) == Percent{33});    // (20 + 2 x 40) / 3 = 33.33
    const std::vector<EvaluationCriterion> even{{"fit", 1, {{0, {1}}}}, {"advance_plan", 1, {{0, {0}}}}};
    CHECK(score(even, std::vector<EvaluationInput>{{"fit", 0U}, {"advance_plan", 0U}}) == Percent{1});  // 0.5
}

TEST_CASE("an input scores the band it reaches, and nothing below the first", "[events][evaluation]") {
    CHECK(scored(4, {}) == scored(1, {}));
    CHECK(scored(4, {}) < scored(5, {}));
    CHECK(scored(0, {}) == Percent{0});
    CHECK(scored(1'000'000, 100) == scored(5, 100));
}

TEST_CASE("unknown is worse than nought: no plan scores less than a plan with nothing met", "[events][evaluation]") {
    CHECK(scored(5, {}) == Percent{27});  // 80 / 3
    CHECK(scored(5, 0) == Percent{53});   // 160 / 3
}

TEST_CASE("inputs of one version can be scored by another", "[events][evaluation]") {
    const std::vector<EvaluationInput> inputs{{"fit", 5U}, {"advance_plan", 100U}, {"dropped", 7U}};
    CHECK(score(criteria, inputs) == Percent{93});
    std::vector<EvaluationCriterion> next = criteria;
    next.push_back({"market_share", 1, {{0, {100}}}});
    CHECK(score(next, inputs) == Percent{70});  // 280 / 4: nobody was asked for the share
    CHECK(score({}, inputs) == Percent{0});
}
