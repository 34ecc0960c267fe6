// The standing rules: when somebody is told, of what, and how soon he must answer. Their terms are data.
#pragma once

#include "events/event.hpp"

#include <span>

namespace foxtrail {

enum class RuleCode : std::uint8_t { R1 = 1, R2, R3, R4, R5, R6, R7, R8, R9, R10, R11, R12 };
BOOST_DESCRIBE_ENUM(RuleCode, R1, R2, R3, R4, R5, R6, R7, R8, R9, R10, R11, R12)

// A number a rule hangs on; its name says the unit: "acknowledge_hours", "share_percent".
struct RuleThreshold {
    std::string name;
    std::uint32_t value = 0;
    bool operator==(const RuleThreshold&) const = default;
};
BOOST_DESCRIBE_STRUCT(RuleThreshold, (), (name, value))

struct RuleTerms {
    bool enabled = true;
    std::vector<RuleThreshold> thresholds;
    bool operator==(const RuleTerms&) const = default;
};
BOOST_DESCRIBE_STRUCT(RuleTerms, (), (enabled, thresholds))

struct StandingRuleChanged {
    static constexpr EventType type{"standing_rule.changed", 1, "预警规则变更"};
    static constexpr std::string_view doc = "The terms of a standing rule changed. Alerts raised before keep the terms they were raised under.";
    StandingRuleId rule;  // its number is its code's
    RuleCode code;
    std::uint32_t version;  // 1 are the terms every company starts with
    RuleTerms from, to;
    bool operator==(const StandingRuleChanged&) const = default;
};
BOOST_DESCRIBE_STRUCT(StandingRuleChanged, (), (rule, code, version, from, to))

// A rule as every company starts with it. Source: the sales domain's table of standing alert rules.
struct RuleDefinition {
    RuleCode code;
    std::string_view doc, term;
    std::vector<RuleThreshold> thresholds;
};
std::span<const RuleDefinition> rule_definitions();
const RuleDefinition& definition_of(RuleCode);
RuleTerms terms_at_first(RuleCode);
// Recorded terms with the thresholds the rule has got since, as every company starts with them.
RuleTerms completed(RuleCode, RuleTerms);
// The least and the most a threshold can be, by the unit its name ends in.
std::pair<std::uint32_t, std::uint32_t> threshold_limits(std::string_view name);
// Errors: std::logic_error when the rule has no such threshold.
std::uint32_t threshold(const std::vector<RuleThreshold>&, std::string_view name);
inline std::uint32_t threshold(const RuleTerms& terms, std::string_view name) { return threshold(terms.thresholds, name); }

using StandingRuleEvents = boost::mp11::mp_list<StandingRuleChanged>;

}  // namespace foxtrail
