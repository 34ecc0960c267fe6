// Work that passes between departments: how long it takes from end to end, and where it waits.
#pragma once

#include "projections/reading/dimension.hpp"

namespace foxtrail {

// GET /v1/cross-department-flow
ReadAnswer cross_department_flow(const Runner&, const Log&, const ReadQuestion&);
std::vector<ReadParameter> cross_department_flow_parameters();

}  // namespace foxtrail
