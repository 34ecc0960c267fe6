// GET /v1/calendar: appointments by day of the company's time zone, with who comes, and a summary of the days asked
// for.
#pragma once

#include "projections/reading/read_model.hpp"

namespace foxtrail {

inline constexpr std::int32_t calendar_days_max = 366, calendar_days_default = 7;

ReadAnswer calendar(const Runner&, const Log&, const ReadQuestion&);
std::vector<ReadParameter> calendar_parameters();

}  // namespace foxtrail
