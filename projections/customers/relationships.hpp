// GET /v1/relationships: how alive the relationship to each holder of a role in an open deal is, and which went stale.
//
// Only touches both ways count. A relationship is stale when the last one, or without one the beginning of the role,
// lies further back than R4 gives for the role.
#pragma once

#include "projections/reading/read_model.hpp"

namespace foxtrail {

ReadAnswer relationships(const Runner&, const Log&, const ReadQuestion&);
std::vector<ReadParameter> relationships_parameters();

}  // namespace foxtrail
