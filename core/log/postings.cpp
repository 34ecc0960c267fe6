#include "core/log/postings.hpp"

#include "core/binary.hpp"
#include "core/log/store.hpp"

namespace foxtrail {

std::string posting_key(Entity entity, Position segment_first) {
    std::string key;
    key.reserve(posting_key_bytes);
    put_be32(key, entity.kind.code);
    put_be32(key, entity.number);
    put_be64(key, segment_first);
    return key;
}

Position posting_segment(std::string_view key) {
    if (key.size() != posting_key_bytes) throw CorruptBytes("the key of a posting list has a wrong length");
    return be64(key.substr(posting_key_bytes - 8));
}

std::string encode_postings(Position segment_first, std::span<const Position> positions) {
    std::string value;
    Position previous = segment_first;
    for (const Position position : positions) {
        put_varint(value, position - previous);
        previous = position;
    }
    return value;
}

std::vector<Position> decode_postings(Position segment_first, std::string_view value) {
    std::vector<Position> positions;
    Position position = segment_first;
    while (!value.empty()) positions.push_back(position += take_varint(value));
    return positions;
}

}  // namespace foxtrail
