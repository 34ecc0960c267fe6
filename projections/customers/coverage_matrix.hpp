// The coverage matrix: open deals against the four buying roles, with what is missing.
#pragma once

#include "projections/reading/dimension.hpp"

namespace foxtrail {

// GET /v1/coverage
ReadAnswer coverage_matrix(const Runner&, const Log&, const ReadQuestion&);
std::vector<ReadParameter> coverage_matrix_parameters();

}  // namespace foxtrail
