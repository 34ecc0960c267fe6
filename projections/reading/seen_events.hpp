// An entity's few events of some kinds as an instant sees them, without those it sees put right: in the order of valid time or, for what
// has a state that each event builds on, in that of the log. What follows from something that was heard of late is dated as that was, and
// still holds after what was done meanwhile.
#pragma once

#include "core/log/log.hpp"
#include "projections/temporal/instant.hpp"

#include <algorithm>
#include <set>

namespace foxtrail {

inline constexpr std::size_t seen_events_max = 10'000;  // read of one entity

enum class SeenOrder : std::uint8_t { valid_time, log };

// read(const RecordedEvent&) gives what to keep of an event as an optional, nothing for one that is not wanted.
template <class Read>
auto seen_events(Entity entity, const Log& log, const Instant& instant, Read&& read, SeenOrder order = SeenOrder::valid_time) {
    using Kept = typename std::invoke_result_t<Read&, const RecordedEvent&>::value_type;
    struct Seen {
        Position position;
        Time valid_at;
        Kept kept;
    };
    std::vector<Seen> seen;
    std::set<Position> corrected;
    log.read(log.history(entity, 0, std::min(instant.as_of, log.head()), seen_events_max),
             [&](const RecordedEvent& event) {
                 const Time valid_at = event.envelope->valid_at;
                 if (event.envelope->corrects) corrected.insert(event.envelope->corrects);
                 if (valid_at > instant.valid_at) return true;
                 if (auto kept = read(event)) seen.push_back({event.position, valid_at, std::move(*kept)});
                 return true;
             });
    std::erase_if(seen, [&](const Seen& event) { return corrected.contains(event.position); });
    if (order == SeenOrder::valid_time) std::ranges::stable_sort(seen, {}, &Seen::valid_at);
    std::vector<Kept> events;
    for (auto& event : seen) events.push_back(std::move(event.kept));
    return events;
}

}  // namespace foxtrail
