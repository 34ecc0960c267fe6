// How opportunities are scored: evaluation models as versioned data, and what they said of an opportunity.
#pragma once

#include "events/event.hpp"

#include <span>

namespace foxtrail {

// An input from `from` upwards scores these points, until the next band begins.
struct ScoreBand {
    std::uint32_t from = 0;
    Percent points;
    bool operator==(const ScoreBand&) const = default;
};
BOOST_DESCRIBE_STRUCT(ScoreBand, (), (from, points))

struct EvaluationCriterion {
    std::string name;  // "business_fit", "product_fit", "market_share", "importance", "budget_known", "advance_plan"
    std::uint16_t weight = 0;
    std::vector<ScoreBand> bands;  // ascending
    bool operator==(const EvaluationCriterion&) const = default;
};
BOOST_DESCRIBE_STRUCT(EvaluationCriterion, (), (name, weight, bands))

// The criterion every model has, with the greatest weight. Its input is the share of the advance plan's milestones that are
// met, in percent; unknown says that there is no plan.
inline constexpr std::string_view advance_plan_criterion = "advance_plan";

struct EvaluationInput {
    std::string criterion;
    Stated<std::uint32_t> value;
    bool operator==(const EvaluationInput&) const = default;
};
BOOST_DESCRIBE_STRUCT(EvaluationInput, (), (criterion, value))

// 0 to 100: the mean of the criteria's points by weight, rounded half up. What is unknown, left out or below the first band
// scores nothing; an input the model does not ask for counts nothing, so that inputs given to one version can be scored by
// another. An additive value function: Keeney and Raiffa, Decisions with Multiple Objectives, 1976.
Percent score(std::span<const EvaluationCriterion>, std::span<const EvaluationInput>);

struct EvaluationModelPublished {
    static constexpr EventType type{"evaluation_model.published", 1, "机会评估模型发布"};
    static constexpr std::string_view doc =
        "A version of an evaluation model was published. Evaluations made with earlier versions stay as they were.";
    EvaluationModelId evaluation_model;
    std::uint16_t version;
    std::string name;
    std::vector<EvaluationCriterion> criteria;
    Percent threshold;
    std::optional<ExternalKey> external_key;
    bool operator==(const EvaluationModelPublished&) const = default;
};
BOOST_DESCRIBE_STRUCT(EvaluationModelPublished, (), (evaluation_model, version, name, criteria, threshold, external_key))

struct OpportunityEvaluated {
    static constexpr EventType type{"opportunity.evaluated", 1, "机会评估"};
    static constexpr std::string_view doc =
        "An opportunity was scored with a version of an evaluation model. `from` is the score before; left out when a later one is known.";
    OpportunityId opportunity;
    EvaluationModelId evaluation_model;
    std::uint16_t model_version;
    std::vector<EvaluationInput> inputs;  // one of each criterion, in the model's order
    std::optional<Percent> from;
    Percent score;
    Percent threshold;
    bool below_threshold;
    bool operator==(const OpportunityEvaluated&) const = default;
};
BOOST_DESCRIBE_STRUCT(OpportunityEvaluated, (),
                      (opportunity, evaluation_model, model_version, inputs, from, score, threshold, below_threshold))

using EvaluationEvents = boost::mp11::mp_list<EvaluationModelPublished, OpportunityEvaluated>;

}  // namespace foxtrail
