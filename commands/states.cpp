#include "commands/states.hpp"

#include "commands/registry.hpp"
#include "core/schema.hpp"

#include <algorithm>

namespace foxtrail {
namespace {

using boost::mp11::mp_for_each;
using boost::mp11::mp_identity;
using boost::mp11::mp_transform;

std::string state_key(Kind kind, std::uint32_t number) {
    std::string key = "s";
    put_be32(key, kind.code);
    put_be32(key, number);
    return key;
}
std::string number_key(Kind kind) {
    std::string key = "n";
    put_be32(key, kind.code);
    return key;
}
std::string external_key(Kind kind, std::string_view text) {
    std::string key = "x";
    put_be32(key, kind.code);
    return key.append(text);
}

// Writes a type's structure, so that two forms that differ have different texts.
template <class T>
void describe_form(std::string& out) {
    if constexpr (AnOptional<T>) (out += '?'), describe_form<typename T::value_type>(out);
    else if constexpr (AStated<T>) (out += '!'), describe_form<typename decltype(T::value)::value_type>(out);
    else if constexpr (AVector<T>) (out += '*'), describe_form<typename T::value_type>(out);
    else if constexpr (Described<T>) {
        T example{};
        out += '{';
        for_each_member(example, [&]<class M>(std::string_view name, const M&) { out.append(name) += ':', describe_form<M>(out); });
        out += '}';
    } else out += json::serialize(json_schema<T>());
}

}  // namespace

struct States::Shard {
    virtual ~Shard() = default;
    virtual Kind kind() const = 0;
    virtual const void* find(std::uint32_t number) = 0;
    virtual void flush(Batch&) = 0;
};

template <class S>
class StateShard final : public States::Shard {
public:
    using IdType = decltype(S::id);
    StateShard(const Store* store, std::size_t states_max) : store_(store), states_max_(states_max) {}

    Kind kind() const override { return IdType::kind; }

    const void* find(std::uint32_t number) override {
        const auto slot = cached(number);
        return slot ? &slot->state : nullptr;
    }

    S& touch(IdType id) {
        Slot* slot = cached(id.number);
        if (!slot) {
            slot = insert(id.number, S{});
            slot->state.id = id;
        }
        if (!slot->changed) changed_.push_back(id.number);
        slot->changed = true;
        return slot->state;
    }

    void flush(Batch& batch) override {
        for (const auto number : changed_) {
            Slot& slot = *slots_.at(number);
            batch.put(Family::states, state_key(IdType::kind, number), encoded(slot.state));
            slot.changed = false;
        }
        changed_.clear();
        while (store_ && order_.size() > states_max_) {
            slots_.erase(order_.back().number);
            order_.pop_back();
        }
    }

private:
    struct Slot {
        std::uint32_t number;
        bool changed;
        S state;
    };

    Slot* cached(std::uint32_t number) {
        if (const auto found = slots_.find(number); found != slots_.end()) {
            order_.splice(order_.begin(), order_, found->second);
            return &*found->second;
        }
        if (!store_) return nullptr;
        const auto bytes = store_->get(Family::states, state_key(IdType::kind, number));
        return bytes ? insert(number, decoded<S>(*bytes)) : nullptr;
    }

    Slot* insert(std::uint32_t number, S state) {
        order_.push_front({number, false, std::move(state)});
        slots_[number] = order_.begin();
        return &order_.front();
    }

    const Store* store_;
    std::size_t states_max_;
    std::list<Slot> order_;  // most recently used first
    std::unordered_map<std::uint32_t, typename std::list<Slot>::iterator> slots_;
    std::vector<std::uint32_t> changed_;
};

namespace {

// Outside the class, where States::evolve does not hide the overloads.
template <class S, class Event>
concept LearnsFrom = requires(S& state, const Event& event, const Meta& meta) { evolve(state, event, meta); };
template <class S, class Event>
void evolve_state(S& state, const Event& event, const Meta& meta) {
    evolve(state, event, meta);
}

// The id an event is about: its first member.
template <class Event>
Entity subject_of(const Event& event) {
    using First = boost::mp11::mp_front<members_of<Event>>;
    return (event.*First::pointer).entity();
}

}  // namespace

States::States(const Store* store, std::size_t cached_states_max) : store_(store) {
    mp_for_each<mp_transform<mp_identity, DecisionStates>>([&](auto state) {
        shards_.push_back(std::make_unique<StateShard<typename decltype(state)::type>>(store, cached_states_max));
    });
}

States::~States() = default;

States::Shard* States::shard(Kind kind) {
    const auto found = std::ranges::find_if(shards_, [&](const auto& shard) { return shard->kind() == kind; });
    return found == shards_.end() ? nullptr : found->get();
}

const void* States::find(Entity entity) {
    Shard* states = shard(entity.kind);
    return states && entity ? states->find(entity.number) : nullptr;
}

std::optional<Entity> States::by_key(Kind kind, const ExternalKey& key) {
    const std::string full = external_key(kind, key.text);
    if (const auto found = new_keys_.find(full); found != new_keys_.end()) return Entity{kind, found->second};
    return store_ ? find_by_key(*store_, kind, key) : std::nullopt;
}

std::optional<Entity> find_by_key(const Store& store, Kind kind, const ExternalKey& key) {
    const auto bytes = store.get(Family::states, external_key(kind, key.text));
    return bytes ? std::optional(Entity{kind, decoded<std::uint32_t>(*bytes)}) : std::nullopt;
}

std::uint32_t States::last_number(Kind kind) {
    const auto found = numbers_.find(kind);
    if (found != numbers_.end()) return found->second;
    const auto bytes = store_ ? store_->get(Family::states, number_key(kind)) : std::nullopt;
    return numbers_[kind] = bytes ? decoded<std::uint32_t>(*bytes) : 0;
}

template <class Event>
void States::evolve_all(const Event& event, const Meta& meta) {
    const Entity subject = subject_of(event);
    if (subject.number > last_number(subject.kind)) {
        numbers_[subject.kind] = subject.number;
        changed_numbers_.push_back(subject.kind);
    }
    if constexpr (requires { event.external_key; })
        if (event.external_key) new_keys_[external_key(subject.kind, event.external_key->text)] = subject.number;

    std::size_t index = 0;
    mp_for_each<mp_transform<mp_identity, DecisionStates>>([&](auto identity) {
        using S = typename decltype(identity)::type;
        auto& states = static_cast<StateShard<S>&>(*shards_[index++]);
        if constexpr (LearnsFrom<S, Event>) {
            std::vector<Entity> seen;
            for_each_link(event, [&](Entity entity, std::string_view) {
                if (entity.kind != decltype(S::id)::kind || std::ranges::find(seen, entity) != seen.end()) return;
                seen.push_back(entity);
                evolve_state(states.touch({entity.number}), event, meta);
            });
        }
    });
}

void States::evolve(const AnyEvent& event, const Meta& meta) {
    using Apply = void (*)(States&, const void*, const Meta&);
    static const std::vector<Apply> table = [] {
        std::vector<Apply> all;
        mp_for_each<mp_transform<mp_identity, Events>>([&](auto identity) {
            using Event = typename decltype(identity)::type;
            all.push_back([](States& states, const void* value, const Meta& m) { states.evolve_all(newest(*static_cast<const Event*>(value)), m); });
        });
        return all;
    }();
    table[event.entry().index](*this, event.get(), meta);
}

void States::flush(Batch& batch) {
    for (auto& states : shards_) states->flush(batch);
    for (const auto& [key, number] : new_keys_) batch.put(Family::states, key, encoded(number));
    for (const auto kind : changed_numbers_) batch.put(Family::states, number_key(kind), encoded(numbers_[kind]));
    if (store_) new_keys_.clear();
    changed_numbers_.clear();
}

std::string states_fingerprint() {
    std::string form;
    mp_for_each<mp_transform<mp_identity, DecisionStates>>([&](auto state) { describe_form<typename decltype(state)::type>(form); });
    return form;
}

}  // namespace foxtrail
