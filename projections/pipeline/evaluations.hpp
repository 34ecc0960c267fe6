// How opportunities are scored, and whether scores say what becomes of them.
#pragma once

#include "projections/reading/read_model.hpp"

namespace foxtrail {

// GET /v1/evaluations: open opportunities by score, the highest first.
ReadAnswer evaluations(const Runner&, const Log&, const ReadQuestion&);
std::vector<ReadParameter> evaluations_parameters();

// GET /v1/opportunities/{id}/evaluations: every score one opportunity had.
ReadAnswer deal_evaluations(const Runner&, const Log&, const ReadQuestion&);
std::vector<ReadParameter> deal_evaluations_parameters();

// GET /v1/score-calibration: outcomes of deals by the score they had when they ended.
ReadAnswer score_calibration(const Runner&, const Log&, const ReadQuestion&);
std::vector<ReadParameter> score_calibration_parameters();

}  // namespace foxtrail
