#include "projections/reading/recall.hpp"

#include "events/event_entry.hpp"

namespace foxtrail {

std::vector<Position> ascending(std::vector<Position> positions) {
    std::erase(positions, Position{0});
    std::ranges::sort(positions);
    positions.erase(std::ranges::unique(positions).begin(), positions.end());
    return positions;
}

Recalled recall(const Log& log, std::vector<Position> positions) {
    Recalled events;
    log.read(ascending(std::move(positions)), [&](const RecordedEvent& event) {
        const Envelope& envelope = *event.envelope;
        events.emplace(event.position, RecalledEvent{envelope.recorded_at, envelope.valid_at, EmployeeId{envelope.actor.number},
                                                     find_event(event.type)->json_of(event.payload)});
        return true;
    });
    return events;
}

json::value recalled(const Recalled& events, Position position, std::string_view member) {
    const auto found = events.find(position);
    if (found == events.end()) return nullptr;
    const auto* value = found->second.data.if_contains(member);
    return value ? *value : json::value(nullptr);
}

}  // namespace foxtrail
