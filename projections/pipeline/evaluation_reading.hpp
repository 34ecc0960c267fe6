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

// The version of a model named by the parameters `model` and `version`; the newest of the instant when no version is named.
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
