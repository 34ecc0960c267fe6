// The team of a deal: who was in it, entered when, left when, as what.
#pragma once

#include "projections/dimension.hpp"

namespace foxtrail {

// GET /v1/opportunities/{id}/team
ReadAnswer deal_team(const Runner&, const Log&, const ReadQuestion&);

}  // namespace foxtrail
