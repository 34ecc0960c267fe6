#include "commands/outcome.hpp"

#include "commands/alert.hpp"
#include "commands/competitor.hpp"
#include "commands/decider/command_entry.hpp"
#include "commands/deal_team.hpp"
#include "commands/organisation.hpp"
#include "commands/risk_flag.hpp"
#include "commands/rules/deal_people.hpp"
#include "commands/rules/gate.hpp"
#include "commands/rules/introducer.hpp"
#include "commands/rules/opportunity_rules.hpp"
#include "commands/rules/role_loss.hpp"
#include "commands/rules/settled.hpp"
#include "commands/waiver.hpp"

#include <algorithm>

namespace foxtrail {
namespace rule {
constexpr Rule closed_otherwise{"closed_otherwise", "The opportunity is closed with another outcome: reopen it first."};
constexpr Rule closed_saying_other{"closed_saying_other",
                                   "The opportunity is closed so already, but something else was said: to put that right, give the position of the "
                                   "event that closed it in \"corrects\"."};
constexpr Rule corrects_no_such_outcome{"corrects_no_such_outcome",
                                        "What is put right is an outcome of the same kind: give the position of such an event in \"corrects\"."};
constexpr Rule undone_at_once{"undone_at_once", "This outcome was undone at the same instant: there is nothing left of it to put right."};
}  // namespace rule

namespace {

constexpr Outcome outcome_by(const OpportunityWon&) { return Outcome::won; }
constexpr Outcome outcome_by(const OpportunityLost&) { return Outcome::lost; }
constexpr Outcome outcome_by(const OpportunityDerailed&) { return Outcome::derailed; }
Closing closing_by(const OpportunityWon& e) { return {e.value, {}, {}}; }
Closing closing_by(const OpportunityLost& e) { return {{}, e.why, e.competitor}; }
Closing closing_by(const OpportunityDerailed& e) { return {{}, e.why, {}}; }

template <class Event>
void evolve_closed(Opportunity& o, const Event& e, const Meta& m) {
    o.outcome.set(outcome_by(e), m.valid_at);
    o.closing.set(closing_by(e), m.valid_at);
}

// What was said before of the outcome that is said now; nothing when the opportunity is to be closed so for the first time.
template <class Event>
std::optional<Closing> closing_before(const Opportunity& o, const Event& said, const Facts& f) {
    const Event* wrong = f.corrected<Event>();
    const bool stands = o.outcome.value == outcome_by(said) && (!wrong || f.valid_at() == o.outcome.since);
    if (stands) return o.closing.value;
    return wrong ? std::optional(closing_by(*wrong)) : std::nullopt;
}

// What every closing needs, and every correction of one.
template <class Event>
Decision on_outcome(const Opportunity& o, const Event& said, const std::optional<Closing>& before, const Facts& f) {
    Decision d;
    const Time last = std::max(o.stage.since, o.outcome.since);
    if (f.corrects()) {
        const bool undone = o.outcome.value != outcome_by(said) && f.valid_at() >= o.outcome.since;
        d.require(f.corrected<Event>() != nullptr, rule::corrects_no_such_outcome);
        d.require(!f.corrected<Event>() || !undone, rule::undone_at_once);
    } else if (o.open()) {
        d.require(f.valid_at() >= last, rule::before_last_change, last);
    } else {
        d.require(before.has_value(), rule::closed_otherwise, o.outcome.value);
        d.require(!before || *before == closing_by(said), rule::closed_saying_other);
    }
    return d;
}

// Closing lets the risks that are open lapse: they neither come true nor go away any more. A correction stays in the stage of
// what it puts right.
template <class Event>
void record_outcome(Decision& d, const Opportunity& o, Event said, const std::optional<Closing>& before, const Facts& f) {
    if (d.refused() || before == closing_by(said)) return;
    if (const Event* wrong = f.corrected<Event>()) said.stage = wrong->stage;
    d.record(said);
    if (!before) lapse_flags(d, f, o.id, outcome_by(said));
}

}  // namespace

void evolve(Opportunity& o, const OpportunityWon& e, const Meta& m) {
    evolve_closed(o, e, m);
    o.value.set(e.value, m.valid_at);
}
void evolve(Opportunity& o, const OpportunityLost& e, const Meta& m) {
    evolve_closed(o, e, m);
    o.lost = std::max(o.lost.value_or(m.valid_at), m.valid_at);
}
void evolve(Opportunity& o, const OpportunityDerailed& e, const Meta& m) { evolve_closed(o, e, m); }
void evolve(Opportunity& o, const OpportunityReopened&, const Meta& m) {
    o.outcome.set(Outcome::open, m.valid_at);
    o.closing.set({}, m.valid_at);
}

// A deal is not won past gates that it has not come to: who lets it skip them stands above its owner.
static void require_gates_to_win(Decision& d, const Opportunity& o, const Facts& f) {
    require_gate(d, o, std::nullopt, f);
    const std::size_t stages = f.at(o.stage_model).stages(o.model_version).size();
    if (!f.imported()) require_gates_between(d, o, static_cast<std::uint16_t>(o.stage.value.number + 1), static_cast<std::uint16_t>(stages + 1), f);
}

static Decision decide(const Opportunity& o, const Win& c, const Facts& f) {
    const OpportunityWon said{o.id, o.stage.value, c.value};
    const auto before = closing_before(o, said, f);
    Decision d = on_outcome(o, said, before, f);
    require_amount(d, c.value);
    if (!d.refused() && !before) require_gates_to_win(d, o, f);
    record_outcome(d, o, said, before, f);
    return d;
}

static Decision decide(const Opportunity& o, const Lose& c, const Facts& f) {
    const OpportunityLost said{o.id, o.stage.value, c.why, c.competitor};
    const auto before = closing_before(o, said, f);
    Decision d = on_outcome(o, said, before, f);
    d.require(!blank(c.why), rule::why_missing);
    record_outcome(d, o, said, before, f);
    return d;
}

static Decision decide(const Opportunity& o, const Derail& c, const Facts& f) {
    const OpportunityDerailed said{o.id, o.stage.value, c.why};
    const auto before = closing_before(o, said, f);
    Decision d = on_outcome(o, said, before, f);
    d.require(!blank(c.why), rule::why_missing);
    record_outcome(d, o, said, before, f);
    return d;
}

// Who left the company while the deal was closed is on its team no more, and whom he met the owner meets.
static void renew_team(Decision& d, const Facts& f, const Opportunity& o) {
    for (const auto id : places_on(f, o.id))
        if (const EmployeeId member = f.at(id).employee; f.at(member).departed) d.record(TeamMemberLeft{id, o.id, member});
    if (const EmployeeId owner = owner_of(o)) meet_whom_leavers_met(d, f, o.id, owner);
}

static void return_to_pool(Decision& d, const Facts& f, const Opportunity& o) {
    d.record(OpportunityReclaimed{o.id, o.assignee.value, {}});
    tell_occurrence(d, f, RuleCode::R6, o.id.entity(), {head_of(f, o.assignee.value->department)}, std::string(words::nobodys) + to_text(owner_of(o)) + ", who had it, has left");
}

static Decision decide(const Opportunity& o, const Reopen&, const Facts& f) {
    Decision d;
    if (o.open()) return d;
    d.require(f.has_reason(), rule::reason_missing);
    d.require(f.valid_at() >= o.outcome.since, rule::before_last_change, o.outcome.since);
    if (d.refused()) return d;
    d.record(OpportunityReopened{o.id, o.outcome.value, o.stage.value});
    Opportunity now = o;  // as it is from here on
    if (const EmployeeId owner = owner_of(o); owner && f.at(owner).departed) return_to_pool(d, f, o), now.assignee.value.reset();
    for (const CompetitorPresence& each : o.competitors)
        if (each.present()) flag_by_rule(d, f, RuleCode::R12, now, RiskKind::competitor, competitor_in_words(f, each.competitor) + ": was there when the deal was closed");
    renew_roles(d, f, now, o.outcome.since);
    renew_team(d, f, now);
    introduce_suspected(d, f, now);
    tell_of_waivers_over(d, f, now);
    return d;
}

NounEntry outcome_noun() { return {command_entries_of<OutcomeCommands>(), {}}; }

}  // namespace foxtrail
