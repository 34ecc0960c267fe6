// The last events of some kind about an entity, read from the end of the log backwards.
#pragma once

#include "core/log/log.hpp"
#include "projections/temporal/instant.hpp"

#include <algorithm>
#include <set>

namespace foxtrail {

inline constexpr std::size_t latest_looked_at_max = 50'000;  // events read for one answer

// read(const RecordedEvent&) gives what to keep as an optional, nothing for an event that is not wanted. At most `limit` of
// those the instant sees, as they were recorded last, in the order of valid time, the latest first; without those put right.
template <class Read>
auto latest_events(Entity entity, const Log& log, const Instant& instant, std::size_t limit, Read&& read) {
    using Kept = typename std::invoke_result_t<Read&, const RecordedEvent&>::value_type;
    struct Found {
        Position position;
        Time valid_at;
        Kept kept;
    };
    constexpr Position first_window = 65'536;  // positions; each one after it is four times as wide
    constexpr std::size_t chunk_events = 256;
    std::vector<Found> found;
    std::set<Position> corrected;
    std::size_t looked_at = 0;
    const auto look_at = [&](std::span<const Position> positions) {
        std::vector<Found> seen;
        log.read(positions, [&](const RecordedEvent& event) {
            if (event.envelope->corrects) corrected.insert(event.envelope->corrects);
            if (event.envelope->valid_at > instant.valid_at) return true;
            if (auto kept = read(event)) seen.push_back({event.position, event.envelope->valid_at, std::move(*kept)});
            return true;
        });
        looked_at += positions.size();
        for (auto event = seen.rbegin(); event != seen.rend() && found.size() < limit; ++event)
            if (!corrected.contains(event->position)) found.push_back(std::move(*event));
    };
    const auto going_on = [&] { return found.size() < limit && looked_at < latest_looked_at_max; };
    Position upto = std::min(instant.as_of, log.head());
    for (Position width = first_window; upto > 0 && going_on(); width *= 4) {
        const Position after = upto > width ? upto - width : 0;
        const auto positions = log.history(entity, after, upto, upto - after);
        for (std::size_t end = positions.size(); end > 0 && going_on();) {
            const std::size_t begin = end > chunk_events ? end - chunk_events : 0;
            look_at(std::span(positions).subspan(begin, end - begin));
            end = begin;
        }
        upto = after;
    }
    std::ranges::stable_sort(found, std::greater<>(), &Found::valid_at);
    std::vector<Kept> events;
    for (auto& event : found) events.push_back(std::move(event.kept));
    return events;
}

}  // namespace foxtrail
