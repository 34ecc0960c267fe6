// The append-only record of everything that happened.
//
// Order:      positions are dense, from 1, across all entities; recorded_at never falls.
// Durability: append() returns only after its batch is on disk, whole.
// Packing:    a group commit is one small page; small pages are sealed into large ones in the background. Positions,
//             answers and checksums never depend on it.
// Links:      every entity an event names, and the actor of its commit, finds the event by history().
// Threads:    append() from one thread; every other member from any thread.
// Errors:     StoreFailed if the disk fails; CorruptLog if a checksum or the density of positions does not hold.
#pragma once

#include "core/id.hpp"
#include "core/log/page.hpp"
#include "core/log/store.hpp"
#include "core/time.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace foxtrail {

struct CorruptLog : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// What the log asks of those who know the events: which entities does this payload name?
using LinksOf = std::function<void(std::string_view event_type, std::string_view payload, std::vector<Entity>& out)>;

// One commit about to be recorded. Positions are given by append(), in order.
struct CommitDraft {
    Envelope envelope;  // `first` is ignored
    struct Event {
        std::string type;  // wire name with version, "opportunity.stage_advanced.v1"
        std::string payload;
        std::vector<Entity> links;
    };
    std::vector<Event> events;
};

// An event as read back. Views live until the visitor returns.
struct RecordedEvent {
    Position position;
    std::uint32_t type_number;  // of this log alone: type_names()[type_number]
    std::string_view type;
    std::string_view payload;
    const Envelope* envelope;
    std::uint32_t index_in_commit, commit_size;
};

struct LogOptions {
    std::size_t segment_events = 65'536;  // so many events in the tail are sealed together
    std::size_t page_events = 1'024;      // events in a sealed page, about
    bool seal_in_background = true;       // false: only seal() seals
};

class Log {
public:
    using Visit = std::function<bool(const RecordedEvent&)>;  // false ends the read

    // Opens the log in `store`, creating it when the store is empty.
    // Errors: CorruptLog; StoreFailed when the format is of a newer version than this program knows.
    static std::unique_ptr<Log> open(Store& store, LinksOf links_of, LogOptions options = {});
    virtual ~Log() = default;

    // Records the commits and `also` (states, keys) in one batch, synced. Returns the position of the last event.
    // Commits without events take part with `also` only.
    virtual Position append(std::span<const CommitDraft> commits, Batch also) = 0;

    virtual Position head() const = 0;
    virtual Time head_recorded_at() const = 0;
    // The last position recorded at or before `at`; 0 when there is none.
    virtual Position position_at(Time at) const = 0;

    // Visits the events in (after, upto], in order. Every commit met is checked against its checksum.
    virtual void read(Position after, Position upto, const Visit&) const = 0;
    // The same for chosen positions, ascending; each page is fetched once.
    virtual void read(std::span<const Position> positions, const Visit&) const = 0;
    // The same, skipping pages in which no event can be valid at or before `valid_at_max`.
    virtual void read_valid_until(Position after, Position upto, Time valid_at_max, const Visit&) const = 0;

    // Positions in (after, upto] of events that link to the entity, ascending, at most `limit`.
    virtual std::vector<Position> history(Entity, Position after, Position upto, std::size_t limit) const = 0;
    // The position of the last event that links to the entity: its version. 0 when there is none.
    virtual Position version(Entity) const = 0;

    // Waits until head() > position or the time is up; true when it is so.
    virtual bool wait_beyond(Position position, std::chrono::milliseconds at_most) const = 0;

    virtual std::vector<std::string> type_names() const = 0;
    virtual Position sealed_upto() const = 0;
    virtual void seal() = 0;      // all full segments, now
    virtual void catch_up() = 0;  // for a reader beside an owner: see what it wrote since
    virtual Store& store() const = 0;
};

}  // namespace foxtrail
