// Who is not there although work rests on him: owners of open deals who do nothing (R6), and work logs that nobody wrote.
// Pure functions of the tables, the log and an instant, like rule_findings.
#pragma once

#include "projections/rules/rule_findings.hpp"

namespace foxtrail {

// R6: owners of open deals who recorded nothing in the working days before `now`. Told: their managers.
std::vector<Finding> inactive_owners(const RestingContext&, const Log&, const RuleTerms&, Time now);

// Whose departure is announced and who have not left yet: what rests on them is asked for every day.
std::vector<EmployeeId> leavers(const Runner&);

struct MissingWorkLog {
    EmployeeId employee;
    Date day;
};
// Working days of the week before `now` of which an employee who was there has neither handed in a log nor been found
// without one. None while the company has no work logs at all: it does not keep them.
std::vector<MissingWorkLog> missing_work_logs(const Runner&, const Log&, Time now);

}  // namespace foxtrail
