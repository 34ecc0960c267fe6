// Who knows whom: the shortest paths of recorded ties from colleagues to a contact, so that somebody can make a call.
//
// Read from the log's link index: ties are few, and a path needs those of a handful of people only.
#pragma once

#include "projections/reading/dimension.hpp"

namespace foxtrail {

// GET /v1/contacts/{id}/paths
ReadAnswer connections(const Runner&, const Log&, const ReadQuestion&);
std::vector<ReadParameter> connections_parameters();

}  // namespace foxtrail
