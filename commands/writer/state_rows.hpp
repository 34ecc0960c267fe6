// Rows of the states family: a letter, then big-endian numbers, so that they sort.
#pragma once

#include "core/entity.hpp"
#include "core/log/store.hpp"

#include <string>

namespace foxtrail::state_rows {

inline constexpr std::string_view upto = "form";
inline constexpr char state = 's', number = 'n', external_key = 'x', rests = 'r';
inline constexpr std::size_t entity_bytes = 8, rests_key_bytes = 1 + 2 * entity_bytes;

inline void put_entity(std::string& key, Entity entity) {
    put_be32(key, entity.kind.code);
    put_be32(key, entity.number);
}
inline Entity entity_at(std::string_view key, std::size_t at) {
    const std::uint64_t bits = be64(key.substr(at, entity_bytes));
    return {{static_cast<std::uint32_t>(bits >> 32)}, static_cast<std::uint32_t>(bits)};
}

inline std::string number_key(Kind kind) {
    std::string key(1, number);
    put_be32(key, kind.code);
    return key;
}
inline std::string key_of_external_key(Kind kind, std::string_view text) {
    std::string key(1, external_key);
    put_be32(key, kind.code);
    return key.append(text);
}
inline std::string rests_key(Entity on, Entity item) {
    std::string key(1, rests);
    put_entity(key, on);
    put_entity(key, item);
    return key;
}

}  // namespace foxtrail::state_rows
