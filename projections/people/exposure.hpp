// Key-person exposure: what the company has through one employee, and would have to hand over, ask again or lose
// without him.
#pragma once

#include "projections/reading/read_model.hpp"

namespace foxtrail {

// GET /v1/employees/{id}: place, line of managers, reports, and his last day once it is known.
ReadAnswer employee(const Runner&, const Log&, const ReadQuestion&);
// GET /v1/employees/{id}/exposure: everything that rests on one employee.
ReadAnswer employee_exposure(const Runner&, const Log&, const ReadQuestion&);
// GET /v1/exposure: all employees by their share of what rests on people.
ReadAnswer exposure(const Runner&, const Log&, const ReadQuestion&);
std::vector<ReadParameter> exposure_parameters();

}  // namespace foxtrail
