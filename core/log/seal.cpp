// Sealing: the small pages of a full tail segment become large ones, with their postings and zones.
#include "core/binary.hpp"
#include "core/log/postings.hpp"
#include "core/log/stored_log.hpp"

#include <algorithm>
#include <limits>

namespace foxtrail {

// The two batches of one sealing.
class StoredLog::Packer {
public:
    Packer(const TailSegment& tail, const LogOptions& options) : tail_(tail), options_(options) {
        segment.first = tail.first();
        segment.last = tail.last();
        segment.recorded_at_last = tail.recorded_at_last();
    }

    SealedSegment segment;
    Batch sealed, erased;

    void add_row(std::string_view key, std::string_view page) {
        for (FrameReader frames(page); frames.next();) {
            if (frames.first() != next_) throw CorruptLog("the event at position " + std::to_string(next_) + " is missing");
            next_ += frames.count();
            events_.clear();
            for (std::uint32_t i = 0; i < frames.count(); ++i) events_.push_back(frames.next_event());
            add_frame(frames.envelope());
        }
        erased.erase(Family::tail, std::string(key));
    }

    void finish() {
        close_page();
        if (next_ != tail_.last() + 1) throw CorruptLog("the event at position " + std::to_string(next_) + " is missing");
        std::vector<Position> positions;
        for (const Entity entity : tail_.entities()) {
            positions.clear();
            tail_.history(entity, 0, std::numeric_limits<Position>::max(), positions);
            sealed.put(Family::links, posting_key(entity, segment.first), encode_postings(segment.first, positions));
        }
        sealed.put(Family::links, posting_key(Entity{}, segment.first), {});
        sealed.put(Family::meta, zone_key(segment.first), encode_zones(segment));
        sealed.put(Family::meta, std::string(sealed_upto_key), be64_key(segment.last));
    }

private:
    void add_frame(const Envelope& envelope) {
        if (page_.empty()) segment.pages.push_back({envelope.first, envelope.valid_at, envelope.recorded_at});
        PageZone& zone = segment.pages.back();
        zone.valid_at_min = std::min(zone.valid_at_min, envelope.valid_at);
        page_.add(envelope, events_);
        if (page_.next() - zone.first >= options_.page_events || page_.bytes() >= page_bytes_max) close_page();
    }

    void close_page() {
        if (!page_.empty()) sealed.put(Family::pages, be64_key(segment.pages.back().first), page_.finish());
    }

    const TailSegment& tail_;
    const LogOptions& options_;
    Position next_ = tail_.first();
    PageWriter page_;
    std::vector<FrameEvent> events_;  // of the frame in hand
};

bool StoredLog::seal_one() {
    const std::lock_guard one_at_a_time(sealing_);
    std::shared_ptr<const TailSegment> tail;
    {
        const std::shared_lock lock(mutex_);
        if (!state_.has_full(options_.segment_events)) return false;
        tail = state_.tail.front();
    }
    Packer packer(*tail, options_);
    try {
        store_.scan(Family::tail, be64_key(tail->first()), be64_key(tail->last() + 1), [&](auto key, auto page) {
            packer.add_row(key, page);
            return true;
        });
    } catch (const CorruptBytes& error) {
        throw CorruptLog("the tail behind position " + std::to_string(tail->first() - 1) + ": " + error.what());
    }
    packer.finish();
    store_.write(packer.sealed, Durability::synced);
    {
        const std::unique_lock lock(mutex_);
        state_.sealed.add(packer.segment);
        state_.tail.pop_front();
    }
    changed_.notify_all();
    store_.write(packer.erased, Durability::buffered);
    return true;
}

void StoredLog::seal() {
    while (!reader_ && seal_one()) {
    }
}

void StoredLog::seal_in_background(const std::stop_token& stop) try {
    while (true) {
        {
            std::shared_lock lock(mutex_);
            if (!changed_.wait(lock, stop, [this] { return state_.has_full(options_.segment_events); })) return;
        }
        if (stop.stop_requested()) return;
        seal_one();
    }
} catch (...) {
    {
        const std::unique_lock lock(mutex_);
        sealer_failed_ = std::current_exception();  // append() throws it
    }
    changed_.notify_all();
}

}  // namespace foxtrail
