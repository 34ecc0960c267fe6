// How long a customer's decision takes: from the first node of a deal's decision tree to the deal's outcome.
#pragma once

#include "projections/reading/dimension.hpp"

#include <map>

namespace foxtrail {

struct DecisionCycle {
    Time started;                    // the first node was added, though it may have been removed since
    Position path = 0;               // the event that states the approval path; 0 for none
    std::uint32_t path_changes = 0;  // stated anew after it was first stated
    std::optional<Time> ended{};     // nothing while the deal is open
    Outcome outcome = Outcome::open;

    // Nodes may be added when all is over: then there was no cycle to measure.
    bool is_measured() const { return !ended || *ended >= started; }
    std::int64_t length_us(Time now) const { return ended.value_or(now).us - started.us; }
};

using DecisionCycles = std::map<OpportunityId, DecisionCycle>;
DecisionCycles decision_cycles_at(const Committee&, const DimensionContext&);
// The same of one deal; nothing while it has no decision tree.
std::optional<DecisionCycle> decision_cycle_of(OpportunityId, const Committee&, const DimensionContext&);

// How many nodes are in each approval path, by the position of the event that states it.
using PathNodes = std::map<Position, std::size_t>;
PathNodes path_nodes(const Log&, std::vector<Position> paths);

json::object decision_cycle_json(const DecisionCycle&, const PathNodes&, Time now);

}  // namespace foxtrail
