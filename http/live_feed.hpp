// Sends the events of the log to everybody who listens, each at his own pace.
//
// Threads: one watches the log, one feeds all listeners in turn; join() from any thread. A chunk of the log that several listeners are at
//          is read and rendered once.
// Limits:  ServerOptions::stream_clients_max listeners; feed_chunk_events a turn for each; what a slow one does not take waits in the log.
#pragma once

#include "http/event_filter.hpp"
#include "http/server/stream.hpp"

#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

namespace foxtrail {

inline constexpr std::size_t feed_chunk_events = 256;
inline constexpr std::chrono::milliseconds heart_beat_default{15'000};

class LiveFeed {
  public:
    explicit LiveFeed(const Log& log, std::chrono::milliseconds heart_beat = heart_beat_default);
    ~LiveFeed();

    // Starts the stream and sends it what comes behind `after`, until the client goes or the server stops.
    void join(std::shared_ptr<Stream> stream, EventFilter filter, Position after);
    std::size_t listeners() const;

  private:
    struct Listener {
        std::shared_ptr<Stream> stream;
        EventFilter filter;
        Position at;
        std::chrono::steady_clock::time_point written;
        std::atomic<bool> is_full = false, is_gone = false;
    };
    struct Rendered {
        FeedEvent event;
        std::string text;  // made when the first listener wants it
    };
    using Chunks = std::map<Position, std::vector<Rendered>>;

    void watch();
    void feed();
    bool serve(Listener&, Chunks&, Position head);  // true when it could go on at once
    void beat(Listener&);
    void on_signal(Listener&, StreamSignal);
    std::vector<Rendered>& chunk_behind(Position after, Position head, Chunks&);
    void wake();

    const Log& log_;
    const std::chrono::milliseconds heart_beat_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<std::shared_ptr<Listener>> listeners_;
    bool is_due_ = false;
    std::atomic<bool> stopping_ = false;
    std::thread watching_, feeding_;
};

}  // namespace foxtrail
