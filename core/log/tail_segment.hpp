// What is kept in memory about one segment of the unsealed tail: its links and the times of its commits.
//
// A segment that has reached LogOptions::segment_events gets no more commits: the sealer then reads it without a lock.
// Threads: none of its own; the log guards it.
#pragma once

#include "core/id.hpp"
#include "core/time.hpp"

#include <boost/unordered/unordered_flat_map.hpp>

#include <cstdint>
#include <optional>
#include <vector>

namespace foxtrail {

class TailSegment {
public:
    explicit TailSegment(Position first) : first_(first), last_(first - 1) {}

    // Commits come in order; `links` of an event may repeat and be empty, and its position belongs to the last commit added.
    void add_commit(std::uint32_t count, Time recorded_at);
    void add_links(Position, const std::vector<Entity>& links);

    Position first() const { return first_; }
    Position last() const { return last_; }
    std::size_t events() const { return last_ + 1 - first_; }

    Position version(Entity) const;  // 0 when no event here names it
    // Appends the positions in (after, upto] that name the entity, ascending.
    void history(Entity, Position after, Position upto, std::vector<Position>& out) const;
    Position position_at(Time) const;  // the last one recorded at or before it, 0 when there is none
    Time recorded_at_last() const { return commits_.back().recorded_at; }
    std::vector<Entity> entities() const;  // ascending

private:
    static constexpr std::uint32_t none = 0xFFFF'FFFF;
    struct Link {
        std::uint32_t offset;    // position - first_
        std::uint32_t previous;  // index of the same entity's link before, or none
    };
    struct Commit {
        Position last;
        Time recorded_at;
    };

    const Position first_;
    Position last_;
    std::vector<Commit> commits_;
    std::vector<Link> links_;
    boost::unordered_flat_map<Entity, std::uint32_t, std::hash<Entity>> last_link_;
};

}  // namespace foxtrail
