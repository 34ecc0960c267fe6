#include "commands/guidance.hpp"

#include "commands/decider/command_entry.hpp"
#include "commands/organisation.hpp"
#include "commands/rules/deal_people.hpp"
#include "commands/rules/opportunity_rules.hpp"
#include "commands/rules/work_rules.hpp"

namespace foxtrail {
namespace rule {
constexpr Rule no_such_guidance{"no_such_guidance", "Guidance is about an opportunity or one of its risk flags."};
constexpr Rule nobody_to_guide{"nobody_to_guide", "Nobody has the opportunity: have it assigned first."};
}  // namespace rule

void evolve(Guidance& guidance, const StrategyGuidanceGiven& e, const Meta&) { guidance = {guidance.id, e.opportunity, e.flag, false}; }
void evolve(Guidance& guidance, const GuidanceActedOn&, const Meta&) { guidance.acted_on = true; }

static Decision decide(const GiveGuidance& c, const Facts& f) {
    Decision d;
    const auto flag = c.about.kind == RiskFlagId::kind ? std::optional(RiskFlagId{c.about.number}) : std::nullopt;
    d.require(flag || c.about.kind == OpportunityId::kind, rule::no_such_guidance, c.about);
    if (d.refused()) return d;
    const Opportunity& o = f.at(flag ? f.at(*flag).opportunity : OpportunityId{c.about.number});
    const EmployeeId owner = owner_of(o);
    d = on_open(o, f);
    d.require(!flag || !f.at(*flag).closed, rule::not_open, c.about);
    d.require(bool(owner), rule::nobody_to_guide);
    if (owner) d.require(is_above(f, f.actor(), owner), rule::not_above_owner, owner);
    d.require(!blank(c.text), rule::text_missing, "text");
    if (!d.refused()) d.record(StrategyGuidanceGiven{f.next_id<GuidanceId>(), o.id, flag, f.actor(), owner, c.text});
    return d;
}

static Decision decide(const Guidance& guidance, const ReportBack& c, const Facts& f) {
    Decision d;
    const EmployeeId owner = owner_of(f.at(guidance.opportunity));
    d.require(f.actor() && f.actor() == owner, rule::not_the_owner, owner);
    d.require(!blank(c.what), rule::text_missing, "what");
    if (!d.refused() && !guidance.acted_on) d.record(GuidanceActedOn{guidance.id, guidance.opportunity, guidance.flag, owner, c.what});
    return d;
}

NounEntry guidance_noun() { return {command_entries_of<GuidanceCommands>(), {state_entry<Guidance, GuidanceEvents>()}}; }

}  // namespace foxtrail
