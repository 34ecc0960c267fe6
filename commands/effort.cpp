#include "commands/effort.hpp"

#include "commands/alert.hpp"
#include "commands/decider/command_entry.hpp"
#include "commands/rules/approval.hpp"
#include "commands/rules/naming.hpp"
#include "commands/rules/opportunity_rules.hpp"
#include "commands/rules/work_rules.hpp"

namespace foxtrail {
namespace rule {
constexpr Rule ceiling_missing{"ceiling_missing", "Name a ceiling: minutes, cost, or both."};
constexpr Rule nothing_spent{"nothing_spent", "Name minutes or a cost above zero."};
constexpr Rule other_currency{"other_currency", "Ceiling and costs of a stage are in one currency: convert it first."};
constexpr Rule total_too_large{"total_too_large", "The cost of the stage would be larger than an amount can be."};
constexpr Rule booked_elsewhere{"booked_elsewhere", "A booking is put right on its own stage: put it right to nothing there, then book it here."};
constexpr Rule over_ceiling{"over_ceiling", "This goes over the ceiling of the stage: have it approved by somebody above the owner with approved_by, or raise the ceiling with effort.allocate."};
}  // namespace rule

RestsOn rests_on(const Effort& effort) { return {effort.opportunity.entity()}; }

void evolve(Effort& effort, const ResourceAllocated& e, const Meta& m) {
    effort.opportunity = e.opportunity, effort.stage = e.stage, effort.ceiling = e.to, effort.allocated = m.valid_at;
}
void evolve(Effort& effort, const EffortBooked& e, const Meta&) {
    effort.opportunity = e.opportunity, effort.stage = e.stage, effort.total = e.total_after;
}

namespace {

// The account of the stage; one without id when nothing was allocated or booked yet.
Effort account_of(const Facts& f, OpportunityId opportunity, const Stage& stage) {
    for (const auto id : f.resting_on<EffortId>(opportunity.entity()))
        if (const Effort& effort = f.at(id); effort.stage == stage) return effort;
    return {{}, opportunity, stage, {}, {}};
}
EffortId id_for(const Effort& account, const Facts& f) { return account.id ? account.id : f.next_id<EffortId>(); }

void require_cost(Decision& d, const std::optional<Money>& cost, const std::optional<Money>& beside) {
    d.require(!cost || cost->minor >= 0, rule::negative_amount);
    d.require(!cost || !beside || cost->currency == beside->currency, rule::other_currency, beside ? to_text(beside->currency) : "");
}

// Without the booking that is put right.
EffortTotal total_without(EffortTotal total, const EffortBooked* corrected) {
    if (!corrected) return total;
    total.minutes -= std::min<std::uint64_t>(total.minutes, corrected->minutes);
    if (total.cost && corrected->cost) total.cost->minor -= std::min(total.cost->minor, corrected->cost->minor);
    return total;
}

// The total with this booking; only good when the decision is not refused.
EffortTotal total_with(Decision& d, EffortTotal total, const BookEffort& c) {
    total.minutes += c.minutes;
    if (!c.cost) return total;
    if (total.cost && total.cost->currency == c.cost->currency) {
        const auto sum = add(*total.cost, *c.cost);
        d.require(sum && sum->minor <= money_minor_max, rule::total_too_large);
        total.cost = sum;
    } else {
        total.cost = c.cost;
    }
    return total;
}

bool over(const EffortTotal& total, const EffortBudget& ceiling) {
    return (ceiling.minutes && total.minutes > *ceiling.minutes) || (ceiling.cost && total.cost && total.cost->minor > ceiling.cost->minor);
}

// Up to where none was set, everything is allowed; to set the first ceiling raises nothing.
bool is_raised(const EffortBudget& from, const EffortBudget& to) {
    const bool more_minutes = from.minutes && (!to.minutes || *to.minutes > *from.minutes);
    return more_minutes || (from.cost && (!to.cost || to.cost->currency != from.cost->currency || to.cost->minor > from.cost->minor));
}

void require_raising(Decision& d, const Facts& f, EmployeeId owner) {
    d.require(bool(f.actor()), rule::actor_missing);
    if (f.actor()) require_authority(d, f, owner, f.actor());
}

void require_approval(Decision& d, const Facts& f, const Opportunity& o, const std::optional<Ref<EmployeeId>>& approver) {
    d.require(approver.has_value(), rule::over_ceiling);
    if (approver) require_override(d, f, owner_of(o), approver->id);
}

void tell_of_excess(Decision& d, const Facts& f, const Opportunity& o, const Stage& stage, EmployeeId approver) {
    const auto [keeper, manager] = keepers_of(f, o);
    tell_once(d, f, RuleCode::R12, o.id.entity(), {keeper, manager, approver}, "effort in " + stage.name + " of " + to_text(o.id) + " is over its ceiling");
}

}  // namespace

static Decision decide(const Opportunity& o, const AllocateEffort& c, const Facts& f) {
    Decision d = on_open(o, f);
    const auto stage = f.at(o.stage_model).stage(o.model_version, c.stage);
    d.require(stage.has_value(), rule::unknown_stage, c.stage);
    d.require(c.minutes || c.cost, rule::ceiling_missing);
    const Effort account = account_of(f, o.id, stage.value_or(Stage{}));
    require_cost(d, c.cost, account.total.cost);
    const EffortBudget to{c.minutes, c.cost};
    if (d.refused() || account.ceiling == to) return d;
    d.require(account.ceiling == EffortBudget{} || f.has_reason(), rule::reason_missing);
    d.require(f.valid_at() >= account.allocated, rule::dated_before_last_change, account.allocated);
    if (!f.imported() && is_raised(account.ceiling, to)) require_raising(d, f, owner_of(o));
    if (d.refused()) return d;
    d.record(ResourceAllocated{id_for(account, f), o.id, *stage, account.ceiling, to});
    if (over(account.total, to)) tell_of_excess(d, f, o, *stage, {});
    return d;
}

static Decision decide(const Opportunity& o, const BookEffort& c, const Facts& f) {
    Decision d = on_open(o, f);
    const auto stage = f.at(o.stage_model).stage(o.model_version, c.stage);
    d.require(stage.has_value(), rule::unknown_stage, c.stage);
    const EffortBooked* corrected = f.corrected<EffortBooked>();
    if (!corrected) require_reached(d, o, stage);
    d.require(corrected || c.minutes > 0 || (c.cost && c.cost->minor > 0), rule::nothing_spent);
    d.require(!blank(c.what), rule::text_missing, "what");
    const Effort account = account_of(f, o.id, stage.value_or(Stage{}));
    d.require(!corrected || corrected->effort == account.id, rule::booked_elsewhere, corrected ? corrected->stage.name : "");
    require_cost(d, c.cost, account.ceiling.cost ? account.ceiling.cost : account.total.cost);
    const EffortTotal total = total_with(d, total_without(account.total, corrected), c);
    const bool exceeds = over(total, account.ceiling);
    if (exceeds) require_approval(d, f, o, c.approved_by);
    if (d.refused()) return d;
    d.record(EffortBooked{id_for(account, f), o.id, *stage, c.minutes, c.cost, c.what, total, account.ceiling, exceeds ? id_of(c.approved_by) : std::nullopt});
    if (exceeds) tell_of_excess(d, f, o, *stage, c.approved_by->id);
    return d;
}

NounEntry effort_noun() { return {command_entries_of<EffortCommands>(), {state_entry<Effort, EffortEvents>()}}; }

}  // namespace foxtrail
