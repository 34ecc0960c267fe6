#include "core/log/stored_log.hpp"

#include "core/binary.hpp"
#include "core/log/postings.hpp"

#include <algorithm>

namespace foxtrail {

std::unique_ptr<Log> Log::open(Store& store, LinksOf links_of, LogOptions options) {
    options.segment_events = std::max<std::size_t>(options.segment_events, 1);
    options.page_events = std::max<std::size_t>(options.page_events, 1);
    return std::make_unique<StoredLog>(store, std::move(links_of), options);
}

StoredLog::StoredLog(Store& store, LinksOf links_of, LogOptions options)
    : store_(store), links_of_(std::move(links_of)), options_(options), reader_(store.access() == Access::reader) {
    create_or_check_format();
    load();
    if (reader_) return;
    erase_sealed_tail();
    for (const std::string& name : *state_.types) type_numbers_.emplace(name, static_cast<std::uint32_t>(type_numbers_.size()));
    if (options_.seal_in_background) sealer_ = std::jthread([this](const std::stop_token& stop) { seal_in_background(stop); });
}

StoredLog::~StoredLog() = default;  // sealer_ is the last member, so it ends before what it uses

Position StoredLog::head() const {
    const std::shared_lock lock(mutex_);
    return state_.head;
}

Time StoredLog::head_recorded_at() const {
    const std::shared_lock lock(mutex_);
    return state_.head_recorded_at;
}

Position StoredLog::sealed_upto() const {
    const std::shared_lock lock(mutex_);
    return state_.sealed.upto();
}

std::shared_ptr<const StoredLog::TypeNames> StoredLog::types() const {
    const std::shared_lock lock(mutex_);
    return state_.types;
}

std::vector<std::string> StoredLog::type_names() const { return *types(); }

bool StoredLog::wait_beyond(Position position, std::chrono::milliseconds at_most) const {
    const auto until = std::chrono::steady_clock::now() + std::min<std::chrono::milliseconds>(at_most, wait_max);
    if (!reader_) {
        std::shared_lock lock(mutex_);
        return changed_.wait_until(lock, until, [&] { return state_.head > position; });
    }
    while (true) {
        follow();
        const auto now = std::chrono::steady_clock::now();
        if (head() > position || now >= until) return head() > position;
        std::this_thread::sleep_until(std::min(until, now + reader_poll_interval));
    }
}

std::vector<Position> StoredLog::history(Entity entity, Position after, Position upto, std::size_t limit) const {
    std::vector<Position> found, in_tail;
    Position sealed = 0, first_segment = 0;
    {
        const std::shared_lock lock(mutex_);
        sealed = state_.sealed.upto();
        first_segment = state_.sealed.segment_of(after + 1);
        for (const auto& segment : state_.tail) segment->history(entity, after, upto, in_tail);
    }
    const Position sealed_to = std::min(sealed, upto);
    if (after < sealed_to) {
        store_.scan(Family::links, posting_key(entity, first_segment), posting_key(entity, sealed_to + 1), [&](auto key, auto value) {
            for (const Position position : decode_postings(posting_segment(key), value))
                if (position > after && position <= sealed_to) found.push_back(position);
            return found.size() < limit;
        });
    }
    found.insert(found.end(), in_tail.begin(), in_tail.end());
    if (found.size() > limit) found.resize(limit);
    return found;
}

Position StoredLog::version(Entity entity) const {
    if (!entity) return 0;
    Position sealed = 0;
    {
        const std::shared_lock lock(mutex_);
        for (auto segment = state_.tail.rbegin(); segment != state_.tail.rend(); ++segment)
            if (const Position position = (*segment)->version(entity)) return position;
        sealed = state_.sealed.upto();
    }
    const auto row = store_.last(Family::links, posting_key(entity, 0), posting_key(entity, sealed));
    if (!row) return 0;
    const auto positions = decode_postings(posting_segment(row->first), row->second);
    if (positions.empty()) throw CorruptLog("a posting list of " + to_text(entity) + " is empty");
    return positions.back();
}

}  // namespace foxtrail
