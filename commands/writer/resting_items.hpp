// What rests on whom: the items that an entity has to do with, the open ones above all. What rests on those asked about lately is kept in memory, so
// that a rule which asks who was told already does not search the store; nor is the store searched for what has come to be lately:
// all that rests on it was set since. A hash that stands for several things, of which no event says that it is new, is looked for among
// all hashes there are: they are in memory together.
//
// Threads: one, the writer's.
#pragma once

#include "core/entity.hpp"
#include "core/log/store.hpp"

#include <boost/unordered/unordered_flat_map.hpp>
#include <boost/unordered/unordered_flat_set.hpp>

#include <bitset>
#include <vector>

namespace foxtrail {

inline constexpr std::size_t kept_items_max = 4'000;    // on one entity; where there are more, they are looked up each time
inline constexpr Kind hash_kind = Kind::of("dupl");     // of what stands for several things, so that what is like another is found by it
inline constexpr std::size_t kept_hashes_max = 100'000;  // items that rest on hashes; where there are more, they are looked up each time
inline constexpr std::size_t crowded_max = 1'024;      // entities known to have more; then all are found out anew
inline constexpr std::size_t kept_rests_max = 400'000;  // entities and items together; then all are let go of

class RestingItems {
public:
    // `store` may be null: then all there is is what was set.
    explicit RestingItems(const Store* store) : store_(store) {}

    // Nothing rests on it yet.
    void born(Entity on) { keep(on, {}); }
    // When that changes, and only then.
    void set(Entity on, Entity item, bool rests);
    // Ascending, at most `limit`.
    std::vector<Entity> on(Entity on, Kind item, std::size_t limit);
    // Of those the lowest; {} when there is none.
    Entity first(Entity on, Kind item);

    void flush(Batch&);  // what was set since the last flush
    std::size_t changed() const { return fresh_.size(); }

private:
    struct Set {
        Entity on, item;
        bool rests;
    };

    const std::vector<Entity>* all(Entity on);
    std::vector<Entity>* kept(Entity on);
    std::vector<Entity>& keep(Entity on, std::vector<Entity> items);
    void let_go();
    void crowd(Entity on);
    bool keep_hashes();
    std::vector<Entity> looked_up(Entity on, Entity first, Entity behind, std::size_t limit) const;
    std::vector<Set> last_set(Entity on, Entity first, Entity behind) const;
    std::size_t fresh_bit(Entity on) const { return std::hash<Entity>()(on) % maybe_fresh_.size(); }

    const Store* store_;
    std::vector<Set> fresh_;                // not yet in the store, in the order of set()
    std::bitset<65'536> maybe_fresh_;       // by a hash of what they rest on: whether it is worth a look
    boost::unordered_flat_map<Entity, std::vector<Entity>, std::hash<Entity>> kept_;  // all that rests on each, ascending
    std::size_t kept_count_ = 0;                                                      // entities and items
    boost::unordered_flat_set<Entity, std::hash<Entity>> crowded_;                    // too much rests on them to be kept
    enum class Hashes : std::uint8_t { unknown, kept, too_many } hashes_ = Hashes::unknown;  // kept: what is not in kept_, nothing rests on
};

}  // namespace foxtrail
