// What somebody new in a position has to know on his first day.
#pragma once

#include "projections/reading/read_model.hpp"

namespace foxtrail {

// GET /v1/employees/{id}/day-one
ReadAnswer day_one(const Runner&, const Log&, const ReadQuestion&);
std::vector<ReadParameter> day_one_parameters();

}  // namespace foxtrail
