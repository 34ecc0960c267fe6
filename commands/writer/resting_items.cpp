#include "commands/writer/resting_items.hpp"

#include "commands/writer/state_rows.hpp"

#include <algorithm>

namespace foxtrail {

void RestingItems::know(Entity on) {
    if (known_.size() >= kept_known_max) known_.clear();
    known_.insert(on);
}

void RestingItems::set(Entity on, Entity item, bool rests) {
    fresh_[on].push_back({item, rests}), ++fresh_count_;
    auto kept = lists_.find({on, item.kind});
    if (kept == lists_.end()) {
        if (!rests || !known_.contains(on)) return;
        if (list_items_ >= kept_lists_items_max) return let_go();
        kept = lists_.try_emplace({on, item.kind}).first, ++list_items_;
    }
    auto& list = kept->second;
    const auto at = std::ranges::lower_bound(list, item);
    const bool there = at != list.end() && *at == item;
    if (rests && !there) list.insert(at, item), ++list_items_;
    if (!rests && there) list.erase(at), --list_items_;
}

std::vector<Entity> RestingItems::on(Entity on, Kind kind, std::size_t limit) {
    auto kept = lists_.find({on, kind});
    if (kept == lists_.end() && !known_.contains(on)) {
        const Entity first{kind, 0}, behind{{kind.code + 1}, 0};
        if (!load(on)) {
            const auto found = looked_up(on, first, behind, kept_list_items_max);
            if (found.size() == kept_list_items_max) return looked_up(on, first, behind, limit);
            keep({on, kind}, found);
        }
        kept = lists_.find({on, kind});
    }
    if (kept == lists_.end()) return {};
    const auto& list = kept->second;
    return {list.begin(), list.begin() + static_cast<std::ptrdiff_t>(std::min(limit, list.size()))};
}

// Keeps the lists of all kinds of item on it; false when they are too long together.
bool RestingItems::load(Entity on) {
    const Entity first{}, behind{{~0U}, ~0U};
    const auto found = looked_up(on, first, behind, kept_list_items_max);
    if (found.size() == kept_list_items_max) return false;
    for (auto from = found.begin(); from != found.end();) {
        const auto to = std::find_if(from, found.end(), [&](Entity item) { return item.kind != from->kind; });
        keep({on, from->kind}, {from, to});
        from = to;
    }
    know(on);
    return true;
}

void RestingItems::keep(const ListOf& of, const std::vector<Entity>& items) {
    if (list_items_ + items.size() >= kept_lists_items_max) let_go();
    if (lists_.insert_or_assign(of, items).second) list_items_ += items.size() + 1;
}

// Without its lists, nothing is known of an entity either.
void RestingItems::let_go() {
    lists_.clear(), known_.clear();
    list_items_ = 0;
}

// How each item in [first, behind) was set last, ascending.
std::vector<RestingItems::Set> RestingItems::last_set(Entity on, Entity first, Entity behind) const {
    std::vector<Set> last;
    const auto fresh = fresh_.find(on);
    if (fresh == fresh_.end()) return last;
    std::copy_if(fresh->second.rbegin(), fresh->second.rend(), std::back_inserter(last), [&](const Set& set) { return first <= set.item && set.item < behind; });
    std::ranges::stable_sort(last, {}, &Set::item);
    const auto again = std::ranges::unique(last, {}, &Set::item);
    last.erase(again.begin(), again.end());
    return last;
}

// The items in [first, behind), of whatever kind: what is fresh overrules the store.
std::vector<Entity> RestingItems::looked_up(Entity on, Entity first, Entity behind, std::size_t limit) const {
    std::vector<Entity> found;
    const auto last = last_set(on, first, behind);
    auto fresh = last.begin();
    const auto take_fresh = [&](auto&& is_due) {
        for (; fresh != last.end() && is_due(fresh->item); ++fresh)
            if (fresh->rests) found.push_back(fresh->item);
    };
    if (store_)
        store_->scan(Family::states, state_rows::rests_key(on, first), state_rows::rests_key(on, behind), [&](std::string_view key, std::string_view) {
            const Entity item = state_rows::entity_at(key, 1 + state_rows::entity_bytes);
            take_fresh([&](Entity other) { return other < item; });
            if (fresh == last.end() || fresh->item != item) found.push_back(item);
            return found.size() < limit;
        });
    take_fresh([](Entity) { return true; });
    if (found.size() > limit) found.resize(limit);
    return found;
}

void RestingItems::flush(Batch& batch) {
    for (const auto& [on, sets] : fresh_)
        for (const auto& [item, rests] : sets) {
            std::string key = state_rows::rests_key(on, item);
            if (rests) batch.put(Family::states, std::move(key), {});
            else batch.erase(Family::states, std::move(key));
        }
    if (store_) fresh_.clear(), fresh_count_ = 0;
}

}  // namespace foxtrail
