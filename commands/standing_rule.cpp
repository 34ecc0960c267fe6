#include "commands/standing_rule.hpp"

#include "commands/decider/command_entry.hpp"
#include "commands/rules/approval.hpp"

#include <algorithm>

namespace foxtrail {
namespace rule {
constexpr Rule threshold_amiss{"threshold_amiss", "The rule cannot work by this number: give one within these limits."};
constexpr Rule unknown_threshold{"unknown_threshold", "The rule has no threshold of this name."};
}

void evolve(StandingRule& rule, const StandingRuleChanged& e, const Meta& m) {
    rule.last_version = std::max(rule.last_version, e.version);
    if (m.valid_at >= rule.terms.since) rule.version = e.version;
    rule.terms.set(e.to, m.valid_at);
}

StandingRule standing_rule(const Facts& facts, RuleCode code) {
    const StandingRuleId id{static_cast<std::uint32_t>(code)};
    if (const auto* changed = facts.find(id)) return {id, changed->version, {completed(code, changed->terms.value), changed->terms.since}, changed->last_version};
    return {id, 1, {terms_at_first(code)}};
}

static const StandingRule* changed_rule(const Facts& facts, RuleCode code) { return facts.find(StandingRuleId{static_cast<std::uint32_t>(code)}); }

bool is_enabled(const Facts& facts, RuleCode code) {
    const auto* changed = changed_rule(facts, code);
    return !changed || changed->terms.value.enabled;
}
std::uint32_t version_of(const Facts& facts, RuleCode code) {
    const auto* changed = changed_rule(facts, code);
    return changed ? changed->version : 1;
}
std::uint32_t threshold(const Facts& facts, RuleCode code, std::string_view name) {
    if (const auto* changed = changed_rule(facts, code))
        if (const auto found = std::ranges::find(changed->terms.value.thresholds, name, &RuleThreshold::name); found != changed->terms.value.thresholds.end()) return found->value;
    return threshold(definition_of(code).thresholds, name);
}

static Decision decide(const ChangeStandingRule& c, const Facts& f) {
    Decision d;
    require_leader(d, f);
    const StandingRule now = standing_rule(f, c.rule);
    RuleTerms to{c.enabled, now.terms.value.thresholds};
    for (const auto& [name, value] : c.thresholds) {
        const auto found = std::ranges::find(to.thresholds, name, &RuleThreshold::name);
        d.require(found != to.thresholds.end(), rule::unknown_threshold, name);
        if (found == to.thresholds.end()) continue;
        const auto [least, most] = threshold_limits(name);
        d.require(value >= least && value <= most, rule::threshold_amiss, name + ": " + std::to_string(least) + " to " + std::to_string(most));
        found->value = value;
    }
    if (d.refused() || to == now.terms.value) return d;
    d.require(f.has_reason(), rule::reason_missing);
    if (!d.refused()) d.record(StandingRuleChanged{now.id, c.rule, now.last_version + 1, now.terms.value, to});
    return d;
}

NounEntry standing_rule_noun() { return {command_entries_of<StandingRuleCommands>(), {state_entry<StandingRule, StandingRuleEvents>()}}; }

}  // namespace foxtrail
