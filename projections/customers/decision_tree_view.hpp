// The decision tree of a deal at an instant, and what differs from another instant.
#pragma once

#include "projections/reading/dimension.hpp"

namespace foxtrail {

// GET /v1/opportunities/{id}/decision-tree
ReadAnswer decision_tree(const Runner&, const Log&, const ReadQuestion&);
std::vector<ReadParameter> decision_tree_parameters();

}  // namespace foxtrail
