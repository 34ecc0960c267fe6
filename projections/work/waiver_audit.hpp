// The waiver audit: which gates were passed without a document, and who answers for it.
#pragma once

#include "projections/reading/dimension.hpp"

namespace foxtrail {

// GET /v1/waivers: by opportunity, approver or state; counted by approver and by deal.
ReadAnswer waivers(const Runner&, const Log&, const ReadQuestion&);
std::vector<ReadParameter> waivers_parameters();

}  // namespace foxtrail
