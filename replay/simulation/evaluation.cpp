#include "replay/simulation/evaluation.hpp"

#include <string>

namespace foxtrail {
namespace {

struct Criterion {
    std::string_view name;
    std::uint32_t input_most;
    std::array<std::uint16_t, 2> weights;  // by version
};

constexpr std::array<Criterion, 5> criteria{{{"business_fit", 10, {2, 3}},
                                             {"product_fit", 10, {2, 2}},
                                             {"market_share", 60, {1, 2}},
                                             {"budget_known", 2, {1, 2}},
                                             {advance_plan_criterion, 100, {4, 5}}}};
constexpr std::array<std::uint8_t, 2> thresholds{35, 38};

}  // namespace

PublishEvaluationModel evaluation_model(std::uint16_t version) {
    PublishEvaluationModel model;
    if (version > 1) model.evaluation_model = Ref(EvaluationModelId{1});
    model.name = "机会评估";
    model.threshold = {thresholds.at(version - 1U)};
    for (const auto& [name, most, weights] : criteria)
        model.criteria.push_back(
            {std::string(name), weights.at(version - 1U), {{0, Percent{25}}, {(most + 1) / 2, Percent{60}}, {most, Percent{100}}}});
    return model;
}

EvaluateOpportunity evaluation_of(OpportunityId opportunity, double promise, Random& random) {
    constexpr double unknown_share = 0.08;
    EvaluateOpportunity evaluation{opportunity, EvaluationModelId{1}, {}};
    for (const auto& [name, most, weights] : criteria) {
        Stated<std::uint32_t> input;
        if (!random.chance(unknown_share))
            input = static_cast<std::uint32_t>(std::min(1.0, promise * (0.5 + random.fraction())) * most + 0.5);
        evaluation.inputs.push_back({std::string(name), input});
    }
    return evaluation;
}

}  // namespace foxtrail
