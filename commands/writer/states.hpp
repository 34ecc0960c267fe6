// Decision states: what deciders need to know of each entity, kept in the store with a bounded cache in front. No command
// reads the log's past to decide.
//
// The store may lag behind the log: kept_upto() says up to which position its states are. Events behind it, at most
// states_lag_events_max, are applied again at a start; the states of many commands on one entity are thus written once.
//
// A state type S has a described struct with `id` as first member, StateOf<decltype(id)> = S, and evolve(S&, Event, Meta)
// overloads for the events it learns from. An event evolves the state of its subject and of every entity of another kind it links
// to; another entity of its subject's kind only by evolve_other(S&, Event, Meta). rests_on(const S&), when there is one, names the
// entities the item rests on as it is, open above all (the owner of a deal): what rests on an entity is then found without knowing which items
// to ask.
//
// Threads: one, the writer's.
#pragma once

#include "commands/writer/resting_items.hpp"
#include "commands/writer/state_entry.hpp"
#include "core/vault.hpp"

#include <map>

namespace foxtrail {

template <class IdType>
struct StateOf;  // ::type, given by each noun

class States {
public:
    // `store` may be null: then nothing is loaded, and the cache must hold all (tests, what-if).
    // `vault` seals personal data; without one it is left unsealed, as replays need it.
    explicit States(const Store* store, std::size_t cached_states_max = 200'000, Vault* vault = nullptr);
    States(const States&) = delete;
    States& operator=(const States&) = delete;

    template <class IdType>
    const typename StateOf<IdType>::type* find(IdType id) {
        static const std::size_t shard = shard_of(IdType::kind).value();
        return id ? static_cast<const typename StateOf<IdType>::type*>(shards_[shard]->find(id.number)) : nullptr;
    }
    const void* find(Entity);

    // The items of a kind that rest on the entity, ascending, at most `limit`.
    std::vector<Entity> resting_on(Entity on, Kind item, std::size_t limit) { return rests_.on(on, item, limit); }
    Entity first_resting_on(Entity on, Kind item) { return rests_.first(on, item); }

    // The entity of this kind that has this external key.
    std::optional<Entity> by_key(Kind, const ExternalKey&);
    // The greatest number given so far; the next entity of the kind gets one more.
    std::uint32_t last_number(Kind);
    bool exists(Entity entity) { return entity.number != 0 && entity.number <= last_number(entity.kind); }

    // The entity of the kind that will be registered next.
    Entity next(Kind kind) { return {kind, last_number(kind) + 1}; }
    // Seals what a command says of a person.
    void seal(PersonalText& text, Entity person) {
        if (vault_) text.sealed = vault_->seal(person, text.text, !exists(person));
    }
    // Whether the command they were sealed for has been recorded.
    void settle_seals(bool recorded) {
        if (vault_) vault_->settle(recorded);
    }

    // Applies a recorded event: states, what rests on whom, external keys, numbers. `links` are all it links to.
    void evolve(const EventEntry&, const void* event, const std::vector<Entity>& links, const Meta&);

    // Adds new external keys and keys of people to `batch`: others look them up in the store, so they go with the events that give them.
    void flush_keys(Batch& batch);
    // A person's data cannot be read any more.
    void destroy_key(Batch& batch, Entity person) {
        if (vault_) vault_->destroy_key(batch, person);
    }
    // Adds all that changed since the last flush to `batch`, and lets go of states beyond the cache's bound. `upto` is the
    // position of the last event applied.
    void flush(Batch& batch, Position upto);
    // Whether so much has changed since the last flush that it is time for the next.
    bool flush_is_due(Position head) const;
    std::size_t changed() const;

private:
    struct HashOfKind {
        std::size_t operator()(Kind kind) const { return kind.code; }
    };
    struct Learner {
        std::size_t shard;
        StateEntry::Learns learns;
    };
    static std::optional<std::size_t> shard_of(Kind);  // in shards_ and state_entries()
    void rest(Entity item, const RestsOn& before, const RestsOn& after);

    const Store* store_;
    Vault* vault_;
    RestingItems rests_;
    std::vector<std::unique_ptr<StateShard>> shards_;
    std::vector<std::vector<Learner>> learners_;  // by event index
    boost::unordered_flat_map<Kind, std::uint32_t, HashOfKind> numbers_;
    std::map<std::string, std::uint32_t> new_keys_;  // not yet in the store
    boost::unordered_flat_set<Kind, HashOfKind> changed_numbers_;
    std::vector<Entity> links_;
    Position flushed_upto_ = 0;
};

// The entity of this kind that has this external key, as the store has it; for readers beside the writer, from any thread.
std::optional<Entity> find_by_key(const Store&, Kind, const ExternalKey&);

// The position up to which the store has states of this program's form; nothing when it has none of that form.
std::optional<Position> states_kept_upto(const Store&);
inline constexpr Position states_lag_events_max = 65'536;
inline constexpr std::size_t states_changed_max = 8'192;

// One more whenever an evolve() learns otherwise than it did.
inline constexpr int states_version = 5;
// Changes with the version, and whenever the form of a decision state changes: states in a store with another one are rebuilt from the log.
std::string states_fingerprint();

// What a row of the states family says, for people: "the state of opp-7", "opp-7 rests on emp-2".
std::string state_row_name(std::string_view key);

}  // namespace foxtrail
