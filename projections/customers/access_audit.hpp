// With whom what is known of customers was shared: by whom, why, from when to when.
#pragma once

#include "projections/reading/read_model.hpp"

namespace foxtrail {

// GET /v1/customers/{id}/access: every grant and revocation, and who could see which facet at the instant.
ReadAnswer customer_access(const Runner&, const Log&, const ReadQuestion&);
// GET /v1/employees/{id}/access: what he may see beyond what his own department knows, by which grant.
ReadAnswer employee_access(const Runner&, const Log&, const ReadQuestion&);

std::vector<ReadParameter> customer_access_parameters();
std::vector<ReadParameter> employee_access_parameters();

}  // namespace foxtrail
