#include "replay/event_text.hpp"

#include "core/json_text.hpp"
#include "core/log/log.hpp"

namespace foxtrail {

json::object event_json(const RecordedEvent& event, const EventEntry& entry) {
    const Envelope& envelope = *event.envelope;
    json::object line{{"position", event.position},
                      {"type", event.type},
                      {"recorded_at", to_text(envelope.recorded_at)},
                      {"valid_at", to_text(envelope.valid_at)}};
    if (envelope.actor) line["actor"] = to_text(envelope.actor);
    if (envelope.on_behalf_of) line["on_behalf_of"] = to_text(envelope.on_behalf_of);
    if (envelope.corrects) line["corrects"] = envelope.corrects;
    if (envelope.causation) line["causation"] = envelope.causation;
    if (!envelope.key.empty()) line["key"] = envelope.key;
    if (!envelope.reason.empty()) line["reason"] = envelope.reason;
    if (!envelope.correlation.empty()) line["correlation"] = envelope.correlation;
    line["data"] = entry.json_of(event.payload);
    return line;
}

std::string event_line(const RecordedEvent& event, const EventEntry& entry) {
    const Envelope& envelope = *event.envelope;
    std::string line = std::to_string(event.position) + "  " + to_text(envelope.recorded_at);
    if (envelope.valid_at != envelope.recorded_at) line += " (valid " + to_text(envelope.valid_at) + ')';
    line += "  " + (envelope.actor ? to_text(envelope.actor) : std::string("system")) + "  ";
    append_json(line.append(entry.type.name) += "  ", entry.json_of(event.payload));
    if (!envelope.reason.empty()) line += "  because: " + envelope.reason;
    if (envelope.corrects) line += "  corrects " + std::to_string(envelope.corrects);
    return line;
}

}  // namespace foxtrail
