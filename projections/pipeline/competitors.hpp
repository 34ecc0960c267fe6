// Who sells against us, on which deals, and how those end.
#pragma once

#include "projections/reading/dimension.hpp"

namespace foxtrail {

// GET /v1/competitors: outcomes of the deals each competitor is or was on, beside those without any; or by the stage he was
// detected in.
ReadAnswer competitors(const Runner&, const Log&, const ReadQuestion&);
std::vector<ReadParameter> competitors_parameters();

// GET /v1/opportunities/{id}/competitors: who is and was on one deal, from when to when, and how we know.
ReadAnswer deal_competitors(const Runner&, const Log&, const ReadQuestion&);

}  // namespace foxtrail
