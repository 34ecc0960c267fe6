// What hangs on too few: people on whom much of the pipeline rests, and departments that win nothing (R7). A pure function of the
// tables and an instant, like rule_findings.
#pragma once

#include "projections/rules/rule_findings.hpp"

namespace foxtrail {

// Who has nobody above him and most people below; {} while no one has anybody below.
EmployeeId head_of_company(const RestingContext&);

// People on whom more than a share of the open amount rests, per currency, with what their deals stand on beside them; and
// departments that have had open deals without a win for long. Told: the head of the company.
std::vector<Finding> key_people(const RestingContext&, const Log&, const RuleTerms&, Time now);

}  // namespace foxtrail
