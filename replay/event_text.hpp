// A recorded event as a line, for people or for programs.
#pragma once

#include "events/event_entry.hpp"

namespace foxtrail {

struct RecordedEvent;

// {"position":7,"type":"opportunity.won.v1","recorded_at":..,"valid_at":..,"actor":"emp-3",..,"data":{..}}; what is not there is left out.
json::object event_json(const RecordedEvent& event, const EventEntry& entry);
// "7  2022-01-03T01:00:00Z  emp-3  opportunity.won  {..}", with the valid time where it differs, and the reason.
std::string event_line(const RecordedEvent& event, const EventEntry& entry);

}  // namespace foxtrail
