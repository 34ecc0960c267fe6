// The engine served over HTTP: routes, live feed, caches and counters around one server.
//
//   Engine engine({.folder = "data"});
//   Edge edge(engine, {.server = {.port = 8080}}, read_models());
//   edge.server().stop_on_signals();
//   edge.server().run();  // until it is stopped
//   engine.stop();
//
// Life: the engine and the read models outlive it. run() has returned before it goes; the writer is stopped then, so that no outcome comes
//       for a desk that is gone.
#pragma once

#include "http/answer_cache.hpp"
#include "http/command_desk.hpp"
#include "http/live_feed.hpp"
#include "http/server/server.hpp"
#include "projections/reading/read_model.hpp"

namespace foxtrail {

struct EdgeOptions {
    ServerOptions server{};
    AnswerCacheLimits cache{};
    std::chrono::milliseconds heart_beat = heart_beat_default;
};

class Edge {
  public:
    // Errors: std::system_error when it cannot listen.
    Edge(Engine& engine, EdgeOptions options, std::span<const ReadModel> models);

    ~Edge();

    Server& server() { return server_; }

  private:
    RouteTable routes(std::span<const ReadModel> models);
    ServerOptions observed(ServerOptions options);

    Engine& engine_;
    Metrics metrics_;
    AnswerCache cache_;
    LiveFeed feed_;
    CommandDesk desk_;
    Server server_;  // ends before what its routes refer to
};

}  // namespace foxtrail
