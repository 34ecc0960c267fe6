// Why deals were lost, by whose opinion it is, and where opinions differ.
#pragma once

#include "projections/reading/dimension.hpp"

namespace foxtrail {

// GET /v1/loss-reasons: lost deals by the role of who gives the reason and by reason, and the deals whose reasons differ.
ReadAnswer loss_reasons(const Runner&, const Log&, const ReadQuestion&);
std::vector<ReadParameter> loss_reasons_parameters();

}  // namespace foxtrail
