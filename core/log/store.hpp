// The ordered key-value store a log is kept in: families of sorted keys, atomic batches, a durable write.
//
// Order:      keys compare as unsigned bytes; numbers in keys are big-endian, so that they sort as numbers.
// Atomicity:  a batch is there whole or not at all, also after a crash.
// Durability: write(.., Durability::synced) returns only when the batch is on disk, and with it all batches before it.
// Threads:    any member, any thread. A scan sees one consistent state; its visitor may read the store and must not write.
// Errors:     StoreFailed when the disk fails or the files are damaged: nothing can be said about the batch then.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace foxtrail {

struct StoreFailed : std::runtime_error {
    using std::runtime_error::runtime_error;
};

enum class Family : std::uint8_t {
    meta,    // format version, type names, sealing mark
    tail,    // small pages of the newest events, one a group commit
    pages,   // sealed pages
    links,   // postings: entity and segment -> positions
    keys,    // command keys -> first answer
    states,  // decision states, external keys, id counters
    tables,  // what projections keep
};
inline constexpr std::size_t family_count = 7;

enum class Durability { synced, buffered };

struct Batch {
    struct Operation {
        Family family;
        std::string key;
        std::optional<std::string> value;  // nothing: erase
    };
    std::vector<Operation> operations;

    void put(Family family, std::string key, std::string value) { operations.push_back({family, std::move(key), std::move(value)}); }
    void erase(Family family, std::string key) { operations.push_back({family, std::move(key), std::nullopt}); }
};

enum class Access { owner, reader };  // a reader works beside an owner in another process and never writes

class Store {
public:
    using Visit = std::function<bool(std::string_view key, std::string_view value)>;  // false ends the scan

    virtual ~Store() = default;
    virtual std::optional<std::string> get(Family, std::string_view key) const = 0;
    // Keys in [from, before), ascending; an empty `before` means to the end of the family.
    virtual void scan(Family, std::string_view from, std::string_view before, const Visit&) const = 0;
    // The greatest key <= `at` and >= `from`, with its value.
    virtual std::optional<std::pair<std::string, std::string>> last(Family, std::string_view from, std::string_view at) const = 0;
    virtual void write(const Batch&, Durability) = 0;
    // Rewrites the family's files, so that nothing of what was erased is left in them. May take long.
    virtual void forget_erased(Family) {}
    // A reader beside another process sees what that process has written since; a no-op for an owner.
    virtual void catch_up() {}
    virtual Access access() const { return Access::owner; }
};

// Big-endian, so that keys sort as numbers.
inline void put_be32(std::string& out, std::uint32_t value) {
    for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift);
}
inline void put_be64(std::string& out, std::uint64_t value) {
    put_be32(out, static_cast<std::uint32_t>(value >> 32));
    put_be32(out, static_cast<std::uint32_t>(value));
}
inline std::uint64_t be64(std::string_view bytes) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < 8 && i < bytes.size(); ++i) value = value << 8 | static_cast<unsigned char>(bytes[i]);
    return value;
}
inline std::string be64_key(std::uint64_t value) {
    std::string key;
    put_be64(key, value);
    return key;
}

// In memory, for tests and what-if replays: the same contract, nothing survives it.
std::unique_ptr<Store> open_memory_store();

struct RocksOptions {
    std::uint64_t block_cache_bytes = 64ULL << 20;
    std::uint64_t memtable_bytes_total = 64ULL << 20;
    std::uint64_t wal_bytes_total = 128ULL << 20;
};

// Errors: StoreFailed, saying what to do: another process owns the folder, no such folder, damaged files.
std::unique_ptr<Store> open_rocks_store(const std::string& folder, Access, const RocksOptions& = {});

}  // namespace foxtrail
