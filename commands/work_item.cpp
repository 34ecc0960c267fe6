#include "commands/work_item.hpp"

#include "commands/decider/command_entry.hpp"
#include "commands/rules/department_rules.hpp"
#include "commands/rules/opportunity_rules.hpp"
#include "commands/rules/work_rules.hpp"

namespace foxtrail {
namespace rule {
constexpr Rule neither_customer_nor_deal{"neither_customer_nor_deal", "A work item is about a customer or an opportunity."};
constexpr Rule waits_for_nobody{"waits_for_nobody", "This waits for nobody's acceptance: it has to be passed on first."};
constexpr Rule waits_already{"waits_already", "This waits for another department's acceptance: let it be accepted or returned first."};
constexpr Rule not_holder{"not_holder", "Only who has the work item can do this."};
constexpr Rule not_won{"not_won", "Only a won opportunity is taken over for delivery."};
constexpr Rule from_himself{"from_himself", "Who had the deal cannot take it over from himself: somebody else delivers it."};
constexpr Rule delivered_by_others{"delivered_by_others", "Another department took this over already: have the work item passed on."};
}  // namespace rule

RestsOn rests_on(const WorkItem& w) {
    if (!w.open) return w.delivery ? RestsOn{w.subject} : RestsOn{};
    const Entity holder = w.holder.entity();
    return w.waiting_for ? RestsOn{w.subject, holder, w.waiting_for->entity()} : RestsOn{w.subject, holder};
}

void evolve(WorkItem& w, const WorkItemOpened& e, const Meta& m) { w = {w.id, e.subject, e.from, e.opener, e.to, m.valid_at, {}, false, true}; }
void evolve(WorkItem& w, const WorkItemAccepted& e, const Meta& m) {
    w.department = e.department, w.holder = e.to, w.waiting_for.reset(), w.changed = m.valid_at;
}
void evolve(WorkItem& w, const WorkItemReturned&, const Meta& m) { w.waiting_for.reset(), w.changed = m.valid_at; }
void evolve(WorkItem& w, const WorkItemPassedOn& e, const Meta& m) { w.waiting_for = e.to, w.changed = m.valid_at; }
void evolve(WorkItem& w, const WorkItemClosed&, const Meta& m) { w.open = false, w.waiting_for.reset(), w.changed = m.valid_at; }
void evolve(WorkItem& w, const DeliveryHandoverAccepted& e, const Meta& m) {
    w = {w.id, e.opportunity.entity(), e.department, e.by, std::nullopt, m.valid_at, {}, true, true};
}
// It waits on as before: who has it meanwhile is another matter, and so `changed` stays.
void evolve(WorkItem& w, const OwnershipTransferred& e, const Meta& m) {
    if (e.item == w.id.entity()) w.holder = e.to.owner, w.passed = m.valid_at;
}

static Decision decide(const OpenWorkItem& c, const Facts& f) {
    Decision d;
    require_person(d, f);
    const Kind kind = c.subject.kind;
    d.require(kind == CustomerId::kind || kind == OpportunityId::kind, rule::neither_customer_nor_deal, c.subject);
    d.require(!blank(c.what), rule::text_missing, "what");
    require_open(d, f, c.department.id);
    if (d.refused()) return d;
    d.record(WorkItemOpened{f.next_id<WorkItemId>(), c.subject, f.actor(), department_of_actor(f), c.department.id, c.what});
    return d;
}

// What every change of an open work item needs.
static Decision on_open(const WorkItem& w, const Facts& f) {
    Decision d;
    d.require(w.open, rule::not_open, w.id);
    const Time last = std::max(w.changed, w.passed);
    d.require(f.valid_at() >= last, rule::dated_before_last_change, last);
    return d;
}

// What every answer of the department asked needs.
static Decision on_waiting(const WorkItem& w, const Facts& f) {
    Decision d = on_open(w, f);
    if (w.open) d.require(w.waiting_for.has_value(), rule::waits_for_nobody);
    if (w.waiting_for) require_person_of(d, f, *w.waiting_for);
    d.require(f.valid_at() == f.now() || f.has_reason(), rule::reason_missing);
    return d;
}

static Decision decide(const WorkItem& w, const AcceptWorkItem&, const Facts& f) {
    if (w.open && !w.waiting_for && f.actor() == w.holder) return {};
    Decision d = on_waiting(w, f);
    if (!d.refused()) d.record(WorkItemAccepted{w.id, w.subject, w.holder, f.actor(), *w.waiting_for, w.changed});
    return d;
}

static Decision decide(const WorkItem& w, const ReturnWorkItem& c, const Facts& f) {
    Decision d = on_waiting(w, f);
    d.require(!blank(c.why), rule::why_missing);
    if (!d.refused()) d.record(WorkItemReturned{w.id, w.subject, f.actor(), *w.waiting_for, w.changed, c.why});
    return d;
}

static Decision decide(const WorkItem& w, const PassOnWorkItem& c, const Facts& f) {
    Decision d = on_open(w, f);
    const DepartmentId to = c.department.id;
    d.require(f.actor() && f.actor() == w.holder, rule::not_holder, w.holder);
    d.require(!w.waiting_for || w.waiting_for == to, rule::waits_already, w.waiting_for ? to_text(*w.waiting_for) : "");
    require_open(d, f, to);
    const bool already = w.waiting_for ? w.waiting_for == to : w.department == to;
    if (!d.refused() && !already) d.record(WorkItemPassedOn{w.id, w.subject, w.holder, w.department, to});
    return d;
}

static Decision decide(const WorkItem& w, const CloseWorkItem& c, const Facts& f) {
    if (!w.open) return {};
    Decision d = on_open(w, f);
    d.require(f.actor() && f.actor() == w.holder, rule::not_holder, w.holder);
    d.require(!blank(c.result), rule::text_missing, "result");
    if (!d.refused()) d.record(WorkItemClosed{w.id, w.subject, w.holder, w.department, c.result});
    return d;
}

// The delivery of a deal that was won, whether it is done or not; one that was closed before it was won again is of the time before.
static const WorkItem* delivery_of(const Facts& f, const Opportunity& o) {
    for (const WorkItemId id : f.resting_on<WorkItemId>(o.id.entity()))
        if (const WorkItem& item = f.at(id); item.delivery && (item.open || item.changed >= o.outcome.since)) return &item;
    return nullptr;
}

static Decision decide(const Opportunity& o, const AcceptDeliveryHandover& c, const Facts& f) {
    Decision d;
    const auto& seller = o.assignee.value;
    const DepartmentId department = department_of_actor(f);
    const WorkItem* delivery = delivery_of(f, o);
    require_person(d, f);
    d.require(o.outcome.value == Outcome::won, rule::not_won, o.outcome.value);
    d.require(!seller || seller->owner != f.actor(), rule::from_himself);
    d.require(!delivery || delivery->department == department, rule::delivered_by_others, delivery ? to_text(delivery->id) : "");
    d.require(f.valid_at() >= o.outcome.since, rule::dated_before_last_change, o.outcome.since);
    d.require(!blank(c.scope), rule::text_missing, "scope");
    if (d.refused() || delivery) return d;
    const auto from = seller ? std::optional(seller->department) : std::nullopt;
    d.record(DeliveryHandoverAccepted{f.next_id<WorkItemId>(), o.id, from, department, f.actor(), c.scope, o.outcome.since});
    return d;
}

NounEntry work_item_noun() {
    return {command_entries_of<WorkItemCommands>(), {state_entry<WorkItem, boost::mp11::mp_append<WorkItemEvents, HandoverEvents>>()}};
}

}  // namespace foxtrail
