// What the connections of one server share.
//
// Threads: options, routes and router never change; the pool and the counters are anyone's.
#pragma once

#include "http/server/pool.hpp"
#include "http/server/router.hpp"
#include "http/server/server.hpp"

#include <algorithm>
#include <atomic>

namespace foxtrail {

struct Service {
    Service(ServerOptions given_options, RouteTable given_routes)
        : options(std::move(given_options)), routes(std::move(given_routes)), router(routes),
          pool(std::max<std::size_t>(1, options.pool_threads), options.pool_queue_max) {}

    const ServerOptions options;
    const RouteTable routes;
    const Router router;
    Pool pool;
    std::atomic<std::size_t> connections = 0;
    std::atomic<std::size_t> stream_clients = 0;
};

}  // namespace foxtrail
