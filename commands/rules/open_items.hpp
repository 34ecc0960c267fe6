// What rests on an employee: the items a handover moves, and that keep him from departing. The state of each evolves
// with OwnershipTransferred.
#pragma once

#include "commands/decider/noun.hpp"
#include "events/handed_over.hpp"

namespace foxtrail {

// In the order of handed_over, then of ids; at most `limit`.
std::vector<Entity> open_items(const Facts&, EmployeeId, std::size_t limit = resting_items_max);

}  // namespace foxtrail
