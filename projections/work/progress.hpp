// What was done and how far it has come: activities and progress, as answers print them, and those about one deal.
#pragma once

#include "projections/reading/dimension.hpp"

namespace foxtrail {

// GET /v1/opportunities/{id}/progress
ReadAnswer opportunity_progress(const Runner&, const Log&, const ReadQuestion&);
std::vector<ReadParameter> opportunity_progress_parameters();

// An activity or a progress; nothing for another event.
std::optional<json::object> activity_json(const RecordedEvent&, const DimensionContext&);

// The last ones an employee recorded, the latest in valid time first.
json::array activities_of(EmployeeId, const Log&, const DimensionContext&, std::size_t limit);

}  // namespace foxtrail
