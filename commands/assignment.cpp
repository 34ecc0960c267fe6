#include "commands/assignment.hpp"

#include "commands/alert.hpp"
#include "commands/decider/command_entry.hpp"
#include "commands/organisation.hpp"
#include "commands/risk_flag.hpp"
#include "commands/rules/deal_changes_hands.hpp"
#include "commands/rules/deal_people.hpp"
#include "commands/rules/giving.hpp"
#include "commands/rules/opportunity_rules.hpp"
#include "commands/rules/settled.hpp"
#include "commands/working_calendar.hpp"

#include <algorithm>

namespace foxtrail {
namespace rule {
constexpr Rule answer_by_past{"answer_by_past", "The answer can only be due in the future: give a later answer_by, or leave it out."};
constexpr Rule not_offered_to_actor{"not_offered_to_actor", "The opportunity is not offered to you: only who is asked can answer."};
constexpr Rule offer_lapsed{"offer_lapsed", "The time to answer has passed: have the opportunity offered again."};
constexpr Rule offer_overtaken{"offer_overtaken", "Somebody got the opportunity since it was offered: have it offered again."};
constexpr Rule before_last_offer{"before_last_offer", "This is dated before the last offer or its answer: give a later valid_at."};
constexpr Rule not_his_to_offer{"not_his_to_offer", "Somebody has the opportunity: only he or a manager above him offers it to somebody else."};
constexpr Rule not_manager{"not_manager",
                           "Only a manager above him takes an opportunity back, or who offered it while there is no answer."};
}  // namespace rule

static void answer(Opportunity& o, OfferStatus status, const Meta& m) { o.offer->status = status, o.offer->since = m.valid_at; }

void evolve(Opportunity& o, const OpportunityOffered& e, const Meta& m) {
    o.offer = {e.employee, m.actor, e.answer_by, OfferStatus::open, m.valid_at};
}
void evolve(Opportunity& o, const OpportunityAssignmentAccepted&, const Meta& m) { answer(o, OfferStatus::accepted, m); }
void evolve(Opportunity& o, const OpportunityAssignmentDeclined&, const Meta& m) { answer(o, OfferStatus::declined, m); }
void evolve(Opportunity& o, const OpportunityOfferExpired&, const Meta& m) { answer(o, OfferStatus::expired, m); }
void evolve(Opportunity& o, const OpportunityReclaimed& e, const Meta& m) {
    if (e.offered_to) answer(o, OfferStatus::withdrawn, m);
    if (e.from) o.assignee.set(std::nullopt, m.valid_at);
}

namespace {

bool owned_by(const Opportunity& o, EmployeeId employee) { return o.assignee.value && o.assignee.value->owner == employee; }

// Whether the employee was the last one asked, and so ended it.
bool answered(const Opportunity& o, EmployeeId employee, OfferStatus status) {
    return o.offer && o.offer->to == employee && o.offer->status == status;
}

// What is valid before the last step of the assignment would undo it.
void require_after_last_step(Decision& d, const Opportunity& o, const Facts& f) {
    d.require(f.valid_at() >= o.assignee.since, rule::before_last_assignment, o.assignee.since);
    if (o.offer) d.require(f.valid_at() >= o.offer->since, rule::before_last_offer, o.offer->since);
}

// What accepting and declining share.
Decision on_answer(const Opportunity& o, const Facts& f) {
    Decision d = on_open_now(o, f);
    const bool asked = o.offered() && o.offer->to == f.actor();
    d.require(asked, rule::not_offered_to_actor);
    if (asked) d.require(f.now() < o.offer->answer_by, rule::offer_lapsed, o.offer->answer_by);
    if (asked) d.require(o.assignee.since <= o.offer->since, rule::offer_overtaken);
    require_after_last_step(d, o, f);
    return d;
}

Time answer_due(const OfferOpportunity& c, const Facts& f) {
    if (c.answer_by) return *c.answer_by;
    return working_time(f).after_working_hours(f.now(), threshold(f, RuleCode::R9, "accept_assignment_working_hours"));
}

// When the scheduler may take it back: an owner's when nothing of it was recorded for long, whatever day it was dated; an offer's
// when its answer is overdue.
Time reclaim_due(const Opportunity& o, const Facts& f) {
    if (!o.assignee.value) return o.offer->answer_by;
    const std::uint32_t days = threshold(f, RuleCode::R6, "reclaim_idle_days");
    return {o.last_recorded.us + std::int64_t{days} * us_per_day};
}

bool may_withdraw_offer(const Opportunity& o, const Facts& f) {
    return o.offered() && f.actor() && (f.actor() == o.offer->by || owned_by(o, f.actor()) || is_above(f, f.actor(), o.offer->to));
}

bool may_reclaim(const Opportunity& o, const Facts& f) {
    if (may_withdraw_offer(o, f)) return true;
    if (o.assignee.value) return is_above(f, f.actor(), o.assignee.value->owner);
    return false;
}

}  // namespace

void require_assignable(Decision& d, const Opportunity& o, EmployeeId to, const Facts& f) {
    if (owned_by(o, to)) return;
    require_not_below_threshold(d, o);
    require_capacity(d, f, to);
}

static Decision decide(const Opportunity& o, const OfferOpportunity& c, const Facts& f) {
    Decision d = on_open_now(o, f);
    const EmployeeId to = c.employee.id;
    const Time due = answer_due(c, f);
    const bool already = o.offered() ? o.offer->to == to && (!c.answer_by || *c.answer_by == o.offer->answer_by) : owned_by(o, to);
    if (d.refused() || already) return d;
    d.require(!o.offered(), rule::offer_open, o.offered() ? to_text(o.offer->to) : "");
    d.require(due > f.now(), rule::answer_by_past);
    d.require(!o.assignee.value || f.has_reason(), rule::reason_missing);
    d.require(may_give(f, owner_of(o)), rule::not_his_to_offer, owner_of(o));
    require_active(d, f, to);
    require_assignable(d, o, to, f);
    require_after_last_step(d, o, f);
    if (!d.refused()) d.record(OpportunityOffered{o.id, to, due});
    return d;
}

static Decision decide(const Opportunity& o, const AcceptAssignment&, const Facts& f) {
    if (answered(o, f.actor(), OfferStatus::accepted) && owned_by(o, f.actor())) return {};
    Decision d = on_answer(o, f);
    require_active(d, f, f.actor());
    if (f.actor()) require_assignable(d, o, f.actor(), f);
    if (d.refused()) return d;
    d.record(OpportunityAssignmentAccepted{o.id, f.actor()});
    d.record(OpportunityAssigned{o.id, o.assignee.value, assignee_of(f.actor(), f)});
    pass_on_with(d, f, o, f.actor());
    return d;
}

static Decision decide(const Opportunity& o, const DeclineAssignment&, const Facts& f) {
    if (answered(o, f.actor(), OfferStatus::declined)) return {};
    Decision d = on_answer(o, f);
    d.require(f.has_reason(), rule::reason_missing);
    if (!d.refused()) d.record(OpportunityAssignmentDeclined{o.id, f.actor()});
    return d;
}

static Decision decide(const Opportunity& o, const ExpireOffer&, const Facts& f) {
    Decision d;
    if (!o.offered()) return d;  // answered meanwhile
    d.require(f.now() >= o.offer->answer_by, rule::not_yet_due, o.offer->answer_by);
    if (d.refused()) return d;
    d.record(OpportunityOfferExpired{o.id, o.offer->to, o.offer->answer_by});
    if (o.open())
        tell_occurrence(d, f, RuleCode::R9, o.id.entity(), {manager_of(f, o.offer->to)}, to_text(o.offer->to) + std::string(words::offer_unanswered));
    return d;
}

static Decision decide(const Opportunity& o, const ReclaimOpportunity&, const Facts& f) {
    Decision d = on_open_now(o, f);
    if (!o.assignee.value && !o.offered()) return d;  // in the pool
    if (!f.actor())
        d.require(f.now() >= reclaim_due(o, f), rule::not_yet_due, reclaim_due(o, f));
    else
        d.require(may_reclaim(o, f), rule::not_manager);
    d.require(!f.actor() || f.has_reason(), rule::reason_missing);
    require_after_last_step(d, o, f);
    if (d.refused()) return d;
    // People take an offer back first, and leave the deal whose it is.
    const auto owner = f.actor() && o.offered() ? std::nullopt : o.assignee.value;
    d.record(OpportunityReclaimed{o.id, owner, o.offered() ? std::optional(o.offer->to) : std::nullopt});
    if (owner) pass_flags_on(d, f, o.id, std::nullopt);
    if (!f.actor() && owner)
        tell_occurrence(d, f, RuleCode::R6, o.id.entity(), {manager_of(f, owner->owner)}, to_text(owner->owner) + std::string(words::left_idle));
    return d;
}

NounEntry assignment_noun() { return {command_entries_of<AssignmentCommands>(), {}}; }

}  // namespace foxtrail
