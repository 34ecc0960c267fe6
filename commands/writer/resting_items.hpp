// What rests on whom: the open items of a kind that an entity has to do with. Lists that were asked for lately are kept in memory,
// so that a rule which asks who was told already does not search the store. The store is searched once for all kinds of item on
// an entity, and never for what has come to be lately: all that rests on it was set since.
//
// Threads: one, the writer's.
#pragma once

#include "core/entity.hpp"
#include "core/log/store.hpp"

#include <boost/container/small_vector.hpp>
#include <boost/unordered/unordered_flat_map.hpp>
#include <boost/unordered/unordered_flat_set.hpp>

#include <vector>

namespace foxtrail {

inline constexpr std::size_t kept_list_items_max = 1'000;      // a longer list is looked up each time
inline constexpr std::size_t kept_lists_items_max = 200'000;   // of all lists together; then all are let go of
inline constexpr std::size_t kept_known_max = 200'000;         // entities whose lists are all kept; then they are forgotten

class RestingItems {
public:
    // `store` may be null: then all there is is what was set.
    explicit RestingItems(const Store* store) : store_(store) {}

    // Nothing rests on it yet.
    void born(Entity on) { know(on); }
    void set(Entity on, Entity item, bool rests);
    // Ascending, at most `limit`.
    std::vector<Entity> on(Entity on, Kind item, std::size_t limit);

    void flush(Batch&);  // what was set since the last flush
    std::size_t changed() const { return fresh_count_; }

private:
    struct ListOf {
        Entity on;
        Kind item;
        bool operator==(const ListOf&) const = default;
        friend std::size_t hash_value(const ListOf& of) { return std::hash<Entity>{}(of.on) * 31 + of.item.code; }
    };
    struct Set {
        Entity item;
        bool rests;
    };

    void know(Entity on);
    bool load(Entity on);
    void keep(const ListOf&, const std::vector<Entity>&);
    std::vector<Entity> looked_up(Entity on, Entity first, Entity behind, std::size_t limit) const;
    std::vector<Set> last_set(Entity on, Entity first, Entity behind) const;
    void let_go();

    const Store* store_;
    boost::unordered_flat_map<Entity, boost::container::small_vector<Set, 3>, std::hash<Entity>> fresh_;  // not yet in the store, in the order of set()
    std::size_t fresh_count_ = 0;
    boost::unordered_flat_map<ListOf, std::vector<Entity>> lists_;
    boost::unordered_flat_set<Entity, std::hash<Entity>> known_;  // of these, lists_ has every list that is not empty
    std::size_t list_items_ = 0;  // in lists_, an empty one counted as one
};

}  // namespace foxtrail
