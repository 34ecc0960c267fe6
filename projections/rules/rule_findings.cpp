#include "projections/rules/rule_findings.hpp"

#include "projections/pipeline/deal_path.hpp"
#include "projections/reading/company_calendar.hpp"
#include "projections/reading/recall.hpp"
#include "projections/reading/survival.hpp"
#include "projections/rules/absences.hpp"
#include "projections/rules/key_people.hpp"
#include "projections/work/work_board.hpp"
#include "projections/tables/prospects.hpp"

#include <map>

namespace foxtrail {
namespace {

EmployeeRow employee(EmployeeId id, const DimensionContext& context) {
    EmployeeRow row;
    context.directory->employees.at(id.number, context.instant, row);
    return row;
}

std::string days_text(std::int64_t us) { return std::to_string(us / us_per_day) + " days"; }

using StageOf = std::tuple<std::uint32_t, std::uint16_t, std::uint16_t>;  // model, version, stage
StageOf stage_of(const Deal& deal) { return {deal.model.number, deal.model_version, deal.stage.value.stage}; }

std::map<StageOf, SurvivalSample> dwells(const DimensionContext& context, Time now) {
    std::map<StageOf, SurvivalSample> samples;
    std::vector<PathStep> path;
    context.deals->deals.each_history(context.instant, [&](std::uint32_t, const Deal& birth, Time born, std::span<const Change> changes) {
        path_of(birth, born, changes, path);
        for (std::size_t i = 0; i < path.size(); ++i) {
            if (path[i].place.is_end()) continue;
            auto& sample = samples[stage_of(path[i].deal)];
            if (i + 1 < path.size()) sample.ended(path[i + 1].at.us - path[i].at.us);
            else sample.running(now.us - path[i].at.us);
        }
    });
    return samples;
}

}  // namespace

RuleStanding rule_standing(RuleCode code, const DimensionContext& context, const Log& log) {
    TermsRow row;
    context.directory->rules.at(static_cast<std::uint32_t>(code), context.instant, row);
    const auto change = event_at<StandingRuleChanged>(log, row.changed_at);
    if (!change) return {terms_at_first(code)};
    return {completed(code, change->to), change->version, row.changed_at};
}

std::vector<Finding> long_dwells(const RestingContext& context, const Log&, const RuleTerms& terms, Time now) {
    std::map<StageOf, std::int64_t> limits_us;
    for (const auto& [stage, sample] : dwells(context, now)) {
        if (sample.size() < threshold(terms, "deals_min")) continue;
        if (const auto limit = sample.percentile_us(threshold(terms, "percentile"))) limits_us[stage] = *limit;
    }
    std::vector<Finding> found;
    context.deals->deals.each(context.instant, [&](std::uint32_t id, const Deal& deal) {
        const auto limit = limits_us.find(stage_of(deal));
        const std::int64_t dwell = now.us - deal.stage.since.us;
        if (deal.outcome.value != Outcome::open || limit == limits_us.end() || dwell <= limit->second) return;
        const std::string stage = context.stages.at(deal.model, deal.model_version, deal.stage.value.stage).name;
        found.push_back({RuleCode::R5, OpportunityId{id}.entity(), {deal.owner, employee(deal.owner, context).manager},
                         days_text(dwell) + " in " + stage + "; " + std::to_string(threshold(terms, "percentile")) + " % of comparable deals had left it after " + days_text(limit->second)});
    });
    return found;
}

std::vector<OpportunityId> owned_deals(const Runner& runner) {
    std::vector<OpportunityId> owned;
    runner.read<Deals>()->deals.each(Instant{}, [&](std::uint32_t id, const Deal& deal) {
        if (deal.outcome.value == Outcome::open && deal.owner) owned.push_back({id});
    });
    return owned;
}

std::vector<OpportunityId> idle_deals(const Runner& runner, const Log& log, Time now) {
    const DimensionContext context(runner, Instant{});
    const RuleTerms terms = rule_terms(RuleCode::R6, context, log);
    std::vector<OpportunityId> idle;
    if (!terms.enabled) return idle;
    const Time last_alive{now.us - std::int64_t{threshold(terms, "reclaim_idle_days")} * us_per_day};
    const Position recorded_by_then = log.position_at(last_alive);
    context.deals->deals.each_history(context.instant, [&](std::uint32_t id, const Deal& birth, Time born, std::span<const Change> changes) {
        Deal deal = birth;
        for (const Change& change : changes) Table<Deal>::apply(deal, change);
        if (deal.outcome.value != Outcome::open || !deal.owner || (changes.empty() ? born : changes.back().valid_at()) > last_alive) return;
        const bool changed_since = std::ranges::any_of(changes, [&](const Change& change) { return change.position() > recorded_by_then; });
        if (!changed_since && context.deals->deals.birth(id) <= recorded_by_then) idle.push_back({id});
    });
    return idle;
}

// Marked as overdue, and still to be done.
template <class IdType, class Selects>
static std::vector<IdType> overdue_items(const Runner& runner, Selects&& selects) {
    std::vector<IdType> overdue;
    const DimensionContext context(runner, Instant{});
    const auto work = runner.read<Work>();
    work->items.each(Instant{}, [&](std::uint32_t, const WorkRow& row) {
        if (row.item.kind == IdType::kind && row.marked && selects(row) && is_to_do(row, *work.tables, context)) overdue.push_back({row.item.number});
    });
    return overdue;
}

std::vector<TaskId> undone_tasks(const Runner& runner) {
    return overdue_items<TaskId>(runner, [](const WorkRow& row) { return row.rule != RuleCode{}; });
}

std::vector<RiskFlagId> uncleared_flags(const Runner& runner) {
    return overdue_items<RiskFlagId>(runner, [](const WorkRow&) { return true; });
}

std::vector<Entity> overdue_nurtures(const Runner& runner, const Log& log, Time now) {
    const Date today = CompanyCalendar(log, Instant{}).time.local_date(now);
    std::vector<Entity> overdue;
    runner.read<Prospects>()->nurturings.each(Instant{}, [&](std::uint32_t, const NurtureRow& row) {
        if (row.state == NurtureState::open && !row.overdue && row.until < today) overdue.push_back(row.item);
    });
    return overdue;
}

std::vector<Finding> all_findings(const Runner& runner, const Log& log, Time now) {
    using Rule = std::vector<Finding> (*)(const RestingContext&, const Log&, const RuleTerms&, Time now);
    static constexpr std::array<std::pair<RuleCode, Rule>, 3> rules{{{RuleCode::R5, long_dwells}, {RuleCode::R6, inactive_owners}, {RuleCode::R7, key_people}}};
    const RestingContext context(runner, log, Instant{});
    std::vector<Finding> all;
    for (const auto& [code, find] : rules) {
        const RuleTerms terms = rule_terms(code, context, log);
        if (terms.enabled) std::ranges::move(find(context, log, terms, now), std::back_inserter(all));
    }
    return all;
}

}  // namespace foxtrail
