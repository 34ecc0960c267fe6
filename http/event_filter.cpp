#include "http/event_filter.hpp"

#include "core/json_text.hpp"
#include "core/schema.hpp"
#include "http/server/closest.hpp"

#include <algorithm>

namespace foxtrail {

FeedEvent feed_event(const RecordedEvent& event) {
    FeedEvent kept{event.position, find_event(event.type), *event.envelope, std::string(event.payload), {}};
    if (!kept.entry) throw UnreadableLog("the log holds events of type " + std::string(event.type) + ", which this program does not know");
    kept.entry->links(kept.entry->read(event.payload), kept.links);
    return kept;
}

bool EventFilter::wants(const FeedEvent& event) const {
    if (!types.empty() && std::ranges::find(types, event.entry->type.name) == types.end()) return false;
    if (actor && event.envelope.actor != *actor) return false;
    return !entity || std::ranges::find(event.links, *entity) != event.links.end() || event.envelope.actor == *entity || event.envelope.on_behalf_of == *entity;
}

EventFilter read_event_filter(const Request& request, RequestErrors& errors) {
    EventFilter filter;
    std::vector<std::string_view> names;
    for (const auto& entry : event_entries()) names.push_back(entry.type.name);
    for (const auto& [name, value] : request.query) {
        if (name == "type") {
            filter.types.push_back(value);
            if (std::ranges::find(names, value) == names.end()) errors.parameter(name, "there is no event type \"" + value + "\"; nearest: " + joined(closest_names(value, names)));
        } else if (name == "entity") {
            filter.entity = parse_entity(value);
            if (!filter.entity) errors.parameter(name, "expected an id like opp-7");
        } else if (name == "actor") {
            filter.actor = parse_entity(value);
            if (!filter.actor || filter.actor->kind != EmployeeId::kind) errors.parameter(name, "expected an employee's id like emp-7");
        }
    }
    return filter;
}

// Whoever asks for an entity or an actor reads the index of links, everybody else the log.
FeedPage read_feed(const Log& log, Position after, const EventFilter& filter, std::size_t limit) {
    FeedPage page{{}, after};
    const Position upto = std::max(after, std::min(log.head(), after + feed_scan_max));
    const auto take = [&](const RecordedEvent& event) {
        FeedEvent kept = feed_event(event);
        page.next = kept.position;
        if (filter.wants(kept)) page.events.push_back(std::move(kept));
        return page.events.size() < limit;
    };
    if (!filter.entity && !filter.actor) {
        log.read(after, upto, take);
        return page;
    }
    constexpr std::size_t positions_max = 10'000;
    const Entity indexed = filter.entity ? *filter.entity : *filter.actor;
    const auto positions = log.history(indexed, after, log.head(), positions_max);
    const Position looked_at = positions.size() == positions_max ? positions.back() : std::max(after, log.head());
    log.read(positions, take);
    if (page.events.size() < limit) page.next = looked_at;
    return page;
}

std::string cloud_event(const FeedEvent& event) {
    const Envelope& envelope = event.envelope;
    json::object made{{"specversion", "1.0"},
                      {"id", std::to_string(event.position)},
                      {"source", "/foxtrail"},
                      {"type", event.entry->type.name},
                      {"time", to_text(envelope.recorded_at)},
                      {"datacontenttype", "application/json"},
                      {"dataschema", "/v1/schemas/" + event.entry->name},
                      {"position", event.position},
                      {"validat", to_text(envelope.valid_at)}};
    if (!event.links.empty()) made["subject"] = to_text(event.links.front());
    if (envelope.actor) made["actor"] = to_text(envelope.actor);
    if (envelope.on_behalf_of) made["onbehalfof"] = to_text(envelope.on_behalf_of);
    if (!envelope.reason.empty()) made["reason"] = envelope.reason;
    if (envelope.corrects) made["corrects"] = envelope.corrects;
    made["data"] = event.entry->json_of(event.payload);
    return json_text(made);
}

json::object cloud_event_schema() {
    const json::object text{{"type", "string"}}, instant{{"type", "string"}, {"format", "date-time"}}, number{{"type", "integer"}, {"minimum", 1}};
    const auto said = [](json::object schema, std::string_view doc) {
        schema["description"] = doc;
        return schema;
    };
    return {{"type", "object"},
            {"description", "An event as CloudEvents 1.0."},
            {"properties",
             {{"specversion", {{"const", "1.0"}}},
              {"id", said(text, "the position, as text")},
              {"source", {{"const", "/foxtrail"}}},
              {"type", said(text, "the event's name without version")},
              {"subject", said(text, "the entity it is about")},
              {"time", said(instant, "when it was recorded")},
              {"datacontenttype", {{"const", "application/json"}}},
              {"dataschema", said(text, "where the schema of data is")},
              {"position", number},
              {"validat", said(instant, "when it was true")},
              {"actor", said(text, "the employee who said so; absent for the system itself")},
              {"onbehalfof", text},
              {"reason", text},
              {"corrects", said(number, "the position of the event this one puts right")},
              {"data", {{"type", "object"}}}}},
            {"required", {"specversion", "id", "source", "type", "time", "dataschema", "position", "validat", "data"}}};
}

}  // namespace foxtrail
