// Events fetched from the log by position: the text that rows do not hold.
#pragma once

#include "events/event_entry.hpp"
#include "projections/reading/read_model.hpp"

#include <map>

namespace foxtrail {

struct RecalledEvent {
    Time recorded_at, valid_at;
    EmployeeId actor;
    json::object data;  // of the newest version of its type
};

// Positions may be in any order and repeat; 0 is left out.
using Recalled = std::map<Position, RecalledEvent>;
Recalled recall(const Log&, std::vector<Position>);

// Without 0, each once, as the log reads them.
std::vector<Position> ascending(std::vector<Position>);

// The event at the position as this struct; nothing when there is none or it is of another type.
template <class Event>
std::optional<Event> event_at(const Log& log, Position position) {
    std::optional<Event> found;
    log.read(ascending({position}), [&](const RecordedEvent& event) {
        found = event_as<Event>(event.type, event.payload);
        return false;
    });
    return found;
}

// A member of the event at the position; null when there is none.
json::value recalled(const Recalled&, Position, std::string_view member);

}  // namespace foxtrail
