// The handover packet: what passes from whom to whom, with everything the receiver must know of each item.
#pragma once

#include "projections/reading/read_model.hpp"

namespace foxtrail {

// GET /v1/handovers/{id}: the items with their facts as of the instant, a deal's with team, roles, open work, gates and
// documents.
ReadAnswer handover(const Runner&, const Log&, const ReadQuestion&);
std::vector<ReadParameter> handover_parameters();

}  // namespace foxtrail
