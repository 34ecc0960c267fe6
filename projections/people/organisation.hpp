// The organisation tree as of an instant.
#pragma once

#include "projections/reading/read_model.hpp"

namespace foxtrail {

// GET /v1/organisation: departments nested, with heads, line managers and people by reporting line; what differs from another instant.
ReadAnswer organisation(const Runner&, const Log&, const ReadQuestion&);

std::vector<ReadParameter> organisation_parameters();

}  // namespace foxtrail
