// Customer 360: what a customer is to us, on one page: its deals, its people, what is open about them, who was last active.
#pragma once

#include "projections/reading/dimension.hpp"

namespace foxtrail {

// GET /v1/customers/{id}
ReadAnswer customer(const Runner&, const Log&, const ReadQuestion&);

}  // namespace foxtrail
