#include "commands/handover.hpp"

#include "commands/alert.hpp"
#include "commands/decider/command_entry.hpp"
#include "commands/risk_flag.hpp"
#include "commands/rules/deal_changes_hands.hpp"
#include "commands/rules/giving.hpp"
#include "commands/rules/open_items.hpp"
#include "commands/rules/opportunity_rules.hpp"
#include "commands/rules/settled.hpp"

#include <algorithm>

namespace foxtrail {
namespace rule {
constexpr Rule to_himself{"to_himself", "A handover goes to somebody else."};
constexpr Rule not_his_to_give{"not_his_to_give", "Only the giver or a manager above him can hand his work over."};
constexpr Rule nothing_open{"nothing_open", "Nothing open rests on him: there is nothing to hand over."};
constexpr Rule not_resting{"not_resting", "This does not rest on the giver, or is not open."};
constexpr Rule item_twice{"item_twice", "An item can be named once in a handover."};
constexpr Rule offered_already{"offered_already", "This is in another open handover: wait for its answer."};
constexpr Rule answer_too_late{"answer_too_late", "Work does not wait longer than 31 days for its next owner: name an earlier answer_by."};
constexpr Rule answer_in_past{"answer_in_past", "The instant by which to answer has passed."};
constexpr Rule handover_closed{"handover_closed", "The handover is answered or expired already."};
constexpr Rule not_receiver{"not_receiver", "Only the receiver can answer a handover."};
constexpr Rule not_offered{"not_offered", "This was not offered in the handover."};
}  // namespace rule

RestsOn rests_on(const Handover& h) { return h.open() ? RestsOn{h.from.entity(), h.to.entity()} : RestsOn{}; }

void evolve(Handover& h, const HandoverProposed& e, const Meta&) { h = {h.id, e.from, e.to, e.answer_by, e.items}; }
static void close(Handover& h) { h.offered.clear(); }
void evolve(Handover& h, const HandoverWithdrawn&, const Meta&) { close(h); }
void evolve(Handover& h, const HandoverRejected&, const Meta&) { close(h); }
void evolve(Handover& h, const HandoverExpired&, const Meta&) { close(h); }
void evolve(Handover& h, const HandoverCompleted&, const Meta&) { close(h); }

namespace {

// Names the first item that breaks a rule, and how many more do.
template <class Breaks>
void require_none(Decision& d, const std::vector<Entity>& items, const Rule& broken, Breaks&& breaks) {
    std::optional<Entity> first;
    std::size_t more = 0;
    for (const Entity item : items) {
        if (!breaks(item)) continue;
        if (first) ++more;
        else first = item;
    }
    if (first) d.require(false, broken, to_text(*first) + (more ? " and " + std::to_string(more) + " more" : ""));
}

std::vector<Entity> sorted(std::vector<Entity> items) {
    std::ranges::sort(items);
    return items;
}

// Each as often as it is named again.
std::vector<Entity> repeated(const std::vector<Entity>& items) {
    std::vector<Entity> again;
    const auto in_order = sorted(items);
    for (std::size_t i = 1; i < in_order.size(); ++i)
        if (in_order[i] == in_order[i - 1]) again.push_back(in_order[i]);
    return again;
}

// The kinds that are handed over and named.
std::vector<Kind> kinds_of(const std::vector<Entity>& named) {
    std::vector<Kind> kinds;
    std::ranges::copy_if(handed_over, std::back_inserter(kinds), [&](Kind kind) { return std::ranges::find(named, kind, &Entity::kind) != named.end(); });
    return kinds;
}

void require_named(Decision& d, const std::vector<Entity>& named, const std::vector<Entity>& resting) {
    const auto his = sorted(resting);
    require_none(d, named, rule::not_resting, [&](Entity item) { return !std::ranges::binary_search(his, item); });
    require_none(d, repeated(named), rule::item_twice, [](Entity) { return true; });
}

// What is in his open handovers already, ascending.
std::vector<Entity> offered_by(EmployeeId giver, const Facts& f) {
    std::vector<Entity> offered;
    for (const auto open : f.resting_on<HandoverId>(giver.entity())) {
        if (f.at(open).from != giver) continue;
        const auto& items = f.at(open).offered;
        offered.insert(offered.end(), items.begin(), items.end());
    }
    return sorted(std::move(offered));
}

// The flags of the deals that somebody wants go along with these.
std::vector<Entity> with_their_flags(const Facts& f, std::vector<Entity> wanted, const std::vector<Entity>& offered) {
    const auto deals = sorted(wanted);
    for (const Entity item : offered)
        if (item.kind == RiskFlagId::kind && std::ranges::binary_search(deals, f.at(RiskFlagId{item.number}).opportunity.entity())) wanted.push_back(item);
    return wanted;
}

Time answer_by(const ProposeHandover& c, const Facts& f) {
    const std::int64_t hours = threshold(f, RuleCode::R6, "handover_answer_hours");
    return c.answer_by.value_or(Time{f.now().us + hours * 3'600 * us_per_second});
}

}  // namespace

static Decision decide(const ProposeHandover& c, const Facts& f) {
    Decision d;
    const EmployeeId from = c.from.id, to = c.to.id;
    d.require(from != to, rule::to_himself);
    d.require(f.imported() || may_give(f, from), rule::not_his_to_give, from);
    const Time by = answer_by(c, f);
    d.require(by > f.now(), rule::answer_in_past);
    d.require(f.imported() || by.us <= f.now().us + handover_answer_days_max * us_per_day, rule::answer_too_late);
    require_active(d, f, to);
    const auto resting = c.items.empty() ? open_items(f, from) : items_on(f, from.entity(), kinds_of(c.items)), offered = offered_by(from, f);
    const auto& items = c.items.empty() ? resting : c.items;
    d.require(!items.empty(), rule::nothing_open);
    if (!c.items.empty()) require_named(d, c.items, resting);
    require_none(d, items, rule::offered_already, [&](Entity item) { return std::ranges::binary_search(offered, item); });
    if (d.refused()) return d;
    const auto id = f.next_id<HandoverId>();
    d.record(HandoverProposed{id, from, to, items, c.departure, c.note, by});
    if (c.departure)
        tell(d, f, RuleCode::R6, id.entity(), {to},
             to_text(from) + " leaves" + std::string(words::offered) + std::to_string(items.size()) + ", to be answered by " + to_text(by));
    return d;
}

static Decision decide(const Handover& h, const AcceptHandover& c, const Facts& f) {
    Decision d;
    d.require(h.open(), rule::handover_closed);
    d.require(f.actor() == h.to, rule::not_receiver, h.to);
    require_as_of_now(d, f);
    const auto offered = sorted(h.offered);
    if (h.open()) require_none(d, c.items, rule::not_offered, [&](Entity item) { return !std::ranges::binary_search(offered, item); });
    require_active(d, f, h.to);
    if (d.refused()) return d;

    const auto wanted = c.items.empty() ? offered : sorted(with_their_flags(f, c.items, h.offered)), still_his = sorted(items_on(f, h.from.entity(), kinds_of(h.offered)));
    std::vector<Entity> taken, left;
    for (const Entity item : h.offered)
        (std::ranges::binary_search(wanted, item) && std::ranges::binary_search(still_his, item) ? taken : left).push_back(item);
    d.record(HandoverAccepted{h.id, h.from, h.to, left});
    const Assignee to = assignee_of(h.to, f);
    for (const Entity item : taken) d.record(OwnershipTransferred{item, h.from, to, h.id});
    pass_on_with_deals(d, f, taken, h.to);
    d.record(HandoverCompleted{h.id, h.from, h.to, static_cast<std::uint32_t>(taken.size())});
    std::erase_if(left, [&](Entity item) { return !std::ranges::binary_search(still_his, item); });  // done, or another's, meanwhile
    if (!left.empty())
        tell_occurrence(d, f, RuleCode::R6, h.id.entity(), {manager_of(f, h.from), h.from}, to_text(h.to) + std::string(words::left_over) + to_text(h.from) + ", left are " + named_items(left));
    return d;
}

static Decision decide(const Handover& h, const RejectHandover& c, const Facts& f) {
    Decision d;
    d.require(h.open(), rule::handover_closed);
    d.require(f.actor() == h.to, rule::not_receiver, h.to);
    d.require(!blank(c.why), rule::why_missing);
    if (d.refused()) return d;
    d.record(HandoverRejected{h.id, h.from, h.to, c.why});
    tell_occurrence(d, f, RuleCode::R6, h.id.entity(), {manager_of(f, h.from), h.from}, to_text(h.to) + " does not take over from " + to_text(h.from) + ": " + c.why);
    return d;
}

static Decision decide(const Handover& h, const WithdrawHandover& c, const Facts& f) {
    Decision d;
    d.require(h.open(), rule::handover_closed);
    d.require(f.imported() || may_give(f, h.from), rule::not_his_to_give, h.from);
    d.require(!blank(c.why), rule::why_missing);
    if (!d.refused()) d.record(HandoverWithdrawn{h.id, h.from, h.to, c.why});
    return d;
}

static Decision decide(const Handover& h, const ExpireHandover&, const Facts& f) {
    Decision d;
    if (!h.open()) return d;
    d.require(f.now() >= h.answer_by, rule::not_yet_due, h.answer_by);
    if (d.refused()) return d;
    d.record(HandoverExpired{h.id, h.from, h.to});
    tell_occurrence(d, f, RuleCode::R6, h.id.entity(), {manager_of(f, h.from), manager_of(f, h.to)}, "nobody has answered the handover of " + to_text(h.from) + "'s work to " + to_text(h.to));
    return d;
}

void withdraw_handovers_of(Decision& d, const Facts& f, EmployeeId leaver) {
    const std::string why = to_text(leaver) + " has left";
    for (const auto id : f.resting_on<HandoverId>(leaver.entity())) {
        const Handover& h = f.at(id);
        d.record(HandoverWithdrawn{id, h.from, h.to, why});
        const EmployeeId above = manager_of(f, h.from) == leaver ? manager_of(f, leaver) : manager_of(f, h.from);
        if (h.to == leaver) tell_occurrence(d, f, RuleCode::R6, id.entity(), {h.from, above}, why + " and takes nothing over from " + to_text(h.from));
    }
}

NounEntry handover_noun() { return {command_entries_of<HandoverCommands>(), {state_entry<Handover, HandoverEvents>()}}; }

}  // namespace foxtrail
