#include "projections/work/standing_rules.hpp"

#include "projections/reading/commit_facts.hpp"
#include "projections/rules/rule_findings.hpp"

namespace foxtrail {
namespace {

json::object standing_rule_json(const RuleDefinition& rule, const Log& log, const DimensionContext& context) {
    const RuleStanding standing = rule_standing(rule.code, context, log);
    return {{"id", to_text(StandingRuleId{static_cast<std::uint32_t>(rule.code)})},
            {"rule", enum_name(rule.code)},
            {"doc", rule.doc},
            {"term", rule.term},
            {"version", standing.version},
            {"enabled", standing.terms.enabled},
            {"thresholds", to_json(standing.terms.thresholds)},
            {"changed", commit_json(standing.changed_at, commit_facts(log, {standing.changed_at}), context)}};
}

}  // namespace

ReadAnswer standing_rules(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    json::array rules;
    for (const auto& rule : rule_definitions()) rules.push_back(standing_rule_json(rule, log, context));
    return json::object{{"standing_rules", std::move(rules)}};
}

}  // namespace foxtrail
