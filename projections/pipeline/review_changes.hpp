// GET /v1/review-changes: what changed in a pipeline since its last review, beside what it is worth then and now.
#pragma once

#include "projections/reading/read_model.hpp"

namespace foxtrail {

ReadAnswer review_changes(const Runner&, const Log&, const ReadQuestion&);
std::vector<ReadParameter> review_changes_parameters();

}  // namespace foxtrail
