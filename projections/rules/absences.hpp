// Who is not there although work rests on him: owners of open deals who do nothing (R6), and work logs that nobody wrote.
// Pure functions of the tables, the log and an instant, like rule_findings.
#pragma once

#include "projections/rules/rule_findings.hpp"

namespace foxtrail {

// R6: owners of open deals who recorded nothing in the working days before `now`. Told: their managers and the head of the company.
std::vector<Finding> inactive_owners(const RestingContext&, const Log&, const RuleTerms&, Time now);

// Whose departure is announced and who have not left yet: what rests on them is asked for every day.
std::vector<EmployeeId> leavers(const Runner&);

struct MissingWorkLog {
    EmployeeId employee;
    Date day;
};
// Working days before `now` of which an employee who was there has neither handed in a log nor been found without one: as far
// back as that can still be found (work_log_days_kept), but for days before the first that anybody handed in a log of, when the
// company kept none.
std::vector<MissingWorkLog> missing_work_logs(const Runner&, const Log&, Time now);

}  // namespace foxtrail
