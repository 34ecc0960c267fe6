// The timeline of a customer: every event about it, its opportunities, its contacts and their roles, each once, as recorded.
#pragma once

#include "projections/reading/dimension.hpp"

namespace foxtrail {

// GET /v1/customers/{id}/timeline
ReadAnswer customer_timeline(const Runner&, const Log&, const ReadQuestion&);
std::vector<ReadParameter> customer_timeline_parameters();

}  // namespace foxtrail
