// The events of a log as they were recorded, for tests that work an answer out by hand: nothing here knows of a table.
#pragma once

#include "core/log/log.hpp"
#include "events/event_entry.hpp"
#include "events/registry.hpp"
#include "projections/temporal/instant.hpp"

#include <algorithm>
#include <set>

namespace foxtrail {

struct RawEvent {
    Position position;
    Envelope envelope;
    std::string type;
    json::object data;
};

inline std::vector<RawEvent> raw_events(const Log& log) {
    std::vector<RawEvent> events;
    log.read(0, log.head(), [&](const RecordedEvent& event) {
        events.push_back({event.position, *event.envelope, std::string(event.type), find_event(event.type)->json_of(event.payload)});
        return true;
    });
    return events;
}

// As a person would: take what the instant sees, leave out what it sees corrected, sort by valid time.
inline std::vector<const RawEvent*> seen_by(const Instant& instant, const std::vector<RawEvent>& all) {
    std::vector<const RawEvent*> seen;
    std::set<Position> corrected;
    for (const auto& event : all) {
        if (event.position > instant.as_of) continue;
        if (event.envelope.corrects) corrected.insert(event.envelope.corrects);
        if (event.envelope.valid_at <= instant.valid_at) seen.push_back(&event);
    }
    std::erase_if(seen, [&](const auto* event) { return corrected.contains(event->position); });
    std::ranges::stable_sort(seen, {}, [](const auto* event) { return event->envelope.valid_at; });
    return seen;
}

// The deal that the event is about; "" when it is about none.
inline std::string deal_of(const RawEvent& event) {
    const auto* deal = event.type.starts_with("opportunity.") ? event.data.if_contains("opportunity") : nullptr;
    return deal ? std::string(deal->as_string()) : std::string();
}

inline bool enters_stage(const RawEvent& event) {
    static const std::set<std::string> entering{"opportunity.stage_advanced.v1", "opportunity.stage_regressed.v1", "opportunity.stage_skipped.v1", "opportunity.stage_entered.v1"};
    return entering.contains(event.type);
}

// The outcome after the event; "" when it leaves that as it is.
inline std::string outcome_by(const RawEvent& event) {
    for (const std::string outcome : {"won", "lost", "derailed"})
        if (event.type == "opportunity." + outcome + ".v1") return outcome;
    return event.type == "opportunity.created.v1" || event.type == "opportunity.reopened.v1" ? "open" : "";
}

}  // namespace foxtrail
