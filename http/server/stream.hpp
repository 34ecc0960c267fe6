// What handlers of long answers write to. All are handed to the handler as shared pointers or values and outlive the connection safely.
//
// Threads: any member, any thread. Nothing here blocks.
#pragma once

#include "http/server/message.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string_view>

namespace foxtrail {

class Outlet;

// Answers one request later: call it once, from any thread. Further calls do nothing. When all copies go away uncalled, the client
// gets a 500. After ServerOptions::answer_timeout the client has got a 503 and the call does nothing.
class Respond {
  public:
    struct State;
    explicit Respond(std::shared_ptr<State> state) : state_(std::move(state)) {}
    void operator()(Response response) const;

  private:
    std::shared_ptr<State> state_;
};

enum class StreamSignal {
    writable,  // there is room again after a write that was `full`
    stopping,  // the server is stopping: write a last event and finish()
    gone,      // the client went away or was cut off for being slow; nothing written is sent any more
};

// An answer in pieces of unknown number: server-sent events, NDJSON.
// Order:  start(), then write()s, then finish(); or refuse() alone.
// Limits: what is written and not yet taken by the socket is bounded by ServerOptions::stream_buffer_bytes_max; a client that takes
//         nothing for write_timeout is cut off.
class Stream {
  public:
    enum class Wrote {
        taken,
        full,  // not taken; a StreamSignal::writable follows when half the buffer is free
        gone,  // not taken, nothing ever will
    };
    explicit Stream(std::shared_ptr<Outlet> outlet) : outlet_(std::move(outlet)) {}

    void start(std::string_view content_type, std::vector<NameValue> headers = {});
    // Instead of start(): a plain answer, be it a problem or the one page of a client that asked for no stream. It is compressed only
    // when it brings its gzip: keep_gzip() may be called here, on the pool.
    void refuse(Response response);
    Wrote write(std::string_view bytes);
    void finish();

    // Called on the worker pool: `writable` once after each `full`, `stopping` and `gone` at most once each, also when they happened
    // before this call. Without a receiver a stream is finished by the server when it stops. The receiver is let go of after `gone`
    // and after the end of the stream, so it may hold the Stream itself.
    void on_signal(std::function<void(StreamSignal)> receiver);

  private:
    std::shared_ptr<Outlet> outlet_;
};

// The answers to the lines of a request body, in the order of the lines.
// Limits: no more than ServerOptions::lines_unanswered_max lines are given out before answers come back.
class LineAnswers {
  public:
    explicit LineAnswers(std::shared_ptr<Outlet> outlet) : outlet_(std::move(outlet)) {}

    // `text` holds the answers to the next `count` lines, each ending in "\n"; many at once cost less.
    // False when the client is gone; the answers are then dropped.
    bool answer(std::string_view text, std::size_t count);

    // Ends the exchange early: what is answered so far is sent, the connection is closed.
    void finish();

  private:
    std::shared_ptr<Outlet> outlet_;
};

// Called on the worker pool, one call at a time per connection, with whole lines without their "\n" or "\r\n"; blank lines are left out.
// The views are good during the call. An empty batch is the end of the body; the answer ends when all lines are answered.
using LineConsumer = std::function<void(std::span<const std::string_view> lines)>;

}  // namespace foxtrail
