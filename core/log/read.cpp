#include "core/binary.hpp"
#include "core/log/stored_log.hpp"

#include <algorithm>

namespace foxtrail {

namespace {

[[noreturn]] void throw_missing(Position position) {
    throw CorruptLog("the event at position " + std::to_string(position) + " is missing");
}

[[noreturn]] void throw_corrupt(Position page, const CorruptBytes& error) {
    throw CorruptLog("the page that begins at position " + std::to_string(page) + ": " + error.what());
}

// Only what the frames throw is about the page: what a visitor throws passes as it is.
auto checked(Position page, auto step) {
    try {
        return step();
    } catch (const CorruptBytes& error) {
        throw_corrupt(page, error);
    }
}

}  // namespace

// A read under way: hands events to the visitor, in order, from `next`, whatever pages they lie in.
class StoredLog::Walk {
public:
    Walk(const StoredLog& log, Position after, const Visit& visit) : next(after + 1), log_(log), visit_(visit), types_(log.types()) {}
    Walk(const StoredLog& log, std::span<const Position> chosen, const Visit& visit) : Walk(log, 0, visit) {
        chosen_ = chosen;
        is_chosen = true;
        advance_beyond(0);
    }

    Position next;           // the position to be visited
    bool ended = false;      // there is nothing more to visit, or the visitor has had enough
    bool is_chosen = false;  // chosen positions rather than all of them

    // Visits what a page holds of the positions from `next` to `upto`. True when the page behind it is wanted.
    bool page(Position first, std::string_view bytes, Position upto) {
        if (first > next) return false;
        Position expected = first;
        for (FrameReader frames(bytes); checked(first, [&] { return frames.next(); });) {
            if (frames.first() != expected) throw_missing(expected);
            expected += frames.count();
            if (expected <= next) continue;
            visit_frame(frames, first, upto);
            if (ended || next > upto) return false;
        }
        return next == expected;
    }

private:
    void visit_frame(FrameReader& frames, Position page, Position upto) {
        const Position last = std::min(upto, frames.first() + frames.count() - 1);
        for (Position position = frames.first(); next <= last && !ended; ++position) {
            const auto index = static_cast<std::uint32_t>(position - frames.first());
            RecordedEvent recorded{position, 0, {}, {}, &frames.envelope(), index, frames.count()};
            checked(page, [&] { frames.next_event(recorded.type_number, recorded.payload); });
            if (position < next) continue;
            advance_beyond(position);
            recorded.type = type_name(recorded.type_number);
            if (!visit_(recorded)) ended = true;
        }
    }

    void advance_beyond(Position position) {
        if (!is_chosen) {
            next = position + 1;
            return;
        }
        while (!chosen_.empty() && chosen_.front() <= position) chosen_ = chosen_.subspan(1);
        ended = chosen_.empty();
        if (!ended) next = chosen_.front();
    }

    std::string_view type_name(std::uint32_t number) {
        if (number >= types_->size()) [[unlikely]] meet_type(number);
        return (*types_)[number];
    }
    // The type was met for the first time after this read began.
    void meet_type(std::uint32_t number) {
        for (int attempts = 0; number >= types_->size();) {
            types_ = log_.types();
            if (number >= types_->size() && !log_.follow_again(++attempts))
                throw CorruptLog("event type " + std::to_string(number) + " has no name");
        }
    }

    const StoredLog& log_;
    const Visit& visit_;
    std::shared_ptr<const TypeNames> types_;
    std::span<const Position> chosen_;
};

void StoredLog::read(Position after, Position upto, const Visit& visit) const {
    Walk under_way(*this, after, visit);
    walk(under_way, std::min(upto, head()));
}

// Sealed pages first, then the tail. What is missing in the tail has been sealed meanwhile, or is missing indeed.
void StoredLog::walk(Walk& at, Position upto) const {
    for (int attempts = 0; at.next <= upto && !at.ended;) {
        const Position next = at.next;
        Position sealed = 0, page = 0;
        {
            const std::shared_lock lock(mutex_);
            sealed = state_.sealed.upto();
            if (next <= sealed) page = state_.sealed.page_of(next);
        }
        if (next > sealed)
            walk_tail(at, upto);
        else
            walk_pages(at, page, upto);
        if (at.next == next && !at.ended && sealed == sealed_upto() && !follow_again(++attempts)) throw_missing(next);
    }
}

bool StoredLog::follow_again(int attempts) const {
    if (!reader_ || attempts > reader_attempts_max) return false;
    if (attempts > 1) std::this_thread::sleep_for(reader_poll_interval);
    follow();
    return true;
}

std::string StoredLog::sealed_page(Position first) const {
    for (int attempts = 1;; ++attempts) {
        if (auto bytes = store_.get(Family::pages, be64_key(first))) return std::move(*bytes);
        if (!follow_again(attempts)) throw_missing(first);
    }
}

void StoredLog::walk_pages(Walk& at, Position page, Position upto) const {
    if (at.is_chosen) {
        at.page(page, sealed_page(page), upto);
        return;
    }
    store_.scan(Family::pages, be64_key(page), be64_key(upto + 1), [&](auto key, auto bytes) { return at.page(be64(key), bytes, upto); });
}

void StoredLog::walk_tail(Walk& at, Position upto) const {
    const auto row = store_.last(Family::tail, {}, be64_key(at.next));
    if (!row) return;
    store_.scan(Family::tail, row->first, be64_key(upto + 1), [&](auto key, auto bytes) { return at.page(be64(key), bytes, upto); });
}

void StoredLog::read_valid_until(Position after, Position upto, Time valid_at_max, const Visit& visit) const {
    upto = std::min(upto, head());
    Walk at(*this, after, visit);
    while (!at.ended) {
        std::optional<PositionRange> run;
        {
            const std::shared_lock lock(mutex_);
            run = state_.sealed.next_run(at.next - 1, upto, valid_at_max);
        }
        if (!run) return;
        at.next = run->after + 1;
        walk(at, run->upto);
    }
}

void StoredLog::read(std::span<const Position> positions, const Visit& visit) const {
    Walk at(*this, positions, visit);
    walk(at, head());
}

Position StoredLog::position_at(Time at) const {
    Position page = 0;
    {
        const std::shared_lock lock(mutex_);
        for (auto segment = state_.tail.rbegin(); segment != state_.tail.rend(); ++segment)
            if (const Position position = (*segment)->position_at(at)) return position;
        page = state_.sealed.page_recorded_by(at);
    }
    if (page == 0) return 0;
    const std::string bytes = sealed_page(page);
    Position found = 0;
    try {
        for (FrameReader frames(bytes); frames.next() && frames.envelope().recorded_at <= at;) found = frames.first() + frames.count() - 1;
    } catch (const CorruptBytes& error) {
        throw_corrupt(page, error);
    }
    return found;
}

}  // namespace foxtrail
