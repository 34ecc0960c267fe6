// The company's working calendar at an instant, read from its few events.
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

}  // namespace foxtrail
