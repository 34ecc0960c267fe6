#include "commands/assistance.hpp"

#include "commands/alert.hpp"
#include "commands/decider/command_entry.hpp"
#include "commands/rules/department_rules.hpp"
#include "commands/rules/opportunity_rules.hpp"
#include "commands/rules/work_rules.hpp"
#include "commands/working_calendar.hpp"

namespace foxtrail {
namespace rule {
constexpr Rule taken_already{"taken_already", "Somebody has taken this on already."};
}  // namespace rule

RestsOn rests_on(const Assistance& a) {
    RestsOn on;
    if (!a.open()) return on;
    if (a.object.kind != EmployeeId::kind && a.object.kind != DepartmentId::kind) on.push_back(a.object);
    on.push_back(a.assignee ? a.assignee.entity() : a.department.entity());
    return on;
}

void evolve(Assistance& a, const AssistanceRequested& e, const Meta& m) {
    a = {a.id, e.object, e.department, e.requester, {}, e.text, e.answer_by, e.due, AssistanceStatus::requested, m.valid_at};
}
void evolve(Assistance& a, const AssistanceAccepted& e, const Meta& m) {
    a.status = AssistanceStatus::accepted, a.assignee = e.assignee, a.changed = m.valid_at;
}
void evolve(Assistance& a, const AssistanceDeclined&, const Meta& m) { a.status = AssistanceStatus::declined, a.changed = m.valid_at; }
void evolve(Assistance& a, const AssistanceDelivered&, const Meta& m) { a.status = AssistanceStatus::delivered, a.changed = m.valid_at; }
// Of what somebody took on, the last change stays his acceptance: that he did it in time may be told of later.
void evolve(Assistance& a, const AssistanceExpired&, const Meta& m) {
    a.status = AssistanceStatus::expired;
    if (!a.assignee) a.changed = m.valid_at;
}
void evolve(Assistance& a, const OwnershipTransferred& e, const Meta& m) {
    if (e.item == a.id.entity()) a.assignee = e.to.owner, a.changed = m.valid_at;
}

static Decision decide(const RequestAssistance& c, const Facts& f) {
    Decision d;
    require_person(d, f);
    d.require(!blank(c.needed_role), rule::text_missing, "needed_role");
    d.require(!blank(c.text), rule::text_missing, "text");
    d.require(c.due > f.now(), rule::due_too_early, c.due);
    require_open(d, f, c.department.id);
    if (d.refused()) return d;
    const auto hours = threshold(f, RuleCode::R9, "answer_working_hours");
    const Time answer_by = working_time(f).after_working_hours(f.now(), hours);
    d.record(AssistanceRequested{f.next_id<AssistanceId>(), c.object, f.actor(), department_of_actor(f), c.department.id, c.needed_role,
                                 c.text, std::min(answer_by, c.due), c.due});
    return d;
}

// What every answer to a request that waits needs.
static Decision on_waiting(const Assistance& a, const Facts& f) {
    Decision d;
    require_person_of(d, f, a.department);
    d.require(a.open(), rule::not_open, a.status);
    d.require(a.status != AssistanceStatus::accepted, rule::taken_already, a.assignee);
    d.require(f.valid_at() >= a.changed, rule::dated_before_last_change, a.changed);
    return d;
}

static Decision decide(const Assistance& a, const AcceptAssistance&, const Facts& f) {
    if (a.status == AssistanceStatus::accepted && a.assignee == f.actor()) return {};
    Decision d = on_waiting(a, f);
    if (!d.refused()) d.record(AssistanceAccepted{a.id, a.object, a.department, f.actor(), a.due});
    return d;
}

static Decision decide(const Assistance& a, const DeclineAssistance& c, const Facts& f) {
    if (a.status == AssistanceStatus::declined) return {};
    Decision d = on_waiting(a, f);
    d.require(!blank(c.why), rule::why_missing);
    if (!d.refused()) d.record(AssistanceDeclined{a.id, a.object, a.department, f.actor(), c.why});
    return d;
}

// Who took it on may still deliver when its day is over. What nobody answered in time is asked for anew.
static Decision decide(const Assistance& a, const DeliverAssistance& c, const Facts& f) {
    if (a.status == AssistanceStatus::delivered) return {};
    Decision d;
    const bool is_late = a.status == AssistanceStatus::expired && a.assignee;
    d.require(a.open() || is_late, rule::not_open, a.status);
    d.require(!is_late || f.valid_at() == f.now() || f.has_reason() || f.imported(), rule::reason_missing);
    d.require(a.assignee && f.actor() == a.assignee, rule::not_assignee, a.assignee ? to_text(a.assignee) : "nobody yet");
    d.require(f.valid_at() >= a.changed, rule::dated_before_last_change, a.changed);
    d.require(!blank(c.result), rule::text_missing, "result");
    if (!d.refused()) d.record(AssistanceDelivered{a.id, a.object, a.department, a.assignee, c.result});
    return d;
}

// Nobody in particular is behind in a department's queue: an unanswered request goes to who leads the department, and to the
// requester's own manager, who can take it up there.
static std::vector<EmployeeId> told_of_expiry(const Assistance& a, const Facts& f) {
    if (a.assignee) return {a.requester, manager_of(f, a.assignee)};
    return {a.requester, manager_of(f, a.requester), head_of(f, a.department)};
}

static Decision decide(const Assistance& a, const ExpireAssistance&, const Facts& f) {
    Decision d;
    if (!a.open()) return d;
    d.require(f.now() >= a.expires(), rule::not_yet_due, a.expires());
    if (d.refused()) return d;
    const bool taken = bool(a.assignee);
    const auto assignee = taken ? std::optional(a.assignee) : std::nullopt;
    d.record(AssistanceExpired{a.id, a.object, a.department, assignee, a.expires()});
    const std::string late = taken ? to_text(a.assignee) + " has not delivered in time: " : to_text(a.department) + " has not answered: ";
    tell_occurrence(d, f, RuleCode::R9, a.id.entity(), told_of_expiry(a, f), late + a.text);
    return d;
}

NounEntry assistance_noun() {
    using Learnt = boost::mp11::mp_append<AssistanceEvents, HandoverEvents>;
    return {command_entries_of<AssistanceCommands>(), {state_entry<Assistance, Learnt>()}};
}

}  // namespace foxtrail
