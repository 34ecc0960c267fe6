// Who knows whom: the shortest paths from colleagues to a contact, so that somebody can make a call. A step is a tie that was
// recorded, or a school or an employer where two people were at a time; contacts who are one person are one.
#pragma once

#include "projections/reading/dimension.hpp"

namespace foxtrail {

// GET /v1/contacts/{id}/paths
ReadAnswer connections(const Runner&, const Log&, const ReadQuestion&);
std::vector<ReadParameter> connections_parameters();

}  // namespace foxtrail
