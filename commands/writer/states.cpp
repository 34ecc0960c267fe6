#include "commands/writer/states.hpp"

#include "commands/decider/noun.hpp"
#include "commands/writer/state_rows.hpp"

#include <algorithm>

namespace foxtrail {
namespace {

struct KeptStates {
    std::string form;  // states_fingerprint()
    Position upto = 0;
};
BOOST_DESCRIBE_STRUCT(KeptStates, (), (form, upto))

}  // namespace

std::string state_key(Kind kind, std::uint32_t number) {
    std::string key(1, state_rows::state);
    state_rows::put_entity(key, {kind, number});
    return key;
}

States::States(const Store* store, std::size_t cached_states_max, Vault* vault) : store_(store), vault_(vault), rests_(store), learners_(event_entries().size()) {
    if (store) flushed_upto_ = states_kept_upto(*store).value_or(0);
    for (const StateEntry& entry : state_entries()) {
        shards_.push_back(entry.make(store, cached_states_max));
        for (const auto& learns : entry.learns()) learners_[learns.event->index].push_back({shards_.size() - 1, learns});
    }
}

std::optional<std::size_t> States::shard_of(Kind kind) {
    const auto entries = state_entries();
    const auto found = std::ranges::find(entries, kind, &StateEntry::kind);
    return found == entries.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - entries.begin()));
}

const void* States::find(Entity entity) {
    const auto shard = shard_of(entity.kind);
    return shard && entity ? shards_[*shard]->find(entity.number) : nullptr;
}

void States::rest(Entity item, const RestsOn& before, const RestsOn& after) {
    for (const Entity on : before)
        if (std::ranges::find(after, on) == after.end()) rests_.set(on, item, false);
    for (const Entity on : after)
        if (std::ranges::find(before, on) == before.end()) rests_.set(on, item, true);
}

std::optional<Entity> States::by_key(Kind kind, const ExternalKey& key) {
    const std::string full = state_rows::key_of_external_key(kind, key.text);
    if (const auto found = new_keys_.find(full); found != new_keys_.end()) return Entity{kind, found->second};
    return store_ ? find_by_key(*store_, kind, key) : std::nullopt;
}

std::optional<Entity> find_by_key(const Store& store, Kind kind, const ExternalKey& key) {
    const auto bytes = store.get(Family::states, state_rows::key_of_external_key(kind, key.text));
    return bytes ? std::optional(Entity{kind, decoded<std::uint32_t>(*bytes)}) : std::nullopt;
}

std::uint32_t States::last_number(Kind kind) {
    const auto found = numbers_.find(kind);
    if (found != numbers_.end()) return found->second;
    const auto bytes = store_ ? store_->get(Family::states, state_rows::number_key(kind)) : std::nullopt;
    return numbers_[kind] = bytes ? decoded<std::uint32_t>(*bytes) : 0;
}

void States::evolve(const EventEntry& entry, const void* event, const std::vector<Entity>& links, const Meta& meta) {
    const Entity subject = entry.subject(event);
    const bool newborn = subject.number > last_number(subject.kind);
    if (newborn) {
        numbers_[subject.kind] = subject.number;
        changed_numbers_.insert(subject.kind);
        rests_.born(subject);
    }
    if (const ExternalKey* key = entry.external_key(event)) new_keys_[state_rows::key_of_external_key(subject.kind, key->text)] = subject.number;

    const auto& learners = learners_[entry.index];
    if (learners.empty()) return;
    links_ = links;
    std::ranges::sort(links_);
    links_.erase(std::unique(links_.begin(), links_.end()), links_.end());
    for (const auto& [index, learns] : learners) {
        const StateEntry& of = state_entries()[index];
        for (const Entity link : links_) {
            if (link.kind != of.kind) continue;
            const auto evolve = link.kind == subject.kind && link != subject ? learns.evolve_other : learns.evolve;
            if (!evolve) continue;
            const auto [state, is_new] = shards_[index]->touch(link.number, newborn && link == subject);
            if (!of.rests_on) {
                evolve(state, event, meta);
                continue;
            }
            const RestsOn before = is_new ? RestsOn{} : of.rests_on(state);  // what has not come into being rests on nobody, whatever it says
            evolve(state, event, meta);
            rest(link, before, of.rests_on(state));
        }
    }
}

void States::flush_keys(Batch& batch) {
    for (const auto& [key, number] : new_keys_) batch.put(Family::states, key, encoded(number));
    if (store_) new_keys_.clear();
    if (vault_) vault_->flush(batch);
}

void States::flush(Batch& batch, Position upto) {
    flush_keys(batch);
    for (auto& states : shards_) states->flush(batch);
    rests_.flush(batch);
    for (const auto kind : changed_numbers_) batch.put(Family::states, state_rows::number_key(kind), encoded(numbers_[kind]));
    batch.put(Family::states, std::string(state_rows::upto), encoded(KeptStates{states_fingerprint(), upto}));
    changed_numbers_.clear();
    flushed_upto_ = upto;
}

std::size_t States::changed() const {
    std::size_t changed = rests_.changed();
    for (const auto& states : shards_) changed += states->changed();
    return changed;
}

bool States::flush_is_due(Position head) const { return head >= flushed_upto_ + states_lag_events_max || changed() >= states_changed_max; }

std::optional<Position> states_kept_upto(const Store& store) {
    const auto bytes = store.get(Family::states, state_rows::upto);
    if (!bytes) return std::nullopt;
    try {
        const auto kept = decoded<KeptStates>(*bytes);
        if (kept.form == states_fingerprint()) return kept.upto;
    } catch (const CorruptBytes&) {}  // of an older program
    return std::nullopt;
}

std::string states_fingerprint() {
    static const std::string fingerprint = [] {
        std::string form = std::to_string(states_version);
        for (const auto& entry : state_entries()) entry.form(form);
        return form;
    }();
    return fingerprint;
}

std::string state_row_name(std::string_view key) {
    const std::string kind = key.size() > 4 ? to_text(Kind{static_cast<std::uint32_t>(be64(std::string(key.substr(1, 4)) + std::string(4, '\0')) >> 32)}) : "";
    if (key == state_rows::upto) return "how far the states are";
    if (key.starts_with(state_rows::state) && key.size() == 1 + state_rows::entity_bytes) return "the state of " + to_text(state_rows::entity_at(key, 1));
    if (key.starts_with(state_rows::rests) && key.size() == state_rows::rests_key_bytes) return "that " + to_text(state_rows::entity_at(key, 1 + state_rows::entity_bytes)) + " rests on " + to_text(state_rows::entity_at(key, 1));
    if (key.starts_with(state_rows::number)) return "the last number of " + kind;
    if (key.starts_with(state_rows::external_key)) return "the external key " + std::string(key.substr(5)) + " of " + kind;
    return std::string(key);
}

}  // namespace foxtrail
