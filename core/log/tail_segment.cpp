#include "core/log/tail_segment.hpp"

#include <algorithm>
#include <stdexcept>

namespace foxtrail {

void TailSegment::add_commit(std::uint32_t count, Time recorded_at) {
    last_ += count;
    if (last_ - first_ >= none) throw std::length_error("a segment holds fewer than 2^32 events");
    commits_.push_back({last_, recorded_at});
}

void TailSegment::add_links(Position position, const std::vector<Entity>& links) {
    const auto offset = static_cast<std::uint32_t>(position - first_);
    for (const Entity entity : links) {
        if (!entity) continue;
        const auto at = last_link_.try_emplace(entity, none).first;
        if (at->second != none && links_[at->second].offset == offset) continue;
        links_.push_back({offset, at->second});
        at->second = static_cast<std::uint32_t>(links_.size() - 1);
    }
}

Position TailSegment::version(Entity entity) const {
    const auto found = last_link_.find(entity);
    return found == last_link_.end() ? 0 : first_ + links_[found->second].offset;
}

void TailSegment::history(Entity entity, Position after, Position upto, std::vector<Position>& out) const {
    const auto found = last_link_.find(entity);
    if (found == last_link_.end()) return;
    const auto start = static_cast<std::ptrdiff_t>(out.size());
    for (std::uint32_t at = found->second; at != none; at = links_[at].previous) {
        const Position position = first_ + links_[at].offset;
        if (position <= after) break;
        if (position <= upto) out.push_back(position);
    }
    std::reverse(out.begin() + start, out.end());
}

Position TailSegment::position_at(Time at) const {
    const auto later = std::ranges::upper_bound(commits_, at, {}, &Commit::recorded_at);
    return later == commits_.begin() ? 0 : std::prev(later)->last;
}

std::vector<Entity> TailSegment::entities() const {
    std::vector<Entity> all;
    all.reserve(last_link_.size());
    for (const auto& [entity, link] : last_link_) all.push_back(entity);
    std::ranges::sort(all);
    return all;
}

}  // namespace foxtrail
