#include "http/live_feed.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>

namespace foxtrail {

using std::chrono::steady_clock;

LiveFeed::LiveFeed(const Log& log, std::chrono::milliseconds heart_beat) : log_(log), heart_beat_(heart_beat) {
    watching_ = std::thread([this] { watch(); });
    feeding_ = std::thread([this] { feed(); });
}

LiveFeed::~LiveFeed() {
    stopping_ = true;
    wake();
    watching_.join();
    feeding_.join();
}

void LiveFeed::wake() {
    {
        const std::lock_guard lock(mutex_);
        is_due_ = true;
    }
    changed_.notify_one();
}

std::size_t LiveFeed::listeners() const {
    const std::lock_guard lock(mutex_);
    return listeners_.size();
}

void LiveFeed::join(std::shared_ptr<Stream> stream, EventFilter filter, Position after) {
    const auto listener = std::make_shared<Listener>();
    listener->stream = stream;
    listener->filter = std::move(filter);
    listener->at = after;
    listener->written = steady_clock::now();
    stream->start(event_stream_type, {{"Cache-Control", "no-store"}});
    stream->on_signal([this, weak = std::weak_ptr(listener)](StreamSignal signal) {
        if (const auto known = weak.lock()) on_signal(*known, signal);
    });
    {
        const std::lock_guard lock(mutex_);
        listeners_.push_back(listener);
    }
    wake();
}

void LiveFeed::on_signal(Listener& listener, StreamSignal signal) {
    if (signal == StreamSignal::writable) {
        listener.is_full = false;
    } else {
        listener.is_gone = true;
        if (signal == StreamSignal::stopping) listener.stream->finish();
    }
    wake();
}

void LiveFeed::watch() {
    constexpr std::chrono::milliseconds look_up_every{200};
    Position seen = log_.head();
    while (!stopping_) {
        if (!log_.wait_beyond(seen, look_up_every)) continue;
        seen = log_.head();
        wake();
    }
}

void LiveFeed::feed() {
    const auto pause = std::min<steady_clock::duration>(heart_beat_ / 2, std::chrono::seconds(1));
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        changed_.wait_for(lock, pause, [&] { return stopping_ || is_due_; });
        is_due_ = false;
        std::erase_if(listeners_, [](const auto& listener) { return listener->is_gone.load(); });
        const auto turn = listeners_;
        lock.unlock();
        Chunks chunks;
        bool goes_on = false;
        const Position head = log_.head();
        for (const auto& listener : turn) {
            try {
                goes_on = serve(*listener, chunks, head) || goes_on;
            } catch (const std::exception& error) {
                spdlog::error("the feed cannot go on behind {}: {}", listener->at, error.what());
                listener->is_gone = true;
                listener->stream->finish();
            }
        }
        lock.lock();
        is_due_ = is_due_ || goes_on;
    }
}

bool LiveFeed::serve(Listener& listener, Chunks& chunks, Position head) {
    if (listener.is_gone || listener.is_full) return false;
    if (listener.at >= head) return beat(listener), false;
    auto& chunk = chunk_behind(listener.at, head, chunks);
    std::string text;
    for (auto& [event, rendered] : chunk) {
        if (!listener.filter.wants(event)) continue;
        if (rendered.empty()) rendered = "id: " + std::to_string(event.position) + "\ndata: " + cloud_event(event) + "\n\n";
        text += rendered;
    }
    const Position upto = chunk.empty() ? listener.at : chunk.back().event.position;
    if (!text.empty()) {
        listener.is_full = true;  // before the write: the signal that there is room may come before we are back
        const auto wrote = listener.stream->write(text);
        if (wrote == Stream::Wrote::gone) listener.is_gone = true;
        if (wrote != Stream::Wrote::taken) return false;
        listener.is_full = false;
        listener.written = steady_clock::now();
    }
    listener.at = upto;
    beat(listener);
    return upto < head;
}

// The id lets a listener whose filter wants little resume where the feed has come to, not at the last event it got.
void LiveFeed::beat(Listener& listener) {
    if (steady_clock::now() - listener.written < heart_beat_) return;
    listener.written = steady_clock::now();
    if (listener.stream->write(": heart-beat\nid: " + std::to_string(listener.at) + "\n\n") == Stream::Wrote::gone) listener.is_gone = true;
}

std::vector<LiveFeed::Rendered>& LiveFeed::chunk_behind(Position after, Position head, Chunks& chunks) {
    if (const auto known = chunks.find(after); known != chunks.end()) return known->second;
    std::vector<Rendered> read;  // whole before anybody else is served from it
    log_.read(after, std::min<Position>(head, after + feed_chunk_events), [&](const RecordedEvent& event) {
        read.push_back({feed_event(event), {}});
        return true;
    });
    return chunks.emplace(after, std::move(read)).first->second;
}

}  // namespace foxtrail
