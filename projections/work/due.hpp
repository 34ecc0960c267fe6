// When items of the work board are due, as people count it: by days of the company's time zone, as the instant knows it.
#pragma once

#include "projections/reading/company_calendar.hpp"
#include "projections/tables/work.hpp"

namespace foxtrail {

// The day that a `due` is the end of, in UTC: plans, milestones, waivers and quotes are due by days.
inline Date day_ended_at(Time due) { return {date_of(due).days - 1}; }

struct Deadlines {
    Deadlines(const Log& log, const ReadQuestion& question) : company(log, question.instant), now(question.now), today(company.time.local_date(now)) {}

    // The day by whose end an item is due.
    Date day_of(const WorkRow&) const;
    // The instant it is due at: what is due by a day, at the end of it; {} for none.
    Time instant_of(const WorkRow&) const;
    // Whether that has come and nobody has answered.
    bool passed(const WorkRow&) const;

    CompanyCalendar company;
    Time now;
    Date today;
};

}  // namespace foxtrail
