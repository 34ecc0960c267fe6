#include "commands/nurture.hpp"

#include "commands/alert.hpp"
#include "commands/decider/command_entry.hpp"
#include "commands/lead.hpp"
#include "commands/risk_flag.hpp"
#include "commands/rules/deal_people.hpp"
#include "commands/rules/opportunity_rules.hpp"
#include "commands/rules/settled.hpp"
#include "commands/working_calendar.hpp"

#include <algorithm>

namespace foxtrail {
namespace rule {
constexpr Rule not_nurturable{"not_nurturable", "Only leads and opportunities are nurtured."};
constexpr Rule item_closed{"item_closed", "Only what is open is nurtured: this is closed."};
constexpr Rule plan_missing{"plan_missing", "Say what will be done: \"plan\" cannot be blank."};
constexpr Rule until_past{"until_past", "Nurturing lasts until its own day or a later one."};
constexpr Rule not_later{"not_later", "It is nurtured until this day or a later one already."};
constexpr Rule already_nurtured{"already_nurtured", "This is nurtured already, by another plan or until another day: end that first, or use nurture.prolong."};
constexpr Rule not_nurtured{"not_nurtured", "This is not nurtured: use nurture.start first."};
constexpr Rule step_missing{"step_missing", "Say what was done: \"what\" cannot be blank."};
constexpr Rule before_nurture{"before_nurture", "This is dated before the lead or opportunity, or the last nurturing of it, began."};
}  // namespace rule

namespace {

using Last = std::optional<Nurture>;
void start(Last& last, const NurtureStarted& e, const Meta& m) { last = {.plan = e.plan, .until = e.until, .since = m.valid_at, .started_by = m.actor}; }
void step(Last& last, const NurtureStepDone& e) { last->steps = e.step; }
void prolong(Last& last, const NurtureProlonged& e) { last->until = e.to, last->overdue = false; }
void end(Last& last, const NurtureEnded& e) { last->plan.clear(), last->end = e.end; }
void run_over(Last& last) { last->overdue = true; }

}  // namespace

void evolve(Lead& lead, const NurtureStarted& e, const Meta& m) { start(lead.nurture, e, m); }
void evolve(Lead& lead, const NurtureStepDone& e, const Meta&) { step(lead.nurture, e); }
void evolve(Lead& lead, const NurtureProlonged& e, const Meta&) { prolong(lead.nurture, e); }
void evolve(Lead& lead, const NurtureEnded& e, const Meta&) { end(lead.nurture, e); }
void evolve(Lead& lead, const NurtureOverdue&, const Meta&) { run_over(lead.nurture); }
void evolve(Opportunity& o, const NurtureStarted& e, const Meta& m) { start(o.nurture, e, m); }
void evolve(Opportunity& o, const NurtureStepDone& e, const Meta&) { step(o.nurture, e); }
void evolve(Opportunity& o, const NurtureProlonged& e, const Meta&) { prolong(o.nurture, e); }
void evolve(Opportunity& o, const NurtureEnded& e, const Meta&) { end(o.nurture, e); }
void evolve(Opportunity& o, const NurtureOverdue&, const Meta&) { run_over(o.nurture); }

namespace {

// What nurturing needs to know of a thing, whichever kind it is.
struct Nurtured {
    const Lead* lead = nullptr;
    const Opportunity* opportunity = nullptr;

    bool nurturable() const { return lead || opportunity; }
    bool open() const { return lead ? lead->open() : opportunity->open(); }
    const std::optional<Nurture>& nurture() const { return lead ? lead->nurture : opportunity->nurture; }
    bool going_on() const { return nurture() && nurture()->going_on(); }
    EmployeeId owner() const {
        const EmployeeId owner = lead ? owner_of(*lead) : owner_of(*opportunity);
        return owner ? owner : nurture()->started_by;
    }
    Time earliest() const { return nurture() ? nurture()->since : lead ? lead->captured : opportunity->created; }
};

Nurtured nurtured(Entity item, const Facts& f) {
    if (item.kind == LeadId::kind) return {&f.at(LeadId{item.number}), nullptr};
    if (item.kind == OpportunityId::kind) return {nullptr, &f.at(OpportunityId{item.number})};
    return {};
}

void require_promotable(Decision& d, const Nurtured& item) {
    if (item.lead)
        d.require(item.lead->status.value == LeadStatus::qualified, rule::not_qualified);
    else
        require_evaluated_as_valuable(d, *item.opportunity);
}

void require_closable(Decision& d, const Nurtured& item, const Facts& f) {
    if (item.lead) return require_after_last_change(d, *item.lead, f);
    const Time last = std::max(item.opportunity->stage.since, item.opportunity->outcome.since);
    d.require(f.valid_at() >= last, rule::before_last_change, last);
}

void close(Decision& d, const Facts& f, const Nurtured& item, const std::string& why) {
    if (item.lead) return d.record(LeadDisqualified{item.lead->id, item.lead->status.value, why});
    d.record(OpportunityDerailed{item.opportunity->id, item.opportunity->stage.value, why});
    lapse_flags(d, f, item.opportunity->id, Outcome::derailed);
}

}  // namespace

static Decision decide(const StartNurture& c, const Facts& f) {
    Decision d;
    const Nurtured item = nurtured(c.item, f);
    d.require(item.nurturable(), rule::not_nurturable, c.item);
    d.require(!blank(c.plan), rule::plan_missing);
    d.require(c.until >= working_time(f).local_date(f.valid_at()), rule::until_past);
    if (!item.nurturable()) return d;
    const bool already = item.going_on() && item.nurture()->plan == c.plan && item.nurture()->until == c.until;
    d.require(item.open(), rule::item_closed);
    d.require(!item.going_on() || already, rule::already_nurtured);
    d.require(already || f.valid_at() >= item.earliest(), rule::before_nurture, item.earliest());
    if (!d.refused() && !already) d.record(NurtureStarted{c.item, c.plan, c.until});
    return d;
}

static Decision decide(const RecordNurtureStep& c, const Facts& f) {
    Decision d;
    const Nurtured item = nurtured(c.item, f);
    d.require(item.nurturable(), rule::not_nurturable, c.item);
    d.require(!blank(c.what), rule::step_missing);
    if (!item.nurturable()) return d;
    d.require(item.going_on(), rule::not_nurtured);
    d.require(item.open(), rule::item_closed);
    d.require(f.valid_at() >= item.earliest(), rule::before_nurture, item.earliest());
    if (!d.refused()) d.record(NurtureStepDone{c.item, item.nurture()->steps + 1, c.what});
    return d;
}

static Decision decide(const ProlongNurture& c, const Facts& f) {
    Decision d;
    const Nurtured item = nurtured(c.item, f);
    d.require(item.nurturable(), rule::not_nurturable, c.item);
    d.require(c.until >= working_time(f).local_date(f.valid_at()), rule::until_past);
    if (!item.nurturable()) return d;
    d.require(item.open(), rule::item_closed);
    d.require(item.going_on(), rule::not_nurtured);
    if (d.refused() || c.until == item.nurture()->until) return d;
    d.require(c.until > item.nurture()->until, rule::not_later, item.nurture()->until);
    d.require(f.has_reason(), rule::reason_missing);
    d.require(f.valid_at() >= item.earliest(), rule::before_nurture, item.earliest());
    if (!d.refused()) d.record(NurtureProlonged{c.item, item.nurture()->until, c.until});
    return d;
}

static Decision decide(const EndNurture& c, const Facts& f) {
    Decision d;
    const Nurtured item = nurtured(c.item, f);
    d.require(item.nurturable(), rule::not_nurturable, c.item);
    d.require(!blank(c.why), rule::why_missing);
    if (!item.nurturable()) return d;
    const bool already = item.nurture() && item.nurture()->end == c.end;
    d.require(item.going_on() || already, rule::not_nurtured);
    if (d.refused() || already) return d;
    d.require(f.valid_at() >= item.earliest(), rule::before_nurture, item.earliest());
    const bool disqualified = c.end == NurtureEnd::disqualified;
    d.require(item.open() || disqualified, rule::item_closed);
    if (item.open() && !disqualified) require_promotable(d, item);
    if (item.open() && disqualified) require_closable(d, item, f);
    if (d.refused()) return d;
    d.record(NurtureEnded{c.item, c.end, c.why, item.nurture()->steps});
    if (item.open() && disqualified) close(d, f, item, c.why);  // nothing stays open that nobody pursues
    return d;
}

static Decision decide(const MarkNurtureOverdue& c, const Facts& f) {
    Decision d;
    const Nurtured item = nurtured(c.item, f);
    d.require(item.nurturable(), rule::not_nurturable, c.item);
    if (d.refused() || !item.open() || !item.going_on() || item.nurture()->overdue) return d;
    const Date until = item.nurture()->until;
    require_over(d, f, until);
    if (d.refused()) return d;
    d.record(NurtureOverdue{c.item, until});
    tell_occurrence(d, f, RuleCode::R3, c.item, {item.owner(), manager_of(f, item.owner())},
                    std::string(words::nurtured_until) + to_text(until) + " and is neither promoted nor disqualified");
    return d;
}

NounEntry nurture_noun() { return {command_entries_of<NurtureCommands>(), {}}; }

}  // namespace foxtrail
