#include "commands/risk_flag.hpp"

#include "commands/alert.hpp"
#include "commands/decider/command_entry.hpp"
#include "commands/rules/approval.hpp"
#include "commands/rules/opportunity_rules.hpp"
#include "commands/rules/work_rules.hpp"

#include <algorithm>

namespace foxtrail {
namespace rule {
constexpr Rule not_his_risk{"not_his_risk", "Only the owner of the opportunity, or a manager above him, answers for its risks."};
}  // namespace rule

RestsOn rests_on(const RiskFlag& flag) {
    if (flag.closed) return {};
    return flag.owner ? RestsOn{flag.opportunity.entity(), flag.owner->entity()} : RestsOn{flag.opportunity.entity()};
}

void evolve(RiskFlag& flag, const RiskFlagRaised& e, const Meta&) {
    flag = {flag.id, e.opportunity, e.kind, e.text, e.owner, e.acknowledge_by};
}
void evolve(RiskFlag& flag, const RiskFlagAcknowledged&, const Meta&) { flag.acknowledged = true; }
void evolve(RiskFlag& flag, const RiskFlagCleared&, const Meta&) { flag.closed = true; }
void evolve(RiskFlag& flag, const RiskFlagEscalated&, const Meta&) { flag.escalated = true; }
void evolve(RiskFlag& flag, const RiskFlagPassedOn& e, const Meta&) { flag.owner = e.to; }
void evolve(RiskFlag& flag, const RiskFlagLapsed&, const Meta&) { flag.closed = true; }
void evolve(RiskFlag& flag, const StrategyGuidanceGiven&, const Meta&) { flag.guided = true; }
void evolve(RiskFlag& flag, const OwnershipTransferred& e, const Meta&) {
    if (e.item == flag.id.entity()) flag.owner = e.to.owner;
}

namespace {

// People flag several vacant roles, competitors and other risks of a deal, told apart by their texts. A rule tells only competitors
// apart: what it says of a vacancy is other words from day to day.
bool same_to_people(const auto& flag, RiskKind kind, const std::string& text) {
    const bool several = kind == RiskKind::role_vacant || kind == RiskKind::competitor || kind == RiskKind::other;
    return flag.kind == kind && (!several || flag.text == text);
}
bool same_to_rules(const auto& flag, RiskKind kind, const std::string& text) {
    return flag.kind == kind && (kind != RiskKind::competitor || flag.text == text);
}

std::vector<RiskFlagId> open_flags(const Facts& f, OpportunityId on) { return f.resting_on<RiskFlagId>(on.entity()); }

void record_flag(Decision& d, const Facts& f, const Opportunity& o, RiskKind kind, const std::string& text) {
    const Time by = hours_after(f.now(), threshold(f, RuleCode::R3, "acknowledge_hours"));
    const auto owner = o.assignee.value ? std::optional(o.assignee.value->owner) : std::nullopt;
    d.record(RiskFlagRaised{f.next_id<RiskFlagId>(), o.id, kind, text, owner, by});
}

void require_answerable(Decision& d, const Facts& f, const RiskFlag& flag) {
    const EmployeeId owner = owner_of(f.at(flag.opportunity));
    d.require(f.actor() && (f.actor() == owner || answers_for(f, f.actor(), owner)), rule::not_his_risk, owner ? to_text(owner) : "nobody");
}

}  // namespace

void raise_flag(Decision& d, const Facts& f, const Opportunity& o, RiskKind kind, const std::string& text) {
    const auto raised_now = [&](const AnyEvent& event) {
        const auto* raised = event.as<RiskFlagRaised>();
        return raised && raised->opportunity == o.id && same_to_rules(*raised, kind, text);
    };
    const auto is_open = [&](RiskFlagId id) { return same_to_rules(f.at(id), kind, text); };
    if (std::ranges::none_of(d.events(), raised_now) && std::ranges::none_of(open_flags(f, o.id), is_open)) record_flag(d, f, o, kind, text);
}

void flag_by_rule(Decision& d, const Facts& f, RuleCode code, const Opportunity& o, RiskKind kind, const std::string& text) {
    if (is_enabled(f, code)) raise_flag(d, f, o, kind, text);
}

void pass_flags_on(Decision& d, const Facts& f, OpportunityId opportunity, std::optional<EmployeeId> to, const std::set<Entity>& but) {
    for (const auto id : open_flags(f, opportunity))
        if (const auto from = f.at(id).owner; from != to && !but.contains(id.entity())) d.record(RiskFlagPassedOn{id, opportunity, from, to});
}

void clear_flags(Decision& d, const Facts& f, OpportunityId opportunity, RiskKind kind, const std::string& what, const std::function<bool(const RiskFlag&)>& which) {
    for (const auto id : open_flags(f, opportunity))
        if (const RiskFlag& flag = f.at(id); flag.kind == kind && which(flag)) d.record(RiskFlagCleared{id, opportunity, f.actor(), what});
}

void lapse_flags(Decision& d, const Facts& f, OpportunityId opportunity, Outcome outcome) {
    for (const auto id : open_flags(f, opportunity)) d.record(RiskFlagLapsed{id, opportunity, outcome});
}

static Decision decide(const Opportunity& o, const RaiseRiskFlag& c, const Facts& f) {
    Decision d = on_open(o, f);
    const auto open = open_flags(f, o.id);
    if (!d.refused()) d.require(o.open(), rule::already_closed);
    d.require(!blank(c.text), rule::text_missing, "text");
    const bool already = std::ranges::any_of(open, [&](RiskFlagId id) { return same_to_people(f.at(id), c.kind, c.text); });
    d.require(open.size() < open_flags_max || already, rule::too_many);
    if (!d.refused() && !already) record_flag(d, f, o, c.kind, c.text);
    return d;
}

static Decision decide(const RiskFlag& flag, const AcknowledgeRiskFlag&, const Facts& f) {
    Decision d;
    require_answerable(d, f, flag);
    d.require(!flag.closed || flag.acknowledged, rule::not_open);
    if (!d.refused() && !flag.acknowledged) d.record(RiskFlagAcknowledged{flag.id, flag.opportunity, f.actor()});
    return d;
}

static Decision decide(const RiskFlag& flag, const ClearRiskFlag& c, const Facts& f) {
    Decision d;
    require_answerable(d, f, flag);
    d.require(!blank(c.what), rule::text_missing, "what");
    if (!d.refused() && !flag.closed) d.record(RiskFlagCleared{flag.id, flag.opportunity, f.actor(), c.what});
    return d;
}

static Decision decide(const RiskFlag& flag, const EscalateRiskFlag&, const Facts& f) {
    Decision d;
    const Opportunity& o = f.at(flag.opportunity);
    if (!o.open() || flag.guided || flag.closed || !is_enabled(f, RuleCode::R3)) return d;
    const auto [keeper, above] = keepers_of(f, o);
    d.require(f.now() >= flag.acknowledge_by, rule::not_yet_due, flag.acknowledge_by);
    d.require(bool(above), rule::nobody_above, keeper);
    if (d.refused()) return d;
    if (!flag.escalated) d.record(RiskFlagEscalated{flag.id, flag.opportunity, keeper, above});
    tell_while_so(d, f, RuleCode::R3, flag.id.entity(), {above},
                  "no manager has said what " + (keeper == above ? "whoever gets the deal" : to_text(keeper)) + " is to do about a risk of " + to_text(flag.opportunity) + ": " + flag.text);
    return d;
}

NounEntry risk_flag_noun() {
    return {command_entries_of<RiskFlagCommands>(),
            {state_entry<RiskFlag, boost::mp11::mp_append<RiskFlagEvents, GuidanceEvents, HandoverEvents>>()}};
}

}  // namespace foxtrail
