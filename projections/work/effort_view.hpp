// Effort: what the stages of deals cost, against their ceilings, and of deals that were won or lost.
#pragma once

#include "projections/reading/dimension.hpp"

namespace foxtrail {

// GET /v1/effort: minutes and cost by stage and outcome, or any dimensions of deals.
ReadAnswer effort(const Runner&, const Log&, const ReadQuestion&);
// GET /v1/opportunities/{id}/effort: ceiling and spending of each stage of one deal, with every booking.
ReadAnswer opportunity_effort(const Runner&, const Log&, const ReadQuestion&);

std::vector<ReadParameter> effort_parameters();

}  // namespace foxtrail
