// The terms of the standing rules R1 to R12: given at first, changed by command.
#pragma once

#include "commands/decider/latest.hpp"
#include "commands/decider/noun.hpp"
#include "events/standing_rule.hpp"

namespace foxtrail {

struct StandingRule {
    StandingRuleId id;
    std::uint32_t version = 1;  // of the terms in force
    Latest<RuleTerms> terms;
    std::uint32_t last_version = 1;  // a change dated back is in force before a later one only
};
BOOST_DESCRIBE_STRUCT(StandingRule, (), (id, version, terms, last_version))
template <>
struct StateOf<StandingRuleId> { using type = StandingRule; };

void evolve(StandingRule&, const StandingRuleChanged&, const Meta&);

// The rule as it stands now.
StandingRule standing_rule(const Facts&, RuleCode);
// Parts of it, without making the whole. Errors: std::logic_error when the rule has no such threshold.
bool is_enabled(const Facts&, RuleCode);
std::uint32_t version_of(const Facts&, RuleCode);
std::uint32_t threshold(const Facts&, RuleCode, std::string_view name);

struct ChangeStandingRule {
    static constexpr CommandType type{"standing_rule.change", "变更预警规则"};
    static constexpr std::string_view doc = "Switch a standing rule on or off, or change its thresholds; those left out stay as they are. An employee who does leads people.";
    RuleCode rule = RuleCode::R1;
    bool enabled = true;
    std::vector<RuleThreshold> thresholds;
};
BOOST_DESCRIBE_STRUCT(ChangeStandingRule, (), (rule, enabled, thresholds))

using StandingRuleCommands = boost::mp11::mp_list<ChangeStandingRule>;
NounEntry standing_rule_noun();

}  // namespace foxtrail
