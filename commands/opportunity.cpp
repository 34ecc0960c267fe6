#include "commands/opportunity.hpp"

#include "commands/capacity.hpp"
#include "commands/customer.hpp"
#include "commands/decider/command_entry.hpp"
#include "commands/organisation.hpp"
#include "commands/product.hpp"
#include "commands/risk_flag.hpp"
#include "commands/rules/gate.hpp"
#include "commands/rules/naming.hpp"
#include "commands/rules/open_items.hpp"
#include "commands/rules/opportunity_rules.hpp"
#include "commands/rules/slippage.hpp"
#include "commands/stage_model.hpp"

namespace foxtrail {
namespace rule {
constexpr Rule needs_approval{"needs_approval", "Somebody else approves that this becomes a project: use establishment.request, then establishment.approve."};
}

RestsOn rests_on(const Opportunity& o) {
    const auto& assignee = o.assignee.value;
    return o.open() && assignee ? RestsOn{assignee->owner.entity()} : RestsOn{};
}

void evolve(Opportunity& o, const OpportunityCreated& e, const Meta& m) {
    const Time t = m.valid_at;
    o = {o.id, e.stage_model, e.model_version, t, {Outcome::open, t}, {e.stage, t}, {std::nullopt, t}, {e.customer, t}, {e.product, t},
         {e.expected_close, t}, {e.source, t}, {e.category, t}, {e.probability, t}, {e.importance, t}, {e.value, t}, {e.budget, t}, {e.established, t}};
}
void evolve(Opportunity& o, const OpportunitySourceSet& e, const Meta& m) { o.source.set(e.to, m.valid_at); }
void evolve(Opportunity& o, const OpportunityCategorised& e, const Meta& m) { o.category.set(e.to, m.valid_at); }
void evolve(Opportunity& o, const OpportunityProbabilityAssessed& e, const Meta& m) { o.probability.set(e.to, m.valid_at); }
void evolve(Opportunity& o, const OpportunityImportanceRated& e, const Meta& m) { o.importance.set(e.to, m.valid_at); }
void evolve(Opportunity& o, const OpportunityValueEstimated& e, const Meta& m) { o.value.set(e.to, m.valid_at); }
void evolve(Opportunity& o, const OpportunityBudgetEstimated& e, const Meta& m) { o.budget.set(e.to, m.valid_at); }
void evolve(Opportunity& o, const OpportunityEstablishmentStated& e, const Meta& m) { o.established.set(e.to, m.valid_at); }
void evolve(Opportunity& o, const OpportunityExpectedCloseMoved& e, const Meta& m) {
    o.expected_close.set(e.to, m.valid_at);
    if (m.corrects == 0 && e.from && is_move(*e.from, e.to)) ++o.close_moves;
}
void evolve(Opportunity& o, const OpportunityCustomerSet& e, const Meta& m) { o.customer.set(e.to, m.valid_at); }
void evolve(Opportunity& o, const OpportunityProductSet& e, const Meta& m) { o.product.set(e.to, m.valid_at); }
void evolve(Opportunity& o, const OpportunityAssigned& e, const Meta& m) { o.assignee.set(e.to, m.valid_at); }
void evolve(Opportunity& o, const OpportunityStageAdvanced& e, const Meta& m) { o.stage.set(e.to, m.valid_at); }
void evolve(Opportunity& o, const OpportunityStageRegressed& e, const Meta& m) { o.stage.set(e.to, m.valid_at); }
void evolve(Opportunity& o, const OpportunityStageSkipped& e, const Meta& m) { o.stage.set(e.to, m.valid_at); }
void evolve(Opportunity& o, const OpportunityStageEntered& e, const Meta& m) { o.stage.set(e.to, m.valid_at); }
void evolve(Opportunity& o, const OpportunityWon& e, const Meta& m) {
    o.outcome.set(Outcome::won, m.valid_at);
    o.value.set(e.value, m.valid_at);
}
void evolve(Opportunity& o, const OpportunityLost&, const Meta& m) { o.outcome.set(Outcome::lost, m.valid_at); }
void evolve(Opportunity& o, const OpportunityDerailed&, const Meta& m) { o.outcome.set(Outcome::derailed, m.valid_at); }
void evolve(Opportunity& o, const OpportunityReopened&, const Meta& m) { o.outcome.set(Outcome::open, m.valid_at); }
void evolve(Opportunity& o, const OwnershipTransferred& e, const Meta& m) {
    if (e.item == o.id.entity()) o.assignee.set(e.to, m.valid_at);
}
void evolve(Opportunity& o, const CompetitorDetected& e, const Meta& m) { o.competitors.push_back({e.competitor, m.valid_at}); }
void evolve(Opportunity& o, const CompetitorWithdrawn& e, const Meta&) {
    std::erase_if(o.competitors, [&](const CompetitorPresence& present) { return present.competitor == e.competitor; });
}

Assignee assignee_of(EmployeeId owner, const Facts& f) {
    const Post& post = f.at(owner).post;
    return {owner, post.department, f.at(post.department).region, post.manager};
}

Decision decide(const CreateOpportunity& c, const Facts& f) {
    const StageModel& model = f.at(c.stage_model.id);
    const auto stage = model.stage(model.newest(), c.stage.value_or(model.stages(model.newest()).front().name));
    Decision d = named_newcomer(c.name, OpportunityId::kind, c.external_key, f);
    d.require(stage.has_value(), rule::unknown_stage, c.stage.value_or(""));
    require_amount(d, c.value);
    require_amount(d, c.budget);
    if (c.owner) require_active(d, f, c.owner->id);
    if (c.owner) require_capacity(d, f, c.owner->id);
    if (d.refused()) return d;
    const auto id = f.next_id<OpportunityId>();
    d.record(OpportunityCreated{id, c.name, id_of(c.customer), id_of(c.product), model.id, model.newest(), *stage, c.expected_close, c.source,
                                c.category, c.probability, c.importance, c.value, c.established, c.budget, c.external_key});
    if (c.owner) d.record(OpportunityAssigned{id, std::nullopt, assignee_of(c.owner->id, f)});
    return d;
}

static Decision decide(const Opportunity& o, const SetSource& c, const Facts& f) { return stated<OpportunitySourceSet>(o, o.source, c.source, f); }
static Decision decide(const Opportunity& o, const Categorise& c, const Facts& f) { return stated<OpportunityCategorised>(o, o.category, c.category, f); }
static Decision decide(const Opportunity& o, const AssessProbability& c, const Facts& f) { return stated<OpportunityProbabilityAssessed>(o, o.probability, c.probability, f); }
static Decision decide(const Opportunity& o, const RateImportance& c, const Facts& f) { return stated<OpportunityImportanceRated>(o, o.importance, c.importance, f); }
static Decision decide(const Opportunity& o, const EstimateValue& c, const Facts& f) { return stated<OpportunityValueEstimated>(o, o.value, c.value, f); }
static Decision decide(const Opportunity& o, const EstimateBudget& c, const Facts& f) { return stated<OpportunityBudgetEstimated>(o, o.budget, c.budget, f); }
// That it is a project now is for others to approve; what was one before it was recorded here is stated when it is created or imported.
static Decision decide(const Opportunity& o, const StateEstablishment& c, const Facts& f) {
    const bool is_promoted = c.established == Stated<bool>(true) && o.established.value != c.established;
    if (!is_promoted || !f.actor()) return stated<OpportunityEstablishmentStated>(o, o.established, c.established, f);
    Decision d = on_open(o, f);
    d.require(f.has_reason(), rule::reason_missing);
    d.require(false, rule::needs_approval);
    return d;
}
static Decision decide(const Opportunity& o, const MoveExpectedClose& c, const Facts& f) {
    Decision d = stated<OpportunityExpectedCloseMoved>(o, o.expected_close, c.expected_close, f);
    const bool moves = !d.events().empty() && !f.corrects() && f.valid_at() >= o.expected_close.since && is_move(o.expected_close.value, c.expected_close);
    if (moves) tell_of_slippage(d, f, o, o.close_moves + 1, "the expected close date, now " + to_text(*c.expected_close.value));
    return d;
}
static Decision decide(const Opportunity& o, const SetCustomer& c, const Facts& f) { return stated<OpportunityCustomerSet>(o, o.customer, id_of(c.customer), f); }
static Decision decide(const Opportunity& o, const SetProduct& c, const Facts& f) { return stated<OpportunityProductSet>(o, o.product, id_of(c.product), f); }

static Decision decide(const Opportunity& o, const Assign& c, const Facts& f) {
    Decision d = on_open(o, f);
    const Assignee to = assignee_of(c.owner.id, f);
    const bool already = o.assignee.value == to;
    require_active(d, f, c.owner.id);
    d.require(!o.assignee.value || already || f.has_reason(), rule::reason_missing);
    d.require(f.valid_at() >= o.assignee.since, rule::before_last_assignment, o.assignee.since);
    d.require(already || !o.offered(), rule::offer_open, o.offered() ? to_text(o.offer->to) : "");
    require_assignable(d, o, to.owner, f);
    if (d.refused() || already) return d;
    d.record(OpportunityAssigned{o.id, o.assignee.value, to});
    pass_flags_on(d, f, o.id, to.owner);
    return d;
}

static Decision decide(const Opportunity& o, const AdvanceStage& c, const Facts& f) {
    auto [d, to] = stage_move(o, c.stage, f);
    if (d.refused() || to == o.stage.value) return d;
    d.require(to.number > o.stage.value.number, rule::stage_not_ahead, o.stage.value.name);
    d.require(to.number <= o.stage.value.number + 1, rule::stages_skipped, o.stage.value.name);
    if (!d.refused()) require_gate(d, o, to, f);
    if (!d.refused()) d.record(OpportunityStageAdvanced{o.id, o.stage.value, to});
    return d;
}

static Decision decide(const Opportunity& o, const RegressStage& c, const Facts& f) {
    auto [d, to] = stage_move(o, c.stage, f);
    d.require(f.has_reason(), rule::reason_missing);
    if (d.refused() || to == o.stage.value) return d;
    d.require(to.number < o.stage.value.number, rule::stage_not_behind, o.stage.value.name);
    if (!d.refused()) d.record(OpportunityStageRegressed{o.id, o.stage.value, to});
    return d;
}

static Decision decide(const Opportunity& o, const SkipStages& c, const Facts& f) {
    auto [d, to] = stage_move(o, c.stage, f);
    d.require(f.has_reason(), rule::reason_missing);
    d.require(!f.actor() || f.actor() != c.approved_by.id, rule::own_approval);
    if (d.refused() || to == o.stage.value) return d;
    d.require(to.number > o.stage.value.number + 1, rule::nothing_skipped, o.stage.value.name);
    if (d.refused()) return d;
    std::vector<Stage> skipped;
    const auto& stages = f.at(o.stage_model).stages(o.model_version);
    for (auto number = static_cast<std::uint16_t>(o.stage.value.number + 1); number < to.number; ++number) skipped.push_back({number, stages[number - 1U].name});
    d.record(OpportunityStageSkipped{o.id, o.stage.value, to, std::move(skipped), c.approved_by.id});
    return d;
}

static Decision decide(const Opportunity& o, const RecordStageEntry& c, const Facts& f) {
    Decision d;
    const auto to = f.at(o.stage_model).stage(o.model_version, c.stage);
    d.require(to.has_value(), rule::unknown_stage, c.stage);
    d.require(f.valid_at() >= o.created, rule::before_creation, o.created);
    if (!d.refused()) d.record(OpportunityStageEntered{o.id, *to});
    return d;
}

// The risks that are open when it closes neither come true nor go away any more.
static void record_closing(Decision& d, const Facts& f, const Opportunity& o, Outcome outcome, AnyEvent closing) {
    d.record(std::move(closing));
    lapse_flags(d, f, o.id, outcome);
}

static Decision decide(const Opportunity& o, const Win& c, const Facts& f) {
    Decision d = on_closing(o, Outcome::won, f);
    require_amount(d, c.value);
    if (!d.refused() && o.open()) require_gate(d, o, std::nullopt, f);
    if (!d.refused() && o.open()) record_closing(d, f, o, Outcome::won, OpportunityWon{o.id, o.stage.value, c.value});
    return d;
}

static Decision decide(const Opportunity& o, const Lose& c, const Facts& f) {
    Decision d = on_closing(o, Outcome::lost, f);
    d.require(!blank(c.why), rule::why_missing);
    if (!d.refused() && o.open()) record_closing(d, f, o, Outcome::lost, OpportunityLost{o.id, o.stage.value, c.why, c.competitor});
    return d;
}

static Decision decide(const Opportunity& o, const Derail& c, const Facts& f) {
    Decision d = on_closing(o, Outcome::derailed, f);
    d.require(!blank(c.why), rule::why_missing);
    if (!d.refused() && o.open()) record_closing(d, f, o, Outcome::derailed, OpportunityDerailed{o.id, o.stage.value, c.why});
    return d;
}

static Decision decide(const Opportunity& o, const Reopen&, const Facts& f) {
    Decision d;
    if (o.open()) return d;
    d.require(f.has_reason(), rule::reason_missing);
    d.require(f.valid_at() >= o.outcome.since, rule::before_last_change, o.outcome.since);
    if (!d.refused()) d.record(OpportunityReopened{o.id, o.outcome.value, o.stage.value});
    return d;
}

NounEntry opportunity_noun() {
    using Learnt = boost::mp11::mp_append<OpportunityEvents, HandoverEvents, EvaluationEvents, NurtureEvents, AssignmentEvents, EstablishmentEvents,
                                          CompetitorEvents>;
    return {command_entries_of<OpportunityCommands>(), {state_entry<Opportunity, Learnt>()}};
}

}  // namespace foxtrail
