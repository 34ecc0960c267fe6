// Work plans against what was done.
#pragma once

#include "projections/reading/dimension.hpp"

namespace foxtrail {

// GET /v1/work-plans: by employee, period and status.
ReadAnswer work_plans(const Runner&, const Log&, const ReadQuestion&);
std::vector<ReadParameter> work_plans_parameters();
// GET /v1/work-plans/{id}
ReadAnswer work_plan(const Runner&, const Log&, const ReadQuestion&);
// GET /v1/plan-attainment: items planned, done in time or late, overdue and open, by employee or department.
ReadAnswer plan_attainment(const Runner&, const Log&, const ReadQuestion&);
std::vector<ReadParameter> plan_attainment_parameters();

}  // namespace foxtrail
