// One employee's workboard: what he has to do by when, his open deals, what he last did.
#pragma once

#include "projections/reading/company_calendar.hpp"
#include "projections/reading/dimension.hpp"

namespace foxtrail {

// GET /v1/employees/{id}/workboard
ReadAnswer workboard(const Runner&, const Log&, const ReadQuestion&);
std::vector<ReadParameter> workboard_parameters();

// The day by whose end an item is due, in the company's time zone. Plans, milestones and waivers are due by days, and their
// `due` is the end of one in UTC.
Date due_day(const WorkRow&, const WorkingTime&);
// Whether that is over and nobody has answered.
bool is_overdue(const WorkRow&, const WorkingTime&, Time now);

// The parts, each with its count and at most `limit` of what it has.
json::object due_items_of(EmployeeId, const Work&, const Log&, const DimensionContext&, Time now, std::size_t limit);
json::object open_deals_json(EmployeeId, const DimensionContext&, Time now, std::size_t limit);

}  // namespace foxtrail
