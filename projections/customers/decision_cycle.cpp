#include "projections/customers/decision_cycle.hpp"

#include "projections/reading/recall.hpp"

#include <set>

namespace foxtrail {
namespace {

void add_path(DecisionCycle& cycle, const ApprovalPathRow& birth, std::span<const Change> changes) {
    constexpr auto path = Table<ApprovalPathRow>::attribute_of<&ApprovalPathRow::path>();
    cycle.path = birth.path.value;
    for (const Change& change : changes) {
        if (change.attribute() != path) continue;
        cycle.path = Table<ApprovalPathRow>::value_of<&ApprovalPathRow::path>(change).value;
        ++cycle.path_changes;
    }
}

void add_outcome(OpportunityId id, DecisionCycle& cycle, const DimensionContext& context) {
    Deal deal;
    if (!context.deals->deals.at(id.number, context.instant, deal)) return;
    cycle.outcome = deal.outcome.value;
    if (cycle.outcome != Outcome::open) cycle.ended = deal.outcome.since;
}

}  // namespace

DecisionCycles decision_cycles_at(const Committee& committee, const DimensionContext& context) {
    DecisionCycles cycles;
    committee.nodes.each(context.instant, [&](std::uint32_t, const DecisionNodeRow& node) {
        const auto cycle = cycles.emplace(node.opportunity, DecisionCycle{node.added}).first;
        cycle->second.started = std::min(cycle->second.started, node.added);
    });
    committee.approval_paths.each_history(context.instant,
                                          [&](std::uint32_t, const ApprovalPathRow& birth, Time, std::span<const Change> changes) {
                                              if (const auto cycle = cycles.find(birth.opportunity); cycle != cycles.end())
                                                  add_path(cycle->second, birth, changes);
                                          });
    for (auto& [id, cycle] : cycles) add_outcome(id, cycle, context);
    return cycles;
}

std::optional<DecisionCycle> decision_cycle_of(OpportunityId id, const Committee& committee, const DimensionContext& context) {
    std::optional<DecisionCycle> cycle;
    committee.nodes.each_with<&DecisionNodeRow::opportunity>(id, context.instant, [&](std::uint32_t, const DecisionNodeRow& node) {
        if (!cycle) cycle = DecisionCycle{node.added};
        cycle->started = std::min(cycle->started, node.added);
    });
    if (!cycle) return cycle;
    for (const auto row : committee.approval_paths.rows_ever<&ApprovalPathRow::opportunity>(id))
        committee.approval_paths.history(
            row, context.instant,
            [&](std::uint32_t, const ApprovalPathRow& birth, Time, std::span<const Change> changes) { add_path(*cycle, birth, changes); });
    add_outcome(id, *cycle, context);
    return cycle;
}

PathNodes path_nodes(const Log& log, std::vector<Position> paths) {
    PathNodes counts;
    log.read(ascending(std::move(paths)), [&](const RecordedEvent& event) {
        std::set<DecisionNodeId> nodes;
        if (const auto changed = event_as<ApprovalPathChanged>(event.type, event.payload))
            for (const ApprovalStep& step : changed->to) nodes.insert({step.from, step.to});
        counts[event.position] = nodes.size();
        return true;
    });
    return counts;
}

json::object decision_cycle_json(const DecisionCycle& cycle, const PathNodes& nodes, Time now) {
    const auto found = nodes.find(cycle.path);
    json::object printed{{"started", to_text(cycle.started)}, {"outcome", enum_name(cycle.outcome)}};
    printed["ended"] = cycle.ended ? json::value(to_text(*cycle.ended)) : json::value(nullptr);
    printed["length_s"] = cycle.is_measured() ? json::value(cycle.length_us(now) / us_per_second) : json::value(nullptr);
    printed["path_nodes"] = found == nodes.end() ? 0 : found->second;
    printed["path_changes"] = cycle.path_changes;
    return printed;
}

}  // namespace foxtrail
