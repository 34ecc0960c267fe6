// GET /v1/nurture-yield: how nurturing ends, how long and how many steps it takes, and what becomes of what was promoted.
#pragma once

#include "projections/reading/read_model.hpp"

namespace foxtrail {

ReadAnswer nurture_yield(const Runner&, const Log&, const ReadQuestion&);
std::vector<ReadParameter> nurture_yield_parameters();

}  // namespace foxtrail
