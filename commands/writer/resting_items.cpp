#include "commands/writer/resting_items.hpp"

#include "commands/writer/state_rows.hpp"

#include <algorithm>

namespace foxtrail {

void RestingItems::born(Entity on) {
    if (newborn_.size() >= kept_newborn_max) newborn_.clear();
    newborn_.insert(on);
}

void RestingItems::set(Entity on, Entity item, bool rests) {
    fresh_[{on, item}] = rests;
    auto known = lists_.find({on, item.kind});
    if (known == lists_.end()) {
        if (!rests || !newborn_.contains(on)) return;
        if (list_items_ >= kept_lists_items_max) return let_go();
        known = lists_.try_emplace({on, item.kind}).first, ++list_items_;
    }
    auto& list = known->second;
    const auto at = std::ranges::lower_bound(list, item);
    const bool there = at != list.end() && *at == item;
    if (rests && !there) list.insert(at, item), ++list_items_;
    if (!rests && there) list.erase(at), --list_items_;
}

std::vector<Entity> RestingItems::on(Entity on, Kind kind, std::size_t limit) {
    if (const auto known = lists_.find({on, kind}); known != lists_.end()) {
        const auto& list = known->second;
        return {list.begin(), list.begin() + static_cast<std::ptrdiff_t>(std::min(limit, list.size()))};
    }
    if (newborn_.contains(on)) return {};
    auto found = looked_up(on, kind, kept_list_items_max);
    if (found.size() == kept_list_items_max) return looked_up(on, kind, limit);
    if (list_items_ + found.size() >= kept_lists_items_max) let_go();
    list_items_ += found.size() + 1;
    lists_[{on, kind}] = found;
    if (found.size() > limit) found.resize(limit);
    return found;
}

// Without its lists, nothing is known of what is newborn either.
void RestingItems::let_go() {
    lists_.clear(), newborn_.clear();
    list_items_ = 0;
}

// What is fresh overrules the store.
std::vector<Entity> RestingItems::looked_up(Entity on, Kind kind, std::size_t limit) const {
    const Entity first{kind, 0}, behind{{kind.code + 1}, 0};
    std::vector<Entity> found;
    auto fresh = fresh_.lower_bound({on, first});
    const auto take_fresh = [&](Entity upto) {  // those before `upto`
        for (; fresh != fresh_.end() && fresh->first < std::pair(on, upto); ++fresh)
            if (fresh->second) found.push_back(fresh->first.second);
    };
    if (store_)
        store_->scan(Family::states, state_rows::rests_key(on, first), state_rows::rests_key(on, behind), [&](std::string_view key, std::string_view) {
            const Entity item = state_rows::entity_at(key, 1 + state_rows::entity_bytes);
            take_fresh(item);
            if (fresh == fresh_.end() || fresh->first != std::pair(on, item)) found.push_back(item);
            return found.size() < limit;
        });
    if (found.size() < limit) take_fresh(behind);
    if (found.size() > limit) found.resize(limit);
    return found;
}

void RestingItems::flush(Batch& batch) {
    for (const auto& [rest, rests] : fresh_) {
        if (rests) batch.put(Family::states, state_rows::rests_key(rest.first, rest.second), {});
        else batch.erase(Family::states, state_rows::rests_key(rest.first, rest.second));
    }
    if (store_) fresh_.clear();
}

}  // namespace foxtrail
