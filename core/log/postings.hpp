// The sealed half of the link index: which events of a segment name an entity.
//
//   key    := kind (be32) number (be32) first position of the segment (be64)
//   value  := LEB128 deltas of ascending positions, the first against the segment's first position
//
// Each segment also has a row of the empty entity, without positions: where it is seen, all rows of the segment are.
// An entity's postings lie side by side in the order of the log, so its history is one scan and its version one seek.
#pragma once

#include "core/id.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace foxtrail {

inline constexpr std::size_t posting_key_bytes = 16;

std::string posting_key(Entity, Position segment_first);
// Errors: CorruptBytes when the key has another length.
Position posting_segment(std::string_view key);

// `positions` ascend strictly and begin at or after `segment_first`.
std::string encode_postings(Position segment_first, std::span<const Position> positions);
// Errors: CorruptBytes.
std::vector<Position> decode_postings(Position segment_first, std::string_view value);

}  // namespace foxtrail
