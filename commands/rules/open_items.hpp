// What rests on an employee: the items a handover moves, and that keep him from departing. The state of each evolves
// with OwnershipTransferred. What rests on a department keeps it from being closed.
#pragma once

#include "commands/decider/noun.hpp"
#include "events/handed_over.hpp"

#include <span>

namespace foxtrail {

// What rests on an entity, in the order of the kinds, then of ids; at most `limit`.
std::vector<Entity> items_on(const Facts&, Entity, std::span<const Kind>, std::size_t limit = resting_items_max);

// In the order of handed_over, then of ids; at most `limit`.
std::vector<Entity> open_items(const Facts&, EmployeeId, std::size_t limit = resting_items_max);

// How many they are, and which the first ten are.
std::string named_items(const std::vector<Entity>&);

}  // namespace foxtrail
