// Which events of the feed somebody wants.
#pragma once

#include "core/log/log.hpp"
#include "events/event_entry.hpp"
#include "http/server/request_errors.hpp"

namespace foxtrail {

// An event kept beyond the log's visit, with what filters ask for.
struct FeedEvent {
    Position position;
    const EventEntry* entry;
    Envelope envelope;
    std::string payload;
    std::vector<Entity> links;  // in the order of the event's members; the first is what it is about
};

FeedEvent feed_event(const RecordedEvent&);

struct EventFilter {
    std::vector<std::string> types;  // names without version; empty means any
    std::optional<Entity> entity, actor;
    bool wants(const FeedEvent&) const;
};

// Reads `type`, `entity` and `actor`.
EventFilter read_event_filter(const Request&, RequestErrors&);

// Reads on behind `after`: at most `limit` events that the filter wants, and how far it looked. Looks at feed_scan_max events at most,
// so that a filter that wants nothing costs a bounded time.
inline constexpr std::size_t feed_scan_max = 100'000;
struct FeedPage {
    std::vector<FeedEvent> events;
    Position next;  // everything up to here was looked at
};
FeedPage read_feed(const Log&, Position after, const EventFilter&, std::size_t limit);

// CloudEvents 1.0 in JSON, with the extension attributes position, validat, actor, onbehalfof, reason, corrects.
std::string cloud_event(const FeedEvent&);
json::object cloud_event_schema();

}  // namespace foxtrail
