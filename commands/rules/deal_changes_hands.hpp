// What rests on an open opportunity and goes with it when it gets another owner: its open risk flags, and what the one before was told.
#pragma once

#include "commands/opportunity.hpp"

#include <set>

namespace foxtrail {

// But for these flags. One that was nobody's: who gets it is told of roles that are vacant (R1), what who had it last had been told of it, and
// what who leads the department was told since.
void pass_on_with(Decision&, const Facts&, const Opportunity&, EmployeeId to, const std::set<Entity>& but = {});
// The same for the opportunities among what is handed over; flags that are handed over themselves are left out.
void pass_on_with_deals(Decision&, const Facts&, const std::vector<Entity>& moved, EmployeeId to);

}  // namespace foxtrail
