// GET /v1/forecast-accuracy: what was forecast of deals, held against what became of them; by who stated it, and beside it what
// his manager held of the same deals.
#pragma once

#include "projections/reading/read_model.hpp"

namespace foxtrail {

ReadAnswer forecast_accuracy(const Runner&, const Log&, const ReadQuestion&);
std::vector<ReadParameter> forecast_accuracy_parameters();

}  // namespace foxtrail
