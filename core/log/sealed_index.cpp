#include "core/log/sealed_index.hpp"

#include "core/binary.hpp"
#include "core/log/store.hpp"

#include <algorithm>

namespace foxtrail {

namespace {

constexpr std::size_t zone_header_bytes = 16;
constexpr std::size_t zone_bytes = 24;

void put_time(std::string& out, Time time) { put_be64(out, static_cast<std::uint64_t>(time.us)); }
Time time_at(std::string_view bytes, std::size_t at) { return {static_cast<std::int64_t>(be64(bytes.substr(at)))}; }

}  // namespace

std::string zone_key(Position segment_first) { return "zone/" + be64_key(segment_first); }

std::string encode_zones(const SealedSegment& segment) {
    std::string value = be64_key(segment.last);
    put_time(value, segment.recorded_at_last);
    for (const PageZone& page : segment.pages) {
        put_be64(value, page.first);
        put_time(value, page.valid_at_min);
        put_time(value, page.recorded_at_first);
    }
    return value;
}

SealedSegment decode_zones(Position segment_first, std::string_view value) {
    if (value.size() < zone_header_bytes + zone_bytes || (value.size() - zone_header_bytes) % zone_bytes != 0)
        throw CorruptBytes("the zones of a segment have a wrong length");
    SealedSegment segment{segment_first, be64(value), time_at(value, 8), {}};
    segment.pages.reserve(value.size() / zone_bytes);
    for (std::size_t at = zone_header_bytes; at < value.size(); at += zone_bytes)
        segment.pages.push_back({be64(value.substr(at)), time_at(value, at + 8), time_at(value, at + 16)});
    if (segment.last < segment.first || segment.pages.front().first != segment.first)
        throw CorruptBytes("the zones of a segment contradict it");
    return segment;
}

void SealedIndex::add(const SealedSegment& segment) {
    pages_.insert(pages_.end(), segment.pages.begin(), segment.pages.end());
    segments_.push_back(segment.first);
    upto_ = segment.last;
    recorded_at_last_ = segment.recorded_at_last;
}

Position SealedIndex::page_of(Position position) const {
    return std::prev(std::ranges::upper_bound(pages_, position, {}, &PageZone::first))->first;
}

Position SealedIndex::segment_of(Position position) const {
    const auto later = std::ranges::upper_bound(segments_, position);
    return later == segments_.begin() ? 0 : *std::prev(later);
}

Position SealedIndex::page_recorded_by(Time at) const {
    const auto later = std::ranges::upper_bound(pages_, at, {}, &PageZone::recorded_at_first);
    return later == pages_.begin() ? 0 : std::prev(later)->first;
}

std::optional<PositionRange> SealedIndex::next_run(Position after, Position upto, Time valid_at_max) const {
    if (after >= upto) return std::nullopt;
    if (after >= upto_) return PositionRange{after, upto};
    const auto wanted = [&](const PageZone& page) { return page.valid_at_min <= valid_at_max; };
    const auto here = std::prev(std::ranges::upper_bound(pages_, after + 1, {}, &PageZone::first));
    const auto begin = std::find_if(here, pages_.end(), wanted);
    const Position run_after = begin == pages_.end() ? upto_ : std::max(after, begin->first - 1);
    const auto end = std::find_if_not(begin, pages_.end(), wanted);
    const Position run_upto = end == pages_.end() ? upto : std::min(upto, end->first - 1);
    if (run_after >= run_upto) return std::nullopt;
    return PositionRange{run_after, run_upto};
}

}  // namespace foxtrail
