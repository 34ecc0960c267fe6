// Decision cycles of many deals: how long customers take to decide, by any dimension or by the length of their approval paths.
#pragma once

#include "projections/reading/read_model.hpp"

namespace foxtrail {

// GET /v1/decision-cycles
ReadAnswer decision_cycles(const Runner&, const Log&, const ReadQuestion&);

std::vector<ReadParameter> decision_cycles_parameters();

}  // namespace foxtrail
