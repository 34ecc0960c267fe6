// An HTTP/1.1 server over a route table.
//
// Threads: `io_threads` event loops, each owning its connections, and `pool_threads` workers. run() blocks; stop() from any thread.
// Errors:  the constructor throws std::system_error when it cannot listen and std::invalid_argument for a table with two rows for one
//          operation. Afterwards nothing throws: clients get problem+json.
// Limits:  all named below. Past connections_max and pool_queue_max the answer is 503 with Retry-After.
#pragma once

#include "http/server/route.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace foxtrail {

struct ServerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;  // 0 takes a free one; Server::port() tells
    std::size_t io_threads = 1;
    std::size_t pool_threads = 1;

    std::size_t connections_max = 10'000;
    std::size_t header_bytes_max = 16 * 1024;
    std::size_t body_bytes_max = 8 * 1024 * 1024;
    std::size_t body_bytes_per_second_min = 128 * 1024;   // a large body may take so much longer than request_timeout
    std::size_t pool_queue_max = 1'000;
    std::size_t keep_alive_requests_max = 100'000;
    std::size_t stream_clients_max = 1'000;               // Streamed and Lines together
    std::size_t stream_buffer_bytes_max = 256 * 1024;     // per client, not yet taken by the socket
    std::size_t line_bytes_max = 1024 * 1024;
    std::size_t lines_unanswered_max = 10'000;            // per client
    std::size_t gzip_bytes_min = 1024;                    // smaller bodies are sent as they are

    std::chrono::milliseconds idle_timeout{60'000};       // between requests, and between pieces of a Lines body
    std::chrono::milliseconds request_timeout{20'000};    // from the first byte of a request to its last, a body of known length aside: 408
    std::chrono::milliseconds write_timeout{20'000};      // without any progress
    std::chrono::milliseconds answer_timeout{60'000};     // for a handler: 503 and close
    std::chrono::milliseconds stop_timeout{10'000};       // for what is in flight when stop() is called

    // Asked once per request, before its body is read, on the I/O thread: must not block. A Response refuses the request; nothing lets
    // it pass. May put what it found into Request::context.
    std::function<std::optional<Response>(Request&, const Route&)> admit{};
    // Told after each answer, on the I/O thread: must not block. `route` is null when none matched.
    std::function<void(const Request&, const Route* route, int status, std::chrono::nanoseconds took)> observe{};
};

class Server {
  public:
    Server(ServerOptions options, RouteTable routes);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    std::uint16_t port() const;
    const RouteTable& routes() const;

    // Serves until stop(); returns when every connection is closed and every thread has ended.
    void run();

    // Accepts no more, closes idle connections, lets requests in flight finish, signals `stopping` to streams. What is not done after
    // stop_timeout is cut off. May be called before run(), and more than once.
    void stop();

    // SIGTERM and SIGINT call stop(). Call before run(), in one server of a process.
    void stop_on_signals();

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace foxtrail
