// What the engine makes of a decision state's declaration. state_entry<S, Events>() is called by the noun's .cpp only.
#pragma once

#include "core/log/store.hpp"
#include "core/schema.hpp"
#include "events/event_entry.hpp"

#include <boost/container/small_vector.hpp>
#include <boost/unordered/unordered_flat_map.hpp>
#include <boost/unordered/unordered_flat_set.hpp>

#include <algorithm>
#include <memory>

namespace foxtrail {

using RestsOn = boost::container::small_vector<Entity, 4>;

// The states of one kind: a bounded cache in front of the store.
class StateShard {
public:
    virtual ~StateShard() = default;
    virtual const void* find(std::uint32_t number) = 0;
    struct Touched {
        void* state;
        bool is_new;
    };
    // The state to be changed, made when there is none; what is newborn is not looked for in the store.
    virtual Touched touch(std::uint32_t number, bool newborn) = 0;
    virtual void flush(Batch&) = 0;
    virtual std::size_t changed() const = 0;  // states touched since the last flush
};

struct StateEntry {
    using Evolve = void (*)(void* state, const void* event, const Meta&);
    struct Learns {
        const EventEntry* event;
        Evolve evolve;        // the event's subject, and whatever is of another kind; nullptr: they learn nothing
        Evolve evolve_other;  // what is of the subject's kind, and not it; nullptr: it learns nothing
    };
    Kind kind;
    std::unique_ptr<StateShard> (*make)(const Store*, std::size_t states_max);
    std::vector<Learns> (*learns)();
    RestsOn (*rests_on)(const void* state);  // nullptr when it never rests on anything
    void (*form)(std::string& out);
};

std::string state_key(Kind kind, std::uint32_t number);

template <class S>
class StateShardOf final : public StateShard {
public:
    using IdType = decltype(S::id);
    StateShardOf(const Store* store, std::size_t states_max) : store_(store), states_max_(states_max) {}

    const void* find(std::uint32_t number) override {
        const auto slot = cached(number);
        return slot ? &slot->state : nullptr;
    }

    Touched touch(std::uint32_t number, bool newborn) override {
        Slot* slot = cached(number, !newborn);
        const bool is_new = !slot;
        if (is_new) {
            slot = insert(number, S{});
            slot->state.id = IdType{number};
        }
        if (!slot->changed) changed_.push_back(slot);
        slot->changed = true;
        return {&slot->state, is_new};
    }

    // In the order of the keys, which RocksDB takes in faster.
    void flush(Batch& batch) override {
        std::ranges::sort(changed_, {}, &Slot::number);
        for (Slot* slot : changed_) {
            batch.put(Family::states, state_key(IdType::kind, slot->number), encoded(slot->state));
            slot->changed = false;
        }
        changed_.clear();
        while (store_ && slots_.size() > states_max_) evict_one();
    }

    std::size_t changed() const override { return changed_.size(); }

private:
    static constexpr std::size_t absent_max = 1'024;
    struct Slot {
        std::uint32_t number;
        bool changed = false, used = true;  // used since the hand last passed
        S state;
    };

    Slot* cached(std::uint32_t number, bool may_be_stored = true) {
        if (const auto found = slots_.find(number); found != slots_.end()) {
            found->second->used = true;
            return found->second.get();
        }
        if (!store_ || !may_be_stored || absent_.contains(number)) return nullptr;
        if (const auto bytes = store_->get(Family::states, state_key(IdType::kind, number))) return insert(number, decoded<S>(*bytes));
        if (absent_.size() == absent_max) absent_.clear();
        absent_.insert(number);
        return nullptr;
    }

    Slot* insert(std::uint32_t number, S state) {
        absent_.erase(number);
        auto& slot = slots_[number] = std::make_unique<Slot>(Slot{.number = number, .state = std::move(state)});
        return round_.emplace_back(slot.get());
    }

    // CLOCK (F. J. Corbato, 1968): nearly the least recently used, and a use costs no more than a mark.
    void evict_one() {
        for (;; ++hand_) {
            if (hand_ >= round_.size()) hand_ = 0;
            if (!std::exchange(round_[hand_]->used, false)) break;
        }
        slots_.erase(round_[hand_]->number);
        round_[hand_] = round_.back();
        round_.pop_back();
    }

    const Store* store_;
    std::size_t states_max_;
    boost::unordered_flat_map<std::uint32_t, std::unique_ptr<Slot>> slots_;
    std::vector<Slot*> round_, changed_;
    std::size_t hand_ = 0;
    boost::unordered_flat_set<std::uint32_t> absent_;  // looked for, and not in the store: a rule nobody has changed
};

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

template <class S, class Event>
concept LearnsFrom = requires(S& state, const Event& event, const Meta& meta) { evolve(state, event, meta); };
template <class S, class Event>
concept OtherLearnsFrom = requires(S& state, const Event& event, const Meta& meta) { evolve_other(state, event, meta); };

// `learn(S&, const Newest<Event>&, const Meta&)` as the engine calls it.
template <class S, class Event, auto learn>
StateEntry::Evolve learning() {
    return [](void* state, const void* event, const Meta& meta) {
        S& learner = *static_cast<S*>(state);
        learn(learner, newest(*static_cast<const Event*>(event)), meta);
        if constexpr (requires { learner.last_recorded; }) learner.last_recorded = meta.recorded_at;
    };
}

// `Set` lists the events the state may learn from; those it has an evolve for, it does. A member `last_recorded` is kept for it.
// tests/commands/registry_test.cpp finds an evolve whose event no set holds.
template <class S, class Set>
StateEntry state_entry() {
    StateEntry entry{decltype(S::id)::kind,
                     [](const Store* store, std::size_t states_max) -> std::unique_ptr<StateShard> { return std::make_unique<StateShardOf<S>>(store, states_max); },
                     [] {
                         std::vector<StateEntry::Learns> learns;
                         boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, Set>>([&](auto identity) {
                             using Event = typename decltype(identity)::type;
                             StateEntry::Learns learnt{&entry_for<Event>(), nullptr, nullptr};
                             if constexpr (LearnsFrom<S, Newest<Event>>)
                                 learnt.evolve = learning<S, Event, [](S& state, const auto& event, const Meta& meta) { evolve(state, event, meta); }>();
                             if constexpr (OtherLearnsFrom<S, Newest<Event>>)
                                 learnt.evolve_other = learning<S, Event, [](S& state, const auto& event, const Meta& meta) { evolve_other(state, event, meta); }>();
                             if (learnt.evolve || learnt.evolve_other) learns.push_back(learnt);
                         });
                         return learns;
                     },
                     nullptr, [](std::string& out) { describe_form<S>(out), out += requires(const S& state) { rests_on(state); } ? '@' : ' '; }};
    if constexpr (requires(const S& state) { rests_on(state); })
        entry.rests_on = [](const void* state) { return rests_on(*static_cast<const S*>(state)); };
    return entry;
}

}  // namespace foxtrail
