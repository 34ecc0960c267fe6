#include "commands/writer/resting_items.hpp"

#include "commands/writer/state_rows.hpp"

#include <algorithm>

namespace foxtrail {

void RestingItems::crowd(Entity on) {
    if (crowded_.size() == crowded_max) crowded_.clear();
    crowded_.insert(on);
}

std::vector<Entity>& RestingItems::keep(Entity on, std::vector<Entity> items) {
    if (kept_count_ + items.size() >= kept_rests_max) kept_.clear(), kept_count_ = 0;
    const auto [kept, is_new] = kept_.try_emplace(on, std::move(items));
    if (is_new) kept_count_ += kept->second.size() + 1;
    return kept->second;
}

void RestingItems::set(Entity on, Entity item, bool rests) {
    fresh_[on].push_back({item, rests}), ++fresh_count_;
    const auto kept = kept_.find(on);
    if (kept == kept_.end()) return;
    auto& items = kept->second;
    const auto at = std::ranges::lower_bound(items, item);
    const bool there = at != items.end() && *at == item;
    if (rests && !there) items.insert(at, item), ++kept_count_;
    if (!rests && there) items.erase(at), --kept_count_;
    if (items.size() >= kept_items_max) kept_count_ -= items.size() + 1, kept_.erase(kept), crowd(on);
}

std::vector<Entity> RestingItems::on(Entity on, Kind kind, std::size_t limit) {
    const Entity first{kind, 0}, behind{{kind.code + 1}, 0};
    const auto kept = kept_.find(on);
    const std::vector<Entity>* items = kept == kept_.end() ? nullptr : &kept->second;
    if (!items && crowded_.contains(on)) return looked_up(on, first, behind, limit);
    if (!items) {
        auto all = looked_up(on, {}, {{~0U}, ~0U}, kept_items_max);
        if (all.size() == kept_items_max) {
            crowd(on);
            return looked_up(on, first, behind, limit);
        }
        items = &keep(on, std::move(all));
    }
    const auto from = std::ranges::lower_bound(*items, first), to = std::lower_bound(from, items->end(), behind);
    return {from, from + std::min(to - from, static_cast<std::ptrdiff_t>(limit))};
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
