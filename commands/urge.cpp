#include "commands/urge.hpp"

#include "commands/alert.hpp"
#include "commands/assistance.hpp"
#include "commands/decider/command_entry.hpp"
#include "commands/handover.hpp"
#include "commands/opportunity.hpp"
#include "commands/rules/department_rules.hpp"
#include "commands/rules/settled.hpp"
#include "commands/rules/work_rules.hpp"
#include "commands/task.hpp"
#include "commands/work_item.hpp"
#include "commands/working_calendar.hpp"

#include <algorithm>

namespace foxtrail {
namespace rule {
constexpr Rule not_urgeable{"not_urgeable", "Urge a task, a handover, a request for assistance, a work item or an opportunity."};
constexpr Rule nobody_has_it{"nobody_has_it", "Nobody has this, and nobody leads the department where it waits, so there is nobody to urge: have it assigned."};
constexpr Rule own_work{"own_work", "Nobody urges himself: say what is in the way to your manager."};
constexpr Rule urged_lately{"urged_lately", "You urged this a short while ago: wait until this instant."};
constexpr Rule not_urged{"not_urged", "Only the one urged can answer, or who has the item since."};
constexpr Rule urged_again{"urged_again", "A later urge of the same person took this one's place: answer that one."};
}  // namespace rule

RestsOn rests_on(const Urge& u) { return u.followed_by ? RestsOn{} : RestsOn{u.item}; }

void evolve(Urge& u, const UrgeSent& e, const Meta& m) {
    u = {u.id, e.item, e.by, e.to, e.text, e.nth, m.recorded_at, e.answer_by, false, false, {}};
}
void evolve_other(Urge& u, const UrgeSent& e, const Meta&) {
    if (e.follows == u.id) u.followed_by = e.urge;
}
void evolve(Urge& u, const UrgeAcknowledged&, const Meta&) { u.answered = true; }
void evolve(Urge& u, const UrgeEscalated&, const Meta&) { u.escalated = true; }

namespace {

struct Holding {
    bool open = false;
    EmployeeId by;             // {} while nobody has it
    DepartmentId waits_in{};   // then who leads the department is urged
};

Holding holding(const Opportunity& o) {
    const Assignee had_it = o.had_it.value_or(Assignee{});
    return {o.open(), o.assignee.value ? had_it.owner : EmployeeId{}, had_it.department};
}
Holding holding(const Task& t) { return {t.status == TaskStatus::open, t.assignee}; }
Holding holding(const Handover& h) { return {h.open(), h.to}; }
Holding holding(const Assistance& a) { return {a.open(), a.assignee, a.department}; }
// While it waits for a department's acceptance, nobody there has it, and its holder is not the one to wait for.
Holding holding(const WorkItem& w) { return {w.open, w.waiting_for ? EmployeeId{} : w.holder, w.waiting_for.value_or(DepartmentId{})}; }

using Urgeable = boost::mp11::mp_list<OpportunityId, TaskId, HandoverId, AssistanceId, WorkItemId>;

// Who has the item; nothing when it is of a kind that is not urged.
std::optional<Holding> holding_of(const Facts& f, Entity item) {
    std::optional<Holding> found;
    boost::mp11::mp_for_each<Urgeable>([&]<class IdType>(IdType) {
        if (item.kind == IdType::kind) found = holding(f.at(IdType{item.number}));
    });
    return found;
}

std::uint32_t limit(const Facts& f, std::string_view name) { return threshold(f, RuleCode::R9, name); }

// What was urged on an item before, as far as the next urge needs it.
struct Before {
    std::uint32_t count = 0;
    const Urge* by_actor = nullptr;
};

Before urged_before(const Facts& f, Entity item) {
    Before before;
    for (const UrgeId id : f.resting_on<UrgeId>(item)) {
        const Urge& urge = f.at(id);
        before.count = std::max(before.count, urge.nth);
        if (urge.by == f.actor()) before.by_actor = &urge;
    }
    return before;
}

}  // namespace

bool is_still_open(const Facts& f, Entity urged) { return holding_of(f, urged).value_or(Holding{}).open; }

static Decision decide(const SendUrge& c, const Facts& f) {
    Decision d;
    require_person(d, f);
    d.require(!blank(c.text), rule::text_missing, "text");
    const auto item = holding_of(f, c.item);
    d.require(item.has_value(), rule::not_urgeable, c.item);
    if (!item) return d;
    const EmployeeId to = item->by || !item->waits_in ? item->by : head_of(f, item->waits_in);
    d.require(item->open, rule::not_open, c.item);
    d.require(!item->open || to, rule::nobody_has_it);
    d.require(!to || to != f.actor(), rule::own_work);
    const WorkingTime& hours = working_time(f);
    const auto [count, last] = urged_before(f, c.item);
    const Time again = last ? hours.after_working_hours(last->sent, limit(f, "urge_interval_working_hours")) : Time::min();
    d.require(f.now() >= again, rule::urged_lately, again);
    if (d.refused()) return d;

    // An urge that waits for its answer hands its deadline on: who urges often is not answered later for it.
    Time answer_by = hours.after_working_hours(f.now(), limit(f, "answer_working_hours"));
    if (last && !last->answered && !last->escalated) answer_by = std::min(answer_by, last->answer_by);
    const std::uint32_t nth = count + 1;
    const auto follows = last ? std::optional(last->id) : std::nullopt;
    d.record(UrgeSent{f.next_id<UrgeId>(), c.item, f.actor(), to, f.at(to).department.value, c.text, nth, follows, answer_by});
    if (nth < limit(f, "urges_before_manager")) return d;
    const std::string often = " times, now with ";
    tell(d, f, RuleCode::R9, c.item, {manager_of(f, to)}, "urged " + std::to_string(nth) + often + to_text(to) + ": " + c.text, {often});
    return d;
}

static Decision decide(const Urge& u, const AcknowledgeUrge& c, const Facts& f) {
    Decision d;
    const EmployeeId has_it = holding_of(f, u.item).value_or(Holding{}).by;
    const bool is_his = f.actor() && f.actor() != u.by && (f.actor() == u.to || f.actor() == has_it);
    d.require(is_his, rule::not_urged, u.to);
    if (!d.refused() && u.answered) return d;
    d.require(!u.followed_by, rule::urged_again, u.followed_by ? to_text(*u.followed_by) : "");
    if (!d.refused()) d.record(UrgeAcknowledged{u.id, u.item, f.actor(), c.answer});
    return d;
}

static Decision decide(const Urge& u, const EscalateUrge&, const Facts& f) {
    Decision d;
    const Holding item = holding_of(f, u.item).value_or(Holding{});
    if (u.answered || u.escalated || u.followed_by || !item.open || item.by == u.by) return d;  // what was returned to who urged it waits for nobody else
    const EmployeeId from = item.by ? item.by : u.to, above = manager_of(f, from);
    d.require(f.now() >= u.answer_by, rule::not_yet_due, u.answer_by);
    d.require(bool(above), rule::nobody_above, from);
    if (d.refused()) return d;
    d.record(UrgeEscalated{u.id, u.item, from, above});
    tell_occurrence(d, f, RuleCode::R9, u.item, {above}, to_text(from) + std::string(words::urge_unanswered) + to_text(u.by) + ": " + u.text);
    return d;
}

NounEntry urge_noun() { return {command_entries_of<UrgeCommands>(), {state_entry<Urge, UrgeEvents>()}}; }

}  // namespace foxtrail
