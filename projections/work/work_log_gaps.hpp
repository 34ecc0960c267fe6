// GET /v1/work-log-gaps: logs found missing, by employee and department, and how late those handed in since were.
#pragma once

#include "projections/reading/read_model.hpp"

namespace foxtrail {

ReadAnswer work_log_gaps(const Runner&, const Log&, const ReadQuestion&);
std::vector<ReadParameter> work_log_gaps_parameters();

}  // namespace foxtrail
