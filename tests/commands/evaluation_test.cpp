// Evaluation models and evaluations: what a model has to be, and what is recorded of a score.
#include "tests/commands/funnel_scenario.hpp"

namespace foxtrail::evaluation_test {
using namespace funnel_tests;

TEST_CASE_METHOD(FunnelScenario, "an evaluation records score, inputs in the model's order, version and verdict",
                 "[commands][evaluation]") {
    EvaluateOpportunity evaluate{the_deal, the_model, {{"advance_plan", 50U}, {"business_fit", 9U}}};
    const auto outcome = run(evaluate);
    REQUIRE(outcome.count == 1);
    const std::vector<EvaluationInput> ordered{{"business_fit", 9U}, {"advance_plan", 50U}};
    CHECK(outcome.events[0] == AnyEvent(OpportunityEvaluated{the_deal, the_model, 1, ordered, std::nullopt, {82}, {50}, false}));
    CHECK(run(good()).verdict == Verdict::already_so);
    const auto again = run(poor());
    REQUIRE(again.count == 1);
    CHECK(again.events[0].as<OpportunityEvaluated>()->from == Percent{82});
    CHECK(again.events[0].as<OpportunityEvaluated>()->below_threshold);
}

TEST_CASE_METHOD(FunnelScenario, "the threshold itself is not below it", "[commands][evaluation]") {
    PublishEvaluationModel next = model();
    next.evaluation_model = the_model;
    next.threshold = {82};
    given_as(manager, next);
    const auto reached = run(good());
    CHECK_FALSE(reached.events.at(0).as<OpportunityEvaluated>()->below_threshold);
    CHECK(reached.events.at(0).as<OpportunityEvaluated>()->model_version == 2);
    next.threshold = {83};
    given_as(manager, next);
    CHECK(run(good()).events.at(0).as<OpportunityEvaluated>()->below_threshold);
}

TEST_CASE_METHOD(FunnelScenario, "every criterion has one input, and no other has", "[commands][evaluation]") {
    CHECK(refused_by(run(EvaluateOpportunity{the_deal, the_model, {{"charm", 3U}, {"business_fit", 1U}, {"business_fit", 2U}}}),
                     {"input_twice", "input_missing", "unknown_criterion"}));
    CHECK(run(good()).verdict == Verdict::recorded);
    CHECK(refused_by(run(poor(), ""), {"reason_missing"}));
    given(Derail{the_deal, "budget cut"});
    CHECK(refused_by(run(poor()), {"already_closed"}));
}

TEST_CASE_METHOD(FunnelScenario, "a backdated evaluation does not undo a later one", "[commands][evaluation]") {
    const Time early = now;
    wait_hours(48);
    given(good());
    const auto backdated = run(poor(), "found in the minutes", early);
    REQUIRE(backdated.count == 1);
    CHECK_FALSE(backdated.events[0].as<OpportunityEvaluated>()->from);
    CHECK(run(OfferOpportunity{the_deal, seller, {}}).verdict == Verdict::recorded);
    CHECK(refused_by(run(poor(), "r", Time{early.us - us_per_day}), {"before_creation"}));
}

TEST_CASE_METHOD(FunnelScenario, "a model names its criteria, weighs them and scores them by ascending bands", "[commands][evaluation]") {
    PublishEvaluationModel bad{{}, " ", {{"a", 0, {{1, {10}}, {1, {20}}}}, {"a", 1, {}}}, {50}, {}};
    CHECK(refused_by(Scenario::as(manager, bad), {"name_missing", "weight_missing", "bands_not_ascending", "criterion_twice", "bands_not_ascending",
                                "advance_plan_not_main"}));
    bad = {{}, "Empty", {}, {50}, {}};
    CHECK(refused_by(Scenario::as(manager, bad), {"criteria_count", "advance_plan_not_main"}));
}

TEST_CASE_METHOD(FunnelScenario, "the advance plan weighs more than any other criterion", "[commands][evaluation]") {
    PublishEvaluationModel even = model();
    even.criteria[0].weight = 3;
    CHECK(refused_by(Scenario::as(manager, even), {"advance_plan_not_main"}));
    CHECK(refused_by(Scenario::as(seller, even), {"leads_nobody", "advance_plan_not_main"}));
    even.criteria[1].weight = 4;
    CHECK(Scenario::as(manager, even).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(FunnelScenario, "publishing the same version again records nothing, another is the next", "[commands][evaluation]") {
    PublishEvaluationModel next = model();
    next.evaluation_model = the_model;
    CHECK(Scenario::as(manager, next).verdict == Verdict::already_so);
    next.external_key = ExternalKey{"crm:model"};
    CHECK(refused_by(Scenario::as(manager, next), {"version_keeps_key"}));
    next.external_key.reset();
    next.threshold = {60};
    const auto outcome = Scenario::as(manager, next);
    REQUIRE(outcome.count == 1);
    CHECK(outcome.events[0].as<EvaluationModelPublished>()->version == 2);
    CHECK(outcome.events[0].as<EvaluationModelPublished>()->evaluation_model == the_model);
}

}  // namespace foxtrail::evaluation_test
