// What becomes of deals that other departments helped with, were asked to help with, or were never asked about.
#pragma once

#include "projections/reading/read_model.hpp"

namespace foxtrail {

// GET /v1/assistance-outcomes
ReadAnswer assistance_outcomes(const Runner&, const Log&, const ReadQuestion&);

std::vector<ReadParameter> assistance_outcomes_parameters();

}  // namespace foxtrail
