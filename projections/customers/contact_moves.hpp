// The customers' people who moved, and who came after them, with how late we knew.
#pragma once

#include "projections/reading/read_model.hpp"

namespace foxtrail {

// GET /v1/contact-moves
ReadAnswer contact_moves(const Runner&, const Log&, const ReadQuestion&);

std::vector<ReadParameter> contact_moves_parameters();

}  // namespace foxtrail
