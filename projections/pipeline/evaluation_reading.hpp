// Evaluations as the log has them, and what another version of a model would have said of the same inputs.
#pragma once

#include "projections/reading/dimension.hpp"
#include "projections/tables/judgements.hpp"

#include <map>

namespace foxtrail {

struct RecordedEvaluation {
    OpportunityEvaluated event;
    Position position = 0;
    Time valid_at{}, recorded_at{};
    EmployeeId by{};  // {} for the system
};

std::optional<RecordedEvaluation> recorded_evaluation(const RecordedEvent&);  // nothing for another event

using EvaluationsByPosition = std::map<Position, RecordedEvaluation>;
EvaluationsByPosition read_evaluations(const Log&, std::vector<Position>);

// The parameters `model` and `version`: a version of a model that was published by the instant, or the newest of those. {} without a model.
struct AskedModel {
    std::optional<EvaluationModelId> model;
    std::uint16_t version = 0;  // 0 when none is named
    Position published = 0;
};
// Adds to `problems` what cannot be read.
AskedModel read_asked_model(const ReadQuestion&, const Judgements&, Problems& problems);

// What the version of a model that is asked for says.
class Rescoring {
public:
    // Adds to `problems` what cannot be read.
    Rescoring(const ReadQuestion&, const Judgements&, const Log&, Problems& problems);

    // {model, version, score, difference, threshold, below_threshold, inputs_missing}; null when no model was named.
    json::value of(const OpportunityEvaluated&) const;

    static std::vector<ReadParameter> parameters();

private:
    std::optional<EvaluationModelPublished> model_;
};

// Score, model, inputs and verdict; when, and by whom; and by the other model.
json::object evaluation_json(const RecordedEvaluation&, const Rescoring&, const DimensionContext&);

}  // namespace foxtrail
