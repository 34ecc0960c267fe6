// GET /v1/work-logs: what an employee did day by day, amended and reviewed how, and the effort it tells of.
#pragma once

#include "projections/reading/read_model.hpp"

namespace foxtrail {

inline constexpr std::size_t work_logs_answered_max = 1'000;  // some four years of one employee

ReadAnswer work_logs(const Runner&, const Log&, const ReadQuestion&);
std::vector<ReadParameter> work_logs_parameters();

}  // namespace foxtrail
