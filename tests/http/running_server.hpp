// A server on a free port for the length of a test.
#pragma once

#include "http/server/server.hpp"

#include <thread>

namespace foxtrail {

class RunningServer {
  public:
    explicit RunningServer(RouteTable routes, ServerOptions options = {})
        : server_(std::move(options), std::move(routes)), thread_([this] { server_.run(); }) {}
    ~RunningServer() { stop_and_wait(); }

    std::uint16_t port() const { return server_.port(); }
    void stop() { server_.stop(); }
    void stop_and_wait() {
        server_.stop();
        if (thread_.joinable()) thread_.join();
    }

  private:
    Server server_;
    std::thread thread_;
};

}  // namespace foxtrail
