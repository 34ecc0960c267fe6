#include "projections/work/standing_rules.hpp"

#include "projections/reading/commit_facts.hpp"
#include "projections/reading/recall.hpp"

namespace foxtrail {
namespace {

// Where the rule was changed last; 0 while its terms are those of every company.
Position last_change(RuleCode code, const DimensionContext& context) {
    RuleRow row;
    return context.directory->rules.at(static_cast<std::uint32_t>(code), context.instant, row) ? Position{row.changed_at} : 0;
}

json::object standing_rule_json(const RuleDefinition& rule, Position changed_at, const Log& log, const DimensionContext& context) {
    const auto change = event_at<StandingRuleChanged>(log, changed_at);
    const RuleTerms terms = change ? completed(rule.code, change->to) : terms_at_first(rule.code);
    return {{"id", to_text(StandingRuleId{static_cast<std::uint32_t>(rule.code)})},
            {"rule", enum_name(rule.code)},
            {"doc", rule.doc},
            {"term", rule.term},
            {"version", change ? change->version : 1},
            {"enabled", terms.enabled},
            {"thresholds", to_json(terms.thresholds)},
            {"changed", commit_json(changed_at, commit_facts(log, {changed_at}), context)}};
}

}  // namespace

ReadAnswer standing_rules(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    json::array rules;
    for (const auto& rule : rule_definitions()) rules.push_back(standing_rule_json(rule, last_change(rule.code, context), log, context));
    return json::object{{"standing_rules", std::move(rules)}};
}

}  // namespace foxtrail
