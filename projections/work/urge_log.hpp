// Urging: every urge with its answer and how long that took, and the open items that were urged most or wait longest.
#pragma once

#include "projections/reading/dimension.hpp"

namespace foxtrail {

// GET /v1/urges
ReadAnswer urges(const Runner&, const Log&, const ReadQuestion&);
std::vector<ReadParameter> urges_parameters();

// GET /v1/blockers
ReadAnswer blockers(const Runner&, const Log&, const ReadQuestion&);
std::vector<ReadParameter> blockers_parameters();

}  // namespace foxtrail
