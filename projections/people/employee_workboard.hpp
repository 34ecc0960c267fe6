// One employee's workboard: what he has to do by when, his open deals, what he last did.
#pragma once

#include "projections/reading/dimension.hpp"

namespace foxtrail {

// GET /v1/employees/{id}/workboard
ReadAnswer workboard(const Runner&, const Log&, const ReadQuestion&);
std::vector<ReadParameter> workboard_parameters();

// The parts, each with its count and at most `limit` of what it has.
json::object due_items_of(EmployeeId, const Work&, const Log&, const DimensionContext&, const ReadQuestion&, std::size_t limit);
json::object open_deals_json(EmployeeId, const DimensionContext&, Time now, std::size_t limit);

}  // namespace foxtrail
