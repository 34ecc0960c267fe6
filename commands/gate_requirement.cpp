#include "commands/gate_requirement.hpp"

#include "commands/decider/command_entry.hpp"
#include "commands/rules/approval.hpp"
#include "commands/rules/naming.hpp"
#include "commands/rules/work_rules.hpp"
#include "commands/stage_model.hpp"

#include <algorithm>

namespace foxtrail {
namespace rule {
constexpr Rule unknown_model_version{"unknown_model_version", "The stage model has no such version."};
constexpr Rule no_such_stage{"no_such_stage", "The version of the stage model, or its newest one, has no stage of this name."};
constexpr Rule nothing_asked_for{"nothing_asked_for", "Name at least one kind of document or one role; to ask for none, use gate_requirement.withdraw."};
constexpr Rule too_many_requirements{"too_many_requirements", "A stage model has at most 200 requirements: withdraw those that are over."};
}  // namespace rule

RestsOn rests_on(const GateRequirement& r) { return r.asked.empty() ? RestsOn{} : RestsOn{r.scope.stage_model.entity()}; }

void evolve(GateRequirement& r, const GateRequirementSet& e, const Meta& m) {
    r = {r.id, e.scope, e.to, e.from.empty() ? m.valid_at : r.since, m.valid_at};
}
void evolve(GateRequirement& r, const GateRequirementWithdrawn&, const Meta& m) { r.asked = {}, r.changed = m.valid_at; }

// The requirement in force of exactly this scope.
static const GateRequirement* requirement_of(const GateScope& scope, const std::vector<GateRequirementId>& in_force, const Facts& f) {
    const auto found = std::ranges::find_if(in_force, [&](GateRequirementId id) { return f.at(id).scope == scope; });
    return found == in_force.end() ? nullptr : &f.at(*found);
}

template <class T>
static std::vector<T> each_once(std::vector<T> all) {
    std::ranges::sort(all);
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

static Decision decide(const StageModel& model, const SetGateRequirement& c, const Facts& f) {
    Decision d;
    const auto version = c.model_version.value_or(model.newest());
    const bool known_version = version >= 1 && version <= model.newest();
    d.require(known_version, rule::unknown_model_version, version);
    d.require(!known_version || model.stage(version, c.stage), rule::no_such_stage, c.stage);
    d.require(!c.category || !blank(*c.category), rule::text_missing, "category");
    d.require(!c.document_kinds.empty() || !c.team_roles.empty(), rule::nothing_asked_for);
    d.require(std::ranges::none_of(c.team_roles, blank), rule::text_missing, "team_roles");
    if (d.refused()) return d;

    const GateDemand asked{each_once(c.document_kinds), each_once(c.team_roles)};
    const GateScope scope{model.id, c.model_version, c.stage, c.category, id_of(c.product)};
    const auto in_force = f.resting_on<GateRequirementId>(model.id.entity());
    const GateRequirement* before = requirement_of(scope, in_force, f);
    if (before && before->asked == asked) return d;
    d.require(!before || f.has_reason(), rule::reason_missing);
    if (before) require_leader(d, f);
    if (before) d.require(f.valid_at() >= before->changed, rule::dated_before_last_change, before->changed);
    d.require(before || in_force.size() < gate_requirements_per_model_max, rule::too_many_requirements);
    if (d.refused()) return d;
    d.record(GateRequirementSet{before ? before->id : f.next_id<GateRequirementId>(), scope, before ? before->asked : GateDemand{}, asked});
    return d;
}

static Decision decide(const GateRequirement& r, const WithdrawGateRequirement&, const Facts& f) {
    Decision d;
    if (r.asked.empty()) return d;
    require_leader(d, f);
    d.require(f.has_reason(), rule::reason_missing);
    d.require(f.valid_at() >= r.changed, rule::dated_before_last_change, r.changed);
    if (!d.refused()) d.record(GateRequirementWithdrawn{r.id, r.scope, r.asked});
    return d;
}

NounEntry gate_requirement_noun() { return {command_entries_of<GateRequirementCommands>(), {state_entry<GateRequirement, GateRequirementEvents>()}}; }

}  // namespace foxtrail
