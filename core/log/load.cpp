// Opening a log, and following an owner: what is in memory is read from the store.
#include "core/binary.hpp"
#include "core/log/postings.hpp"
#include "core/log/stored_log.hpp"

#include <algorithm>

namespace foxtrail {

namespace {

constexpr std::string_view type_prefix = "type/";

}  // namespace

std::string type_key(std::uint32_t number) {
    std::string key(type_prefix);
    put_be32(key, number);
    return key;
}

TailSegment& StoredLog::State::growing(std::size_t segment_events) {
    if (tail.empty() || tail.back()->events() >= segment_events) tail.push_back(std::make_shared<TailSegment>(head + 1));
    return *tail.back();
}

bool StoredLog::State::has_full(std::size_t segment_events) const { return !tail.empty() && tail.front()->events() >= segment_events; }

void StoredLog::create_or_check_format() {
    const auto format = store_.get(Family::meta, format_key);
    if (format) {
        if (*format == std::to_string(format_version)) return;
        const bool is_newer = format->size() != 1 || *format > std::to_string(format_version);
        throw StoreFailed("the log was written by " + std::string(is_newer ? "a newer Foxtrail" : "a Foxtrail from before the first release") +
                          " (format " + *format + ", this program reads format " + std::to_string(format_version) + "); " +
                          (is_newer ? "install that version or a later one" : "choose an empty data folder and import again"));
    }
    if (reader_) throw StoreFailed("there is no log in this data folder yet; start foxtraild there first");
    for (const Family family : {Family::tail, Family::pages})
        store_.scan(family, {}, {},
                    [](auto, auto) -> bool { throw CorruptLog("there are events, but the mark of the log's format is missing"); });
    Batch batch;
    batch.put(Family::meta, std::string(format_key), std::to_string(format_version));
    store_.write(batch, Durability::synced);
}

void StoredLog::load() const {
    for (int attempt = 1;; ++attempt) {
        load_types();
        if (load_zones()) break;
        if (!reader_ || attempt == reader_attempts_max)
            throw CorruptLog("the zones of the sealed pages do not reach the mark of what is sealed");
        std::this_thread::sleep_for(reader_poll_interval);
        store_.catch_up();
    }
    load_tail();
}

void StoredLog::load_types() const {
    auto types = std::make_shared<TypeNames>(*state_.types);
    const std::string end = type_key(0xFFFF'FFFF);
    store_.scan(Family::meta, type_key(static_cast<std::uint32_t>(types->size())), end, [&](std::string_view key, std::string_view name) {
        if (key != type_key(static_cast<std::uint32_t>(types->size()))) {
            if (reader_) return false;
            throw CorruptLog("event type " + std::to_string(types->size()) + " has no name");
        }
        types->emplace_back(name);
        return true;
    });
    if (types->size() != state_.types->size()) state_.types = std::move(types);
}

bool StoredLog::load_zones() const {
    SealedIndex& sealed = state_.sealed;
    const auto mark = store_.get(Family::meta, sealed_upto_key);
    const Position sealed_upto = mark ? be64(*mark) : 0;
    const std::string end = zone_key(sealed_upto + 1);
    store_.scan(Family::meta, zone_key(sealed.upto() + 1), end, [&](std::string_view key, std::string_view value) {
        const Position first = be64(key.substr(key.size() - 8));
        if (first != sealed.upto() + 1) return false;
        if (reader_ && !store_.get(Family::links, posting_key(Entity{}, first))) return false;
        sealed.add(decode_zones(first, value));
        return true;
    });
    auto& tail = state_.tail;
    while (!tail.empty() && tail.front()->last() <= sealed.upto()) tail.pop_front();
    // An owner with other options, or a later one, may have cut its segments elsewhere.
    if (!tail.empty() && tail.front()->first() <= sealed.upto()) tail.clear();
    state_.head = tail.empty() ? sealed.upto() : tail.back()->last();
    state_.head_recorded_at = tail.empty() ? sealed.recorded_at_last() : tail.back()->recorded_at_last();
    return sealed.upto() == sealed_upto;
}

void StoredLog::load_tail() const {
    store_.scan(Family::tail, be64_key(state_.head + 1), {}, [&](std::string_view key, std::string_view page) {
        if (be64(key) != state_.head + 1) {
            if (reader_) return false;  // not to be seen yet: the owner moved it while this reader caught up
            throw CorruptLog("the event at position " + std::to_string(state_.head + 1) + " is missing");
        }
        if (reader_ && !names_its_types(page)) return false;
        load_tail_page(page);
        return true;
    });
}

bool StoredLog::names_its_types(std::string_view page) const {
    for (FrameReader frames(page); frames.next();)
        for (std::uint32_t i = 0; i < frames.count(); ++i)
            if (frames.next_event().type_number >= state_.types->size()) return false;
    return true;
}

void StoredLog::load_tail_page(std::string_view page) const try {
    TailSegment& segment = state_.growing(options_.segment_events);
    std::vector<Entity> links;
    for (FrameReader frames(page); frames.next();) {
        if (frames.first() != state_.head + 1) throw CorruptLog("position " + std::to_string(state_.head + 1) + " is missing");
        const Envelope& envelope = frames.envelope();
        segment.add_commit(frames.count(), envelope.recorded_at);
        for (std::uint32_t i = 0; i < frames.count(); ++i) {
            const FrameEvent event = frames.next_event();
            if (event.type_number >= state_.types->size())
                throw CorruptLog("event type " + std::to_string(event.type_number) + " has no name");
            links.clear();
            links_of_((*state_.types)[event.type_number], event.payload, links);
            links.insert(links.end(), {envelope.actor, envelope.on_behalf_of});
            segment.add_links(++state_.head, links);
        }
        state_.head_recorded_at = envelope.recorded_at;
    }
} catch (const CorruptBytes& error) {
    throw CorruptLog("behind position " + std::to_string(state_.head) + ": " + error.what());
}

// Heals a crash between the two batches of sealing. The first batch of the next sealing syncs the second of the one
// before, so only the last segment can be affected.
void StoredLog::erase_sealed_tail() {
    Batch batch;
    store_.scan(Family::tail, be64_key(state_.sealed.last_segment()), be64_key(state_.sealed.upto() + 1), [&](auto key, auto) {
        batch.erase(Family::tail, std::string(key));
        return true;
    });
    if (!batch.operations.empty()) store_.write(batch, Durability::buffered);
}

// Exclusive from before the store moves: whoever misses a row that moved asks for the mark, and waits here.
void StoredLog::follow() const {
    {
        const std::unique_lock lock(mutex_);
        store_.catch_up();
        load_types();
        load_zones();
        load_tail();
    }
    changed_.notify_all();
}

void StoredLog::catch_up() {
    if (reader_) follow();
}

}  // namespace foxtrail
