// Plans against what came of them: milestones met, missed and moved, and by how many days.
#pragma once

#include "projections/reading/dimension.hpp"

namespace foxtrail {

// GET /v1/schedule-variance
ReadAnswer schedule_variance(const Runner&, const Log&, const ReadQuestion&);
std::vector<ReadParameter> schedule_variance_parameters();

}  // namespace foxtrail
