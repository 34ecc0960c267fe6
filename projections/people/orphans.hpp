// Work without a future: what rests on people who have left, or who will.
#pragma once

#include "projections/reading/read_model.hpp"

namespace foxtrail {

// GET /v1/orphans: each item that keeps somebody from departing who has left, or has announced his last day.
ReadAnswer orphans(const Runner&, const Log&, const ReadQuestion&);
std::vector<ReadParameter> orphans_parameters();

}  // namespace foxtrail
