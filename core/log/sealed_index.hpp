// What is kept in memory about the sealed part of the log: 24 bytes a page, enough to find a position, to find a time,
// and to skip pages in which nothing can be valid yet.
//
//   meta["zone/" first position of a segment (be64)] := last position, recorded_at of the last event, page*     all be64
//   page := first position, least valid_at, recorded_at of the first event
//
// One value a segment, so that opening a log reads these and not its pages.
#pragma once

#include "core/id.hpp"
#include "core/time.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace foxtrail {

struct PageZone {
    Position first;
    Time valid_at_min;
    Time recorded_at_first;
};

struct SealedSegment {
    Position first = 0, last = 0;
    Time recorded_at_last;
    std::vector<PageZone> pages;
};

std::string zone_key(Position segment_first);
std::string encode_zones(const SealedSegment&);
// Errors: CorruptBytes.
SealedSegment decode_zones(Position segment_first, std::string_view value);

struct PositionRange {
    Position after, upto;
};

// Threads: none of its own; the log guards it.
class SealedIndex {
public:
    // `segment` begins behind upto().
    void add(const SealedSegment& segment);

    Position upto() const { return upto_; }
    Time recorded_at_last() const { return recorded_at_last_; }
    // The first position of the page, of the segment, that holds a position up to upto().
    Position page_of(Position) const;
    Position segment_of(Position) const;
    Position last_segment() const { return segments_.empty() ? 0 : segments_.back(); }
    // The page that holds the last event recorded at or before `at`; 0 when there is none.
    Position page_recorded_by(Time at) const;
    // The first run of positions in (after, upto] that has to be read to miss nothing valid at or before `valid_at_max`;
    // everything behind upto() has to be.
    std::optional<PositionRange> next_run(Position after, Position upto, Time valid_at_max) const;

private:
    std::vector<PageZone> pages_;
    std::vector<Position> segments_;
    Position upto_ = 0;
    Time recorded_at_last_ = Time::min();
};

}  // namespace foxtrail
