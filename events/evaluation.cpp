#include "events/evaluation.hpp"

#include <algorithm>

namespace foxtrail {
namespace {

std::uint64_t points(const EvaluationCriterion& criterion, std::span<const EvaluationInput> inputs) {
    const auto input = std::ranges::find(inputs, criterion.name, &EvaluationInput::criterion);
    if (input == inputs.end() || !input->value.known()) return 0;
    const auto above = std::ranges::upper_bound(criterion.bands, *input->value.value, {}, &ScoreBand::from);
    return above == criterion.bands.begin() ? 0 : std::prev(above)->points.value;
}

}  // namespace

Percent score(std::span<const EvaluationCriterion> criteria, std::span<const EvaluationInput> inputs) {
    std::uint64_t weights = 0, weighted = 0;
    for (const auto& criterion : criteria) {
        weights += criterion.weight;
        weighted += criterion.weight * points(criterion, inputs);
    }
    if (weights == 0) return {};
    return {static_cast<std::uint8_t>((2 * weighted + weights) / (2 * weights))};
}

}  // namespace foxtrail
