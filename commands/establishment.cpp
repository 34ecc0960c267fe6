#include "commands/establishment.hpp"

#include "commands/decider/command_entry.hpp"
#include "commands/milestone.hpp"
#include "commands/rules/approval.hpp"
#include "commands/rules/opportunity_rules.hpp"
#include "commands/rules/work_rules.hpp"

namespace foxtrail {
namespace rule {
constexpr Rule justification_missing{"justification_missing", "Say why this shall be a project: \"justification\" cannot be blank."};
constexpr Rule budget_unknown{"budget_unknown", "A project needs a known budget: use opportunity.estimate_budget."};
constexpr Rule advance_plan_missing{"advance_plan_missing",
                                    "A project needs an advance plan: state one with its milestones, or another when all are met."};
constexpr Rule before_grounds{"before_grounds", "This is dated before the evaluation or the budget it stands on: give a later valid_at."};
constexpr Rule request_pending{"request_pending", "There is a request already: approve or reject it first."};
constexpr Rule not_requested{"not_requested", "Nobody has asked for this: use establishment.request first."};
constexpr Rule before_last_request{"before_last_request", "This is dated before the last request or its answer: give a later valid_at."};
}  // namespace rule

static void answer(Opportunity& o, EstablishmentStatus status, const Meta& m) {
    o.establishment->justification.clear();
    o.establishment->status = status, o.establishment->since = m.valid_at;
}

void evolve(Opportunity& o, const ProjectEstablishmentRequested& e, const Meta& m) {
    o.establishment = {e.requester, m.actor, e.justification, EstablishmentStatus::requested, m.valid_at};
}
void evolve(Opportunity& o, const ProjectEstablishmentApproved&, const Meta& m) { answer(o, EstablishmentStatus::approved, m); }
void evolve(Opportunity& o, const ProjectEstablishmentRejected&, const Meta& m) { answer(o, EstablishmentStatus::rejected, m); }

namespace {

bool pending(const Opportunity& o) { return o.establishment && o.establishment->status == EstablishmentStatus::requested; }
bool established(const Opportunity& o) { return o.established.value == Stated<bool>(true); }

// The one place that says what an advance plan is: milestones that lie ahead. What an evaluation was told of one is no plan.
bool has_advance_plan(const Opportunity& o, const Facts& f) { return !open_milestones(f, o.id, PlanKind::advance).empty(); }

// What a project stands on, when it is asked for and again when it is approved.
void require_establishable(Decision& d, const Opportunity& o, const Facts& f) {
    require_evaluated_as_valuable(d, o);
    d.require(o.budget.value.known(), rule::budget_unknown);
    d.require(has_advance_plan(o, f), rule::advance_plan_missing);
    const Time known = std::max(o.evaluation.since, o.budget.since);
    d.require(f.valid_at() >= known, rule::before_grounds, known);
}

Decision on_establishment(const Opportunity& o, const Facts& f) {
    Decision d = on_open(o, f);
    d.require(bool(f.actor()), rule::actor_missing);
    if (o.establishment) d.require(f.valid_at() >= o.establishment->since, rule::before_last_request, o.establishment->since);
    return d;
}

}  // namespace

static Decision decide(const Opportunity& o, const RequestEstablishment& c, const Facts& f) {
    Decision d = on_establishment(o, f);
    d.require(!blank(c.justification), rule::justification_missing);
    const bool same = pending(o) && o.establishment->requester == f.speaker() && o.establishment->justification == c.justification;
    if (!d.refused() && (same || established(o))) return d;
    d.require(!pending(o) || same, rule::request_pending, pending(o) ? to_text(o.establishment->requester) : "");
    require_establishable(d, o, f);
    if (!d.refused())
        d.record(ProjectEstablishmentRequested{o.id, f.speaker(), c.justification, o.evaluation.value->score, *o.budget.value.value});
    return d;
}

static Decision decide(const Opportunity& o, const ApproveEstablishment&, const Facts& f) {
    Decision d = on_establishment(o, f);
    if (!d.refused() && !pending(o) && established(o)) return d;
    d.require(pending(o), rule::not_requested);
    const EstablishmentRequest asked = pending(o) ? *o.establishment : EstablishmentRequest{};
    if (f.actor()) require_approver(d, f, {asked.requester, asked.filed_by, owner_of(o)});
    require_establishable(d, o, f);
    if (d.refused()) return d;
    d.record(ProjectEstablishmentApproved{o.id, o.establishment->requester, f.actor()});
    const bool newest = f.valid_at() >= o.established.since;
    d.record(OpportunityEstablishmentStated{o.id, newest ? std::optional(o.established.value) : std::nullopt, true});
    return d;
}

static Decision decide(const Opportunity& o, const RejectEstablishment& c, const Facts& f) {
    Decision d = on_establishment(o, f);
    d.require(!blank(c.why), rule::why_missing);
    if (!d.refused() && o.establishment && o.establishment->status == EstablishmentStatus::rejected) return d;
    d.require(pending(o), rule::not_requested);
    if (!d.refused()) d.record(ProjectEstablishmentRejected{o.id, o.establishment->requester, f.actor(), c.why});
    return d;
}

NounEntry establishment_noun() { return {command_entries_of<EstablishmentCommands>(), {}}; }

}  // namespace foxtrail
