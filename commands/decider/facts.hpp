// What a decider may know beside its own state: the command's envelope, other entities' states, and the next free ids.
// It reads no clock: `now` is given.
#pragma once

#include "commands/writer/states.hpp"

namespace foxtrail {

inline constexpr std::size_t resting_items_max = 10'000;  // of one kind, on one entity: what one command can move

class Facts {
public:
    // `corrected`: the event that the command puts right; none for most.
    Facts(States& states, const Envelope& envelope, Position head, const AnyEvent* corrected, bool imported = false)
        : states_(states), envelope_(envelope), head_(head), corrected_(corrected), imported_(imported) {}

    Time now() const { return envelope_.recorded_at; }
    Time valid_at() const { return envelope_.valid_at; }  // when what the command says was true
    EmployeeId actor() const { return {envelope_.actor.number}; }
    // Whose word it is: that of the one on whose behalf the actor speaks, or the actor's own.
    EmployeeId speaker() const { return envelope_.on_behalf_of ? EmployeeId{envelope_.on_behalf_of.number} : actor(); }
    Position head() const { return head_; }  // the last event there is
    // What it says was recorded elsewhere first, before our gates and approvals: it is taken as it was.
    bool imported() const { return imported_; }
    bool corrects() const { return envelope_.corrects != 0; }
    Position corrected_at() const { return envelope_.corrects; }  // 0 for none
    // What the command puts right, when it is such an event.
    template <class Event>
    const Event* corrected() const {
        return corrected_ ? corrected_->as<Event>() : nullptr;
    }
    bool has_reason() const { return envelope_.reason.find_first_not_of(" \t\r\n") != std::string::npos; }

    // The state of another entity; the writer has checked that references exist, so it is there for every id in a command.
    template <class IdType>
    const typename StateOf<IdType>::type& at(IdType id) const {
        const auto* state = states_.find(id);
        if (!state) throw std::logic_error("no state for " + to_text(id));
        return *state;
    }
    template <class IdType>
    const typename StateOf<IdType>::type* find(IdType id) const {
        return states_.find(id);
    }
    // The items of a kind that rest on the entity, ascending: the open opportunities an employee owns.
    template <class ItemId>
    std::vector<ItemId> resting_on(Entity on, std::size_t limit = resting_items_max) const {
        const auto found = states_.resting_on(on, ItemId::kind, limit);
        std::vector<ItemId> items;
        items.reserve(found.size());
        for (const Entity item : found) items.push_back({item.number});
        return items;
    }
    // The first of them; {} when nothing rests on it.
    template <class ItemId>
    ItemId first_resting_on(Entity on) const { return {states_.first_resting_on(on, ItemId::kind).number}; }
    std::vector<Entity> resting_on(Entity on, Kind item, std::size_t limit) const { return states_.resting_on(on, item, limit); }
    template <class IdType>
    IdType next_id() const {
        for (auto& [kind, given] : given_)
            if (kind == IdType::kind) return {states_.last_number(kind) + ++given};
        given_.emplace_back(IdType::kind, 1);
        return {states_.last_number(IdType::kind) + 1};
    }
    bool key_is_free(Kind kind, const std::optional<ExternalKey>& key) const { return !key || !states_.by_key(kind, *key); }

private:
    States& states_;
    const Envelope& envelope_;
    Position head_;
    const AnyEvent* corrected_;
    bool imported_;
    mutable std::vector<std::pair<Kind, std::uint32_t>> given_;
};

}  // namespace foxtrail
