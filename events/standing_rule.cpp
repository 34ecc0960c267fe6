#include "events/standing_rule.hpp"

#include <algorithm>
#include <stdexcept>

namespace foxtrail {

std::span<const RuleDefinition> rule_definitions() {
    static const std::vector<RuleDefinition> all{
        {RuleCode::R1, "The holder of a role on an open opportunity moved, left or was replaced.", "关键联系人变动", {{"meeting_hours", 48}}},
        {RuleCode::R2, "The decision maker's role is vacant, or a role is uncovered past a stage.", "角色缺位", {{"from_stage", 2}, {"remind_working_days", 2}}},
        {RuleCode::R3, "An alert was not acknowledged, or a first meeting, a task or an item of a plan was not done, in time.", "逾期未响应", {{"acknowledge_hours", 24}, {"tell_again_days", 7}}},
        {RuleCode::R4,
         "Confidence is stated high without two-way contact with the decision maker, or with one contact known. After so many days without "
         "it the relationship to the holder of a role is stale.",
         "信心缺乏依据",
         {{"confidence_percent", 70}, {"days", 14}, {"contacts_min", 2}, {"user_days", 30}, {"technical_lead_days", 30}, {"coach_days", 21}}},
        {RuleCode::R5, "A deal stays in a stage longer than comparable deals did.", "阶段停留过久", {{"percentile", 90}, {"deals_min", 20}}},
        {RuleCode::R6, "A departure was announced, an owner is inactive, or a work log is missing.", "人员离职", {{"inactive_working_days", 10}, {"handover_answer_hours", 24}, {"reclaim_idle_days", 180}}},
        {RuleCode::R7, "A team has no win for long, or much of the pipeline rests on one person.", "关键人依赖", {{"days", 90}, {"share_percent", 40}}},
        {RuleCode::R8, "A waiver of a gate document expired, or a required document was superseded.", "豁免到期", {}},
        {RuleCode::R9, "An urge or a request for assistance is unanswered.", "催办协助未回应", {{"answer_working_hours", 8}, {"urges_before_manager", 3}, {"accept_assignment_working_hours", 8}, {"urge_interval_working_hours", 4}}},
        {RuleCode::R10, "Stage entries fall short of the plan beyond a band.", "计划缺口", {{"band_percent", 20}}},
        {RuleCode::R11, "A milestone or the expected close date moved again.", "多次延期", {{"moves", 3}}},
        {RuleCode::R12, "A competitor was detected, a discount or an expense is over its limit.", "竞争与超限", {{"discount_basis_points", 1'000}}},
    };
    return all;
}

const RuleDefinition& definition_of(RuleCode code) { return rule_definitions()[static_cast<std::size_t>(code) - 1]; }
RuleTerms terms_at_first(RuleCode code) { return {true, definition_of(code).thresholds}; }

RuleTerms completed(RuleCode code, RuleTerms terms) {
    const RuleTerms first = terms_at_first(code);
    for (const auto& threshold : first.thresholds)
        if (std::ranges::find(terms.thresholds, threshold.name, &RuleThreshold::name) == terms.thresholds.end())
            terms.thresholds.push_back(threshold);
    return terms;
}

std::pair<std::uint32_t, std::uint32_t> threshold_limits(std::string_view name) {
    if (name.ends_with("_basis_points")) return {0, 10'000};
    if (name.ends_with("_percent")) return {0, 100};
    if (name == "percentile") return {1, 99};
    if (name == "remind_working_days" || name == "urge_interval_working_hours") return {0, 3'650};
    if (name.ends_with("hours")) return {1, 8'760};
    if (name.ends_with("days")) return {1, 3'650};
    return {1, 1'000};  // numbers of things
}

std::uint32_t threshold(const std::vector<RuleThreshold>& thresholds, std::string_view name) {
    const auto found = std::ranges::find(thresholds, name, &RuleThreshold::name);
    if (found == thresholds.end()) throw std::logic_error("the rule has no threshold " + std::string(name));
    return found->value;
}

}  // namespace foxtrail
