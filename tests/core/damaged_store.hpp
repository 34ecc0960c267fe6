// What tests do to a store behind the back of the log: see its rows, change them, take them away.
#pragma once

#include "core/log/store.hpp"

#include <string>
#include <utility>
#include <vector>

namespace foxtrail::test {

using Rows = std::vector<std::pair<std::string, std::string>>;

inline Rows rows_of(const Store& store, Family family) {
    Rows rows;
    store.scan(family, {}, {}, [&](std::string_view key, std::string_view value) { return rows.emplace_back(key, value), true; });
    return rows;
}

inline void put(Store& store, Family family, const std::string& key, const std::string& value) {
    Batch batch;
    batch.put(family, key, value);
    store.write(batch, Durability::synced);
}

inline void erase(Store& store, Family family, const std::string& key) {
    Batch batch;
    batch.erase(family, key);
    store.write(batch, Durability::synced);
}

// Flips a bit in the middle of the family's row of that number, from 0; gives its key.
inline std::string flip_a_bit(Store& store, Family family, std::size_t row) {
    auto [key, value] = rows_of(store, family).at(row);
    value[value.size() / 2] = static_cast<char>(value[value.size() / 2] ^ 4);
    put(store, family, key, value);
    return key;
}

}  // namespace foxtrail::test
