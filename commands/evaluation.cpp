#include "commands/evaluation.hpp"

#include "commands/decider/command_entry.hpp"
#include "commands/rules/approval.hpp"
#include "commands/rules/naming.hpp"
#include "commands/rules/opportunity_rules.hpp"

#include <algorithm>

namespace foxtrail {
namespace rule {
constexpr Rule criteria_count{"criteria_count", "An evaluation model has 1 to 30 criteria."};
constexpr Rule criterion_twice{"criterion_twice", "Two criteria of a model cannot have the same name."};
constexpr Rule weight_missing{"weight_missing", "A criterion weighs at least 1: leave out what shall not count."};
constexpr Rule bands_not_ascending{"bands_not_ascending",
                                   "A criterion has 1 to 20 score bands, each from a greater value than the one before."};
constexpr Rule advance_plan_not_main{"advance_plan_not_main",
                                     "The advance plan is the main input: give a criterion \"advance_plan\" more weight than any other."};
constexpr Rule evaluation_versions_full{"evaluation_versions_full", "An evaluation model has at most 100 versions: publish a new model."};
constexpr Rule input_missing{"input_missing", "Every criterion needs an input: give a value, or \"unknown\"."};
constexpr Rule input_twice{"input_twice", "A criterion has one input: leave the other out."};
constexpr Rule unknown_criterion{"unknown_criterion", "The newest version of the model has no criterion of this name."};
constexpr Rule not_evaluated{"not_evaluated", "The opportunity was not evaluated: use opportunity.evaluate first."};
constexpr Rule below_threshold{"below_threshold",
                               "The opportunity's evaluation is below its model's threshold: nurture it, or evaluate it anew."};
}  // namespace rule

void evolve(EvaluationModel& model, const EvaluationModelPublished& e, const Meta&) {
    model.name = e.name;
    model.versions.push_back({e.criteria, e.threshold});
}
void evolve(Opportunity& o, const OpportunityEvaluated& e, const Meta& m) {
    Evaluation evaluation{e.evaluation_model, e.model_version, {}, e.score, e.below_threshold};
    for (const auto& input : e.inputs) evaluation.inputs.push_back(input.value);
    o.evaluation.set(std::move(evaluation), m.valid_at);
}

void require_not_below_threshold(Decision& d, const Opportunity& o) {
    const auto& last = o.evaluation.value;
    if (last) d.require(!last->below_threshold, rule::below_threshold, last->score.value);
}
void require_evaluated_as_valuable(Decision& d, const Opportunity& o) {
    d.require(o.evaluation.value.has_value(), rule::not_evaluated);
    require_not_below_threshold(d, o);
}

static bool ascending(const std::vector<ScoreBand>& bands) {
    return std::ranges::adjacent_find(bands, std::ranges::greater_equal{}, &ScoreBand::from) == bands.end();
}

static void require_criteria(Decision& d, const std::vector<EvaluationCriterion>& criteria) {
    d.require(!criteria.empty() && criteria.size() <= criteria_max, rule::criteria_count);
    std::uint16_t plan_weight = 0, other_weight = 0;
    for (auto criterion = criteria.begin(); criterion != criteria.end(); ++criterion) {
        const auto& [name, weight, bands] = *criterion;
        d.require(!blank(name), rule::name_missing);
        d.require(std::ranges::find(criteria.begin(), criterion, name, &EvaluationCriterion::name) == criterion, rule::criterion_twice,
                  name);
        d.require(weight > 0, rule::weight_missing, name);
        d.require(!bands.empty() && bands.size() <= score_bands_max && ascending(bands), rule::bands_not_ascending, name);
        std::uint16_t& heaviest = name == advance_plan_criterion ? plan_weight : other_weight;
        heaviest = std::max(heaviest, weight);
    }
    d.require(plan_weight > other_weight, rule::advance_plan_not_main);
}

static Decision decide(const PublishEvaluationModel& c, const Facts& f) {
    const EvaluationModel* before = c.evaluation_model ? &f.at(c.evaluation_model->id) : nullptr;
    Decision d = named_newcomer(c.name, EvaluationModelId::kind, c.external_key, f);
    require_leader(d, f);
    d.require(!before || !c.external_key, rule::version_keeps_key);
    d.require(!before || before->versions.size() < evaluation_model_versions_max, rule::evaluation_versions_full);
    require_criteria(d, c.criteria);
    if (d.refused()) return d;
    if (before && before->name == c.name && before->versions.back() == EvaluationModelVersion{c.criteria, c.threshold}) return d;
    const auto version = static_cast<std::uint16_t>(before ? before->newest() + 1 : 1);
    const auto id = before ? before->id : f.next_id<EvaluationModelId>();
    d.record(EvaluationModelPublished{id, version, c.name, c.criteria, c.threshold, c.external_key});
    return d;
}

// The inputs in the order of the criteria; good only when nothing was refused.
static std::vector<EvaluationInput> ordered_inputs(Decision& d, const EvaluationModelVersion& version,
                                                   const std::vector<EvaluationInput>& inputs) {
    std::vector<EvaluationInput> ordered;
    for (const auto& criterion : version.criteria) {
        const auto count = std::ranges::count(inputs, criterion.name, &EvaluationInput::criterion);
        d.require(count > 0, rule::input_missing, criterion.name);
        d.require(count < 2, rule::input_twice, criterion.name);
        if (count == 1) ordered.push_back(*std::ranges::find(inputs, criterion.name, &EvaluationInput::criterion));
    }
    for (const auto& input : inputs) {
        const bool known = std::ranges::find(version.criteria, input.criterion, &EvaluationCriterion::name) != version.criteria.end();
        d.require(known, rule::unknown_criterion, input.criterion);
    }
    return ordered;
}

static bool same_evaluation(const Evaluation& last, const OpportunityEvaluated& e) {
    return last.model == e.evaluation_model && last.model_version == e.model_version &&
           std::ranges::equal(last.inputs, e.inputs, {}, {}, &EvaluationInput::value);
}

static Decision decide(const Opportunity& o, const EvaluateOpportunity& c, const Facts& f) {
    Decision d = on_open(o, f);
    const EvaluationModel& model = f.at(c.evaluation_model.id);
    const EvaluationModelVersion& version = model.versions.back();
    auto inputs = ordered_inputs(d, version, c.inputs);
    if (d.refused()) return d;
    const auto& last = o.evaluation.value;
    const bool newest = f.valid_at() >= o.evaluation.since;
    const auto from = last && newest ? std::optional(last->score) : std::nullopt;
    const Percent reached = score(version.criteria, inputs);
    const bool below = reached < version.threshold;
    OpportunityEvaluated event{o.id, model.id, model.newest(), std::move(inputs), from, reached, version.threshold, below};
    if (last && newest && same_evaluation(*last, event)) return d;
    d.require(!last || f.has_reason(), rule::reason_missing);
    if (!d.refused()) d.record(std::move(event));
    return d;
}

NounEntry evaluation_noun() { return {command_entries_of<EvaluationCommands>(), {state_entry<EvaluationModel, EvaluationEvents>()}}; }

}  // namespace foxtrail
