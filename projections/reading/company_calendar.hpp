// The company's working calendar at an instant, read from its few events, and the days it makes of instants.
#pragma once

#include "events/working_calendar.hpp"
#include "projections/reading/read_model.hpp"

#include <map>

namespace foxtrail {

struct CompanyCalendar {
    CompanyCalendar(const Log&, const Instant&);

    struct Exception {
        bool working;
        std::string name;
    };
    WorkingWeek week = default_working_week();
    std::map<Date, Exception> exceptions;  // holidays, and weekend days worked instead
    WorkingTime time;
};

// The company's days, by its calendar at an instant, which is read when it is first asked for: once a question, and not at all for
// one that speaks of no day. Refers to the log. One thread at a time.
class CompanyDays {
public:
    CompanyDays(const Log& log, const Instant& instant) : log_(log), instant_(instant) {}

    const WorkingTime& time() const;
    Date of(Time at) const { return time().local_date(at); }
    Time begin(Date day) const { return time().instant(day); }
    Time end(Date day) const { return {begin({day.days + 1}).us - 1}; }  // its last microsecond

private:
    const Log& log_;
    const Instant instant_;
    mutable std::optional<CompanyCalendar> calendar_;
};

}  // namespace foxtrail
