#include "commands/opportunity.hpp"

#include "commands/capacity.hpp"
#include "commands/contact_role.hpp"
#include "commands/customer.hpp"
#include "commands/decider/command_entry.hpp"
#include "commands/organisation.hpp"
#include "commands/product.hpp"
#include "commands/rules/approval.hpp"
#include "commands/rules/deal_changes_hands.hpp"
#include "commands/rules/deal_people.hpp"
#include "commands/rules/gate.hpp"
#include "commands/rules/giving.hpp"
#include "commands/rules/naming.hpp"
#include "commands/rules/open_items.hpp"
#include "commands/rules/opportunity_rules.hpp"
#include "commands/rules/slippage.hpp"
#include "commands/stage_model.hpp"

namespace foxtrail {
namespace rule {
constexpr Rule acceptance_needed{"acceptance_needed", "Who gets the opportunity has to accept it: use opportunity.offer or handover.propose, or have somebody assign it who is above him and disposes of it."};
constexpr Rule roles_held{"roles_held", "People of the customer it has been held to be hold roles on it: revoke these first, with contact_role.revoke."};
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
    o.close_known = e.expected_close, o.furthest_stage = e.stage.number;
}
void evolve(Opportunity& o, const OpportunitySourceSet& e, const Meta& m) { o.source.set(e.to, m.valid_at); }
void evolve(Opportunity& o, const OpportunityCategorised& e, const Meta& m) { o.category.set(e.to, m.valid_at); }
void evolve(Opportunity& o, const OpportunityProbabilityAssessed& e, const Meta& m) { o.probability.set(e.to, m.valid_at); }
void evolve(Opportunity& o, const OpportunityImportanceRated& e, const Meta& m) { o.importance.set(e.to, m.valid_at); }
void evolve(Opportunity& o, const OpportunityValueEstimated& e, const Meta& m) { o.value.set(e.to, m.valid_at); }
void evolve(Opportunity& o, const OpportunityBudgetEstimated& e, const Meta& m) { o.budget.set(e.to, m.valid_at); }
void evolve(Opportunity& o, const OpportunityEstablishmentStated& e, const Meta& m) { o.established.set(e.to, m.valid_at); }
void evolve(Opportunity& o, const OpportunityExpectedCloseMoved& e, const Meta& m) {
    const bool is_newest = m.valid_at >= o.expected_close.since;
    o.expected_close.set(e.to, m.valid_at);
    if (m.corrects == 0 && e.from && is_move(o.close_known, e.to)) ++o.close_moves;
    if (is_newest && e.to.known()) o.close_known = e.to;
}
void evolve(Opportunity& o, const OpportunityCustomerSet& e, const Meta& m) { o.customer.set(e.to, m.valid_at); }
void evolve(Opportunity& o, const OpportunityProductSet& e, const Meta& m) { o.product.set(e.to, m.valid_at); }
static void give_to(Opportunity& o, const Assignee& to, Time at) {
    o.assignee.set(to, at);
    o.had_it = o.assignee.value;
}
void evolve(Opportunity& o, const OpportunityAssigned& e, const Meta& m) { give_to(o, e.to, m.valid_at); }
static void enter(Opportunity& o, const Stage& stage, Time at) {
    o.stage.set(stage, at);
    o.furthest_stage = std::max(o.furthest_stage, stage.number);
}
void evolve(Opportunity& o, const OpportunityStageAdvanced& e, const Meta& m) { enter(o, e.to, m.valid_at); }
void evolve(Opportunity& o, const OpportunityStageRegressed& e, const Meta& m) { enter(o, e.to, m.valid_at); }
void evolve(Opportunity& o, const OpportunityStageSkipped& e, const Meta& m) { enter(o, e.to, m.valid_at); }
void evolve(Opportunity& o, const OpportunityStageEntered& e, const Meta& m) { enter(o, e.to, m.valid_at); }
void evolve(Opportunity& o, const OwnershipTransferred& e, const Meta& m) {
    if (e.item != o.id.entity()) return;
    give_to(o, e.to, m.valid_at);
    if (o.offered()) o.offer->status = OfferStatus::withdrawn, o.offer->since = m.valid_at;
}
template <class Event>
static void lose(Opportunity& o, const Event& e, Time at) {
    const auto before = std::ranges::find(o.roles_lost, e.role, &RoleLost::role);
    if (before == o.roles_lost.end()) o.roles_lost.push_back({e.role, at, e.contact_role});
    else if (at >= before->at) before->at = at, before->held = e.contact_role;
    if (e.final_authority) o.final_authority_until = std::max(o.final_authority_until, at);
}
void evolve(Opportunity& o, const ContactRoleRevoked& e, const Meta& m) { lose(o, e, m.valid_at); }
void evolve(Opportunity& o, const ContactRoleVacated& e, const Meta& m) { lose(o, e, m.valid_at); }
void evolve(Opportunity& o, const CompetitorDetected& e, const Meta& m) {
    if (m.corrects != 0) std::erase_if(o.competitors, [&](const CompetitorPresence& wrong) { return wrong.reported == m.corrects; });
    const auto known = std::ranges::find(o.competitors, e.competitor, &CompetitorPresence::competitor);
    if (known == o.competitors.end()) o.competitors.push_back({e.competitor, m.valid_at, {}, m.position});
    else if (known->until) *known = {e.competitor, m.valid_at, {}, m.position};
    else known->since = std::min(known->since, m.valid_at), known->reported = m.position;
}
void evolve(Opportunity& o, const CompetitorWithdrawn& e, const Meta& m) {
    if (const auto known = std::ranges::find(o.competitors, e.competitor, &CompetitorPresence::competitor); known != o.competitors.end()) known->until = m.valid_at;
}
void evolve(Opportunity& o, const DealTeamFormed& e, const Meta& m) { o.team_purpose.set(e.purpose, m.valid_at); }
void evolve(Opportunity& o, const TeamMemberLeft& e, const Meta& m) { note_leaver(o.team_left, {e.employee, m.valid_at}); }

Assignee assignee_of(EmployeeId owner, const Facts& f) {
    const Post post = f.at(owner).post();
    return {owner, post.department, f.at(post.department).place.value.region, post.manager};
}

// That it is a project is for others to approve, unless it was one before it was recorded here.
static void require_approved(Decision& d, const Stated<bool>& established, const Facts& f) {
    d.require(f.imported() || established != Stated<bool>(true), rule::needs_approval);
}

// Nobody begins behind a gate that he would have to pass, unless the deal had come so far before it was recorded here.
static void require_gates_before(Decision& d, const OpportunityCreated& created, const Facts& f) {
    Opportunity begun;
    evolve(begun, created, Meta{f.head(), f.now(), f.valid_at(), f.actor()});
    require_gates_between(d, std::move(begun), 1, created.stage.number, f);
}

Decision open_opportunity(const CreateOpportunity& c, EmployeeId from, const Facts& f) {
    const StageModel& model = f.at(c.stage_model.id);
    const auto stage = model.stage(model.newest(), c.stage.value_or(model.stages(model.newest()).front().name));
    Decision d = named_newcomer(c.name, OpportunityId::kind, c.external_key, f);
    d.require(stage.has_value(), rule::unknown_stage, c.stage.value_or(""));
    require_amount(d, c.value);
    require_amount(d, c.budget);
    require_approved(d, c.established, f);
    if (c.owner) require_active(d, f, c.owner->id);
    if (c.owner) require_capacity(d, f, c.owner->id);
    if (c.owner) d.require(may_assign(f, from, c.owner->id), rule::acceptance_needed, c.owner->id);
    require_first_plan(d, f, c.milestones);
    if (d.refused()) return d;
    const auto id = f.next_id<OpportunityId>();
    OpportunityCreated created{id, c.name, id_of(c.customer), id_of(c.product), model.id, model.newest(), *stage, c.expected_close, c.source,
                               c.category, c.probability, c.importance, c.value, c.established, c.budget, c.external_key};
    if (!f.imported() && stage->number > 1) require_gates_before(d, created, f);
    if (d.refused()) return d;
    d.record(std::move(created));
    if (c.owner) d.record(OpportunityAssigned{id, std::nullopt, assignee_of(c.owner->id, f)});
    record_first_plan(d, f, id, c.milestones);
    return d;
}

// What kind of deal it is: gates may ask for less, so stated.
template <class Event, class T>
static Decision kind_stated(const Opportunity& o, Latest<T> Opportunity::*fact, const T& to, const Facts& f) {
    Decision d = stated<Event>(o, o.*fact, to, f);
    if (d.events().empty()) return d;
    Opportunity after = o;
    (after.*fact).set(to, f.valid_at());
    require_gates_kept(d, o, std::move(after), f);
    return d;
}

static Decision decide(const CreateOpportunity& c, const Facts& f) { return open_opportunity(c, {}, f); }
static Decision decide(const Opportunity& o, const SetSource& c, const Facts& f) { return stated<OpportunitySourceSet>(o, o.source, c.source, f); }
static Decision decide(const Opportunity& o, const Categorise& c, const Facts& f) { return kind_stated<OpportunityCategorised>(o, &Opportunity::category, c.category, f); }
static Decision decide(const Opportunity& o, const AssessProbability& c, const Facts& f) { return stated<OpportunityProbabilityAssessed>(o, o.probability, c.probability, f); }
static Decision decide(const Opportunity& o, const RateImportance& c, const Facts& f) { return stated<OpportunityImportanceRated>(o, o.importance, c.importance, f); }
static Decision decide(const Opportunity& o, const EstimateValue& c, const Facts& f) { return stated<OpportunityValueEstimated>(o, o.value, c.value, f); }
static Decision decide(const Opportunity& o, const EstimateBudget& c, const Facts& f) { return stated<OpportunityBudgetEstimated>(o, o.budget, c.budget, f); }
static Decision decide(const Opportunity& o, const StateEstablishment& c, const Facts& f) {
    Decision d = stated<OpportunityEstablishmentStated>(o, o.established, c.established, f);
    if (!d.events().empty()) require_approved(d, c.established, f);
    return d;
}
static Decision decide(const Opportunity& o, const MoveExpectedClose& c, const Facts& f) {
    Decision d = stated<OpportunityExpectedCloseMoved>(o, o.expected_close, c.expected_close, f);
    const bool moves = !d.events().empty() && !f.corrects() && f.valid_at() >= o.expected_close.since && is_move(o.close_known, c.expected_close);
    if (moves) tell_of_slippage(d, f, o, o.id.entity(), o.close_moves + 1, "the expected close date, now " + to_text(*c.expected_close.value) + ",");
    return d;
}
static Decision decide(const Opportunity& o, const SetCustomer& c, const Facts& f) {
    Decision d = stated<OpportunityCustomerSet>(o, o.customer, id_of(c.customer), f);
    const bool changes = !d.events().empty() && f.valid_at() >= o.customer.since;
    if (changes) d.require(roles_on(f, o.id).empty(), rule::roles_held);
    return d;
}
static Decision decide(const Opportunity& o, const SetProduct& c, const Facts& f) { return kind_stated<OpportunityProductSet>(o, &Opportunity::product, id_of(c.product), f); }

static Decision decide(const Opportunity& o, const Assign& c, const Facts& f) {
    Decision d = on_open_now(o, f);
    const Assignee to = assignee_of(c.owner.id, f);
    const bool already = o.assignee.value == to;
    require_active(d, f, c.owner.id);
    d.require(already || may_assign(f, owner_of(o), to.owner), rule::acceptance_needed, to.owner);
    d.require(!o.assignee.value || already || f.has_reason(), rule::reason_missing);
    d.require(f.valid_at() >= o.assignee.since, rule::before_last_assignment, o.assignee.since);
    // Who brought it into its stage is not to lose that.
    const bool is_behind = owner_of(o) && owner_of(o) != to.owner && f.valid_at() < o.stage.since;
    d.require(already || f.imported() || !is_behind, rule::before_last_change, o.stage.since);
    d.require(already || !o.offered(), rule::offer_open, o.offered() ? to_text(o.offer->to) : "");
    require_assignable(d, o, to.owner, f);
    if (d.refused() || already) return d;
    d.record(OpportunityAssigned{o.id, o.assignee.value, to});
    pass_on_with(d, f, o, to.owner);
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
    require_override(d, f, owner_of(o), c.approved_by.id);
    if (d.refused() || to == o.stage.value) return d;
    d.require(to.number > o.stage.value.number + 1, rule::nothing_skipped, o.stage.value.name);
    if (!d.refused()) require_gate(d, o, to, f);
    if (d.refused()) return d;
    std::vector<Stage> skipped;
    const auto& stages = f.at(o.stage_model).stages(o.model_version);
    for (auto number = static_cast<std::uint16_t>(o.stage.value.number + 1); number < to.number; ++number) skipped.push_back({number, stages[number - 1U].name});
    d.record(OpportunityStageSkipped{o.id, o.stage.value, to, std::move(skipped), c.approved_by.id});
    return d;
}

// What was recorded elsewhere first is taken as it was, and so is what was forgotten. What moves the opportunity on advances it like
// any other step.
static Decision decide(const Opportunity& o, const RecordStageEntry& c, const Facts& f) {
    Decision d;
    const auto to = f.at(o.stage_model).stage(o.model_version, c.stage);
    d.require(to.has_value(), rule::unknown_stage, c.stage);
    d.require(f.valid_at() >= o.created, rule::before_creation, o.created);
    if (d.refused()) return d;
    const bool advances = !f.imported() && f.valid_at() >= o.stage.since && to->number > o.stage.value.number;
    if (advances) require_gate(d, o, to, f);
    if (advances) require_gates_between(d, o, static_cast<std::uint16_t>(o.stage.value.number + 1), to->number, f);
    if (!d.refused()) d.record(OpportunityStageEntered{o.id, *to});
    return d;
}

NounEntry opportunity_noun() {
    using Learnt = boost::mp11::mp_append<OpportunityEvents, HandoverEvents, EvaluationEvents, NurtureEvents, AssignmentEvents, EstablishmentEvents,
                                          CompetitorEvents, PlaybookEvents, DealTeamEvents, ContactRoleEvents>;
    return {command_entries_of<OpportunityCommands>(), {state_entry<Opportunity, Learnt>()}};
}

}  // namespace foxtrail
