#include "projections/reading/merged_history.hpp"

#include <algorithm>

namespace foxtrail {
namespace {

constexpr std::size_t positions_per_source = 1'000;  // asked of one source at a time

struct Found {
    Position position;
    const HistorySource* source;
};

// What the sources have in (after, upto], ascending. As soon as one of them has more than is asked of it at a time, the
// window ends there, so that no source falls behind another.
struct HistoryWindow {
    std::vector<Found> found;
    Position upto;
};

HistoryWindow window_of(const Log& log, std::span<const HistorySource> sources, Position after, Position upto) {
    HistoryWindow window{{}, upto};
    for (const auto& source : sources) {
        const auto positions = log.history(source.entity, after, window.upto, positions_per_source);
        if (positions.size() == positions_per_source) window.upto = positions.back();
        for (const auto position : positions) window.found.push_back({position, &source});
    }
    std::erase_if(window.found, [&](const Found& found) { return found.position > window.upto; });
    std::ranges::stable_sort(window.found, {}, &Found::position);
    return window;
}

}  // namespace

HistoryRead read_history(const Log& log, std::span<const HistorySource> sources, Position after, Position upto, const Log::Visit& visit) {
    std::size_t looked_at = 0;
    while (after < upto && looked_at < history_looked_at_max) {
        const HistoryWindow window = window_of(log, sources, after, upto);
        std::vector<Position> positions;
        for (const auto& found : window.found)
            if (positions.empty() || positions.back() != found.position) positions.push_back(found.position);
        bool going_on = true;
        auto at = window.found.begin();
        log.read(positions, [&](const RecordedEvent& event) {
            bool admitted = false;
            for (; at != window.found.end() && at->position == event.position; ++at)
                admitted |= at->source->admits(event.envelope->valid_at);
            after = event.position;
            going_on = !admitted || visit(event);
            return going_on;
        });
        if (!going_on) return {after, at != window.found.end() || window.upto < upto};
        looked_at += positions.size();
        after = window.upto;
    }
    return {after, after < upto};
}

}  // namespace foxtrail
