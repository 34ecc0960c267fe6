// Boards over open items: what an employee or a department has to do, what is overdue, how soon it is answered.
#pragma once

#include "projections/reading/dimension.hpp"
#include "projections/work/due.hpp"

namespace foxtrail {

// GET /v1/work: items by any of owner, about, department, kind, rule, state, overdue, orphaned; with the text each came with.
ReadAnswer work(const Runner&, const Log&, const ReadQuestion&);
// GET /v1/response-times: by department, employee or kind, how long until items were answered and closed.
ReadAnswer response_times(const Runner&, const Log&, const ReadQuestion&);

// An item as boards print it, without the text it came with.
json::object work_item_json(const WorkRow&, const Deadlines&, const DimensionContext&);

// Open, and so is what it is about: alerts, tasks of rules, guidance, urges and milestones end with the deal, urges, and alerts about
// tasks, flags and milestones, with the item.
bool is_to_do(const WorkRow&, const Work&, const DimensionContext&);

json::value time_json(Time);  // null for Time{}, which is never

std::vector<ReadParameter> work_parameters();
std::vector<ReadParameter> response_time_parameters();

}  // namespace foxtrail
