#include "commands/writer/resting_items.hpp"

#include "commands/writer/state_rows.hpp"

#include <algorithm>
#include <map>

namespace foxtrail {

void RestingItems::let_go() {
    kept_.clear(), kept_count_ = 0;
    hashes_ = Hashes::unknown;
}

void RestingItems::crowd(Entity on) {
    if (crowded_.size() == crowded_max) crowded_.clear(), hashes_ = Hashes::unknown;
    crowded_.insert(on);
}

std::vector<Entity>& RestingItems::keep(Entity on, std::vector<Entity> items) {
    if (kept_count_ + items.size() >= kept_rests_max) let_go();
    const auto [kept, is_new] = kept_.try_emplace(on, std::move(items));
    if (is_new) kept_count_ += kept->second.size() + 1;
    return kept->second;
}

// What is known to rest on it; null when the store has to be asked.
std::vector<Entity>* RestingItems::kept(Entity on) {
    if (const auto kept = kept_.find(on); kept != kept_.end()) return &kept->second;
    return on.kind == hash_kind && !crowded_.contains(on) && keep_hashes() ? &keep(on, {}) : nullptr;
}

// Whether all that rests on hashes is kept now.
bool RestingItems::keep_hashes() {
    if (hashes_ != Hashes::unknown) return hashes_ == Hashes::kept;
    std::map<Entity, std::vector<Entity>> found;
    std::size_t count = 0;
    for (const Set& set : fresh_)
        if (set.on.kind == hash_kind) found[set.on], ++count;
    if (store_)
        store_->scan(Family::states, state_rows::rests_key({hash_kind, 0}, {}), state_rows::rests_key({{hash_kind.code + 1}, 0}, {}), [&](std::string_view key, std::string_view) {
            found[state_rows::entity_at(key, 1)].push_back(state_rows::entity_at(key, 1 + state_rows::entity_bytes));
            return ++count <= kept_hashes_max;
        });
    hashes_ = count > kept_hashes_max ? Hashes::too_many : Hashes::kept;
    if (hashes_ == Hashes::kept)
        for (auto& [on, items] : found) keep(on, maybe_fresh_[fresh_bit(on)] ? looked_up(on, {}, {{~0U}, ~0U}, kept_hashes_max) : std::move(items));
    return hashes_ == Hashes::kept;
}

void RestingItems::set(Entity on, Entity item, bool rests) {
    std::vector<Entity>* items = kept(on);
    fresh_.push_back({on, item, rests});
    maybe_fresh_[fresh_bit(on)] = true;
    if (!items) return;
    const auto at = std::ranges::lower_bound(*items, item);
    const bool there = at != items->end() && *at == item;
    if (rests && !there) items->insert(at, item), ++kept_count_;
    if (!rests && there) items->erase(at), --kept_count_;
    if (items->size() >= kept_items_max) kept_count_ -= items->size() + 1, kept_.erase(on), crowd(on);
}

// All that rests on it, kept from now on; null when it is too much to be kept.
const std::vector<Entity>* RestingItems::all(Entity on) {
    if (const auto* items = kept(on)) return items;
    if (crowded_.contains(on)) return nullptr;
    auto found = looked_up(on, {}, {{~0U}, ~0U}, kept_items_max);
    if (found.size() < kept_items_max) return &keep(on, std::move(found));
    crowd(on);
    return nullptr;
}

std::vector<Entity> RestingItems::on(Entity on, Kind kind, std::size_t limit) {
    const Entity first{kind, 0}, behind{{kind.code + 1}, 0};
    const std::vector<Entity>* items = all(on);
    if (!items) return looked_up(on, first, behind, limit);
    const auto from = std::ranges::lower_bound(*items, first), to = std::lower_bound(from, items->end(), behind);
    return {from, from + std::min(to - from, static_cast<std::ptrdiff_t>(limit))};
}

Entity RestingItems::first(Entity on, Kind kind) {
    const std::vector<Entity>* items = all(on);
    const auto found = items ? std::vector<Entity>{} : looked_up(on, {kind, 0}, {{kind.code + 1}, 0}, 1);
    const auto& among = items ? *items : found;
    const auto from = std::ranges::lower_bound(among, Entity{kind, 0});
    return from != among.end() && from->kind == kind ? *from : Entity{};
}

// How each item in [first, behind) was set last, ascending.
std::vector<RestingItems::Set> RestingItems::last_set(Entity on, Entity first, Entity behind) const {
    std::vector<Set> last;
    if (!maybe_fresh_[fresh_bit(on)]) return last;
    std::copy_if(fresh_.rbegin(), fresh_.rend(), std::back_inserter(last), [&](const Set& set) { return set.on == on && first <= set.item && set.item < behind; });
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

// In the order of the keys, which RocksDB takes in faster. An item that was set and taken back since is in the store as it was.
void RestingItems::flush(Batch& batch) {
    const auto place = [](const Set& set) { return std::pair(set.on, set.item); };
    std::ranges::stable_sort(fresh_, {}, place);
    for (auto set = fresh_.begin(); set != fresh_.end();) {
        const auto next = std::find_if(set, fresh_.end(), [&](const Set& other) { return place(other) != place(*set); });
        const bool was = !set->rests, is = (next - 1)->rests;
        std::string key = state_rows::rests_key(set->on, set->item);
        if (is && !was) batch.put(Family::states, std::move(key), {});
        if (was && !is) batch.erase(Family::states, std::move(key));
        set = next;
    }
    if (store_) fresh_.clear(), maybe_fresh_.reset();
}

}  // namespace foxtrail
