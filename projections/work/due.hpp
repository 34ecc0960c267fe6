// When items of the work board are due, as people count it: by days of the company's time zone.
#pragma once

#include "projections/reading/company_calendar.hpp"
#include "projections/tables/work.hpp"

namespace foxtrail {

// The day that a `due` is the end of, in UTC: plans, milestones, waivers and quotes are due by days.
inline Date day_ended_at(Time due) { return {date_of(due).days - 1}; }

// The day by whose end an item is due, in the company's time zone.
Date due_day(const WorkRow&, const WorkingTime&);
// Whether that is over and nobody has answered.
bool is_overdue(const WorkRow&, const WorkingTime&, Time now);

}  // namespace foxtrail
