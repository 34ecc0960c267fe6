// What happened: the feed of events and the schemas of their data.
#pragma once

#include "http/live_feed.hpp"

namespace foxtrail {

inline constexpr std::size_t feed_limit_max = 1'000;
inline constexpr std::size_t feed_limit_default = 100;

RouteTable event_routes(const Log& log, LiveFeed& feed);

// The JSON Schema of an event's data, with its identity.
json::object event_schema(const EventEntry& entry);

}  // namespace foxtrail
