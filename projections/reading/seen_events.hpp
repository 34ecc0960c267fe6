// An entity's few events of some kinds as an instant sees them: in the order of valid time, without those it sees put
// right.
#pragma once

#include "core/log/log.hpp"
#include "projections/temporal/instant.hpp"

#include <algorithm>
#include <set>

namespace foxtrail {

inline constexpr std::size_t seen_events_max = 10'000;  // read of one entity

// read(const RecordedEvent&) gives what to keep of an event as an optional, nothing for one that is not wanted.
template <class Read>
auto seen_events(Entity entity, const Log& log, const Instant& instant, Read&& read) {
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
    std::ranges::stable_sort(seen, {}, &Seen::valid_at);
    std::vector<Kept> events;
    for (auto& event : seen) events.push_back(std::move(event.kept));
    return events;
}

}  // namespace foxtrail
