// How the engine is doing, and what an operator can do about a projection.
#pragma once

#include "http/answer_cache.hpp"
#include "http/engine.hpp"
#include "http/live_feed.hpp"
#include "http/metrics.hpp"

namespace foxtrail {

RouteTable status_routes(Engine& engine, const Metrics& metrics, const LiveFeed& feed);

}  // namespace foxtrail
