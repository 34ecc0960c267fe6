#include "projections/tables/deals.hpp"

namespace foxtrail {
namespace {

template <auto Member, class Value>
void set(Deals& d, OpportunityId id, const Value& value, const Meta& m) {
    d.deals.set<Member>(id.number, value, m);
}

void enter(Deals& d, OpportunityId id, const Stage& stage, Entry entry, const Meta& m) {
    set<&Deal::stage>(d, id, Since<StageEntry>{{stage.number, entry, m.actor}, {}}, m);
}

void assign(Deals& d, OpportunityId id, const Assignee& to, const Meta& m) {
    set<&Deal::owner>(d, id, to.owner, m);
    set<&Deal::unit>(d, id, Unit{to.department, to.region.value.value_or(RegionId{})}, m);
    set<&Deal::manager>(d, id, to.manager.value_or(EmployeeId{}), m);
}

void close(Deals& d, OpportunityId id, Outcome outcome, const Meta& m) { set<&Deal::outcome>(d, id, Since<Outcome>{outcome, {}}, m); }

}  // namespace

void project(Deals& d, const OpportunityCreated& e, const Meta& m) {
    Deal deal;
    deal.stage = {{e.stage.number, Entry::created, m.actor}, m.valid_at};
    deal.outcome = {Outcome::open, m.valid_at};
    deal.created = m.valid_at;
    deal.value = e.value, deal.budget = e.budget;
    deal.customer = e.customer.value.value_or(CustomerId{});
    deal.product = e.product.value.value_or(ProductId{});
    deal.model = e.stage_model, deal.model_version = e.model_version;
    deal.expected_close = e.expected_close;
    deal.source = d.deals.stated_text(e.source), deal.category = d.deals.stated_text(e.category);
    deal.probability = e.probability, deal.importance = e.importance, deal.established = e.established;
    d.deals.born(e.opportunity.number, deal, m);
}

void project(Deals& d, const OpportunitySourceSet& e, const Meta& m) { set<&Deal::source>(d, e.opportunity, d.deals.stated_text(e.to), m); }
void project(Deals& d, const OpportunityCategorised& e, const Meta& m) { set<&Deal::category>(d, e.opportunity, d.deals.stated_text(e.to), m); }
void project(Deals& d, const OpportunityProbabilityAssessed& e, const Meta& m) { set<&Deal::probability>(d, e.opportunity, e.to, m); }
void project(Deals& d, const OpportunityImportanceRated& e, const Meta& m) { set<&Deal::importance>(d, e.opportunity, e.to, m); }
void project(Deals& d, const OpportunityValueEstimated& e, const Meta& m) { set<&Deal::value>(d, e.opportunity, Amount(e.to), m); }
void project(Deals& d, const OpportunityBudgetEstimated& e, const Meta& m) { set<&Deal::budget>(d, e.opportunity, Amount(e.to), m); }
void project(Deals& d, const OpportunityEstablishmentStated& e, const Meta& m) { set<&Deal::established>(d, e.opportunity, e.to, m); }
void project(Deals& d, const OpportunityExpectedCloseMoved& e, const Meta& m) { set<&Deal::expected_close>(d, e.opportunity, e.to, m); }
void project(Deals& d, const OpportunityCustomerSet& e, const Meta& m) { set<&Deal::customer>(d, e.opportunity, e.to.value.value_or(CustomerId{}), m); }
void project(Deals& d, const OpportunityProductSet& e, const Meta& m) { set<&Deal::product>(d, e.opportunity, e.to.value.value_or(ProductId{}), m); }

void project(Deals& d, const OpportunityAssigned& e, const Meta& m) { assign(d, e.opportunity, e.to, m); }
void project(Deals& d, const OwnershipTransferred& e, const Meta& m) {
    if (e.item.kind == OpportunityId::kind) assign(d, {e.item.number}, e.to, m);
}

void project(Deals& d, const OpportunityReclaimed& e, const Meta& m) { assign(d, e.opportunity, Assignee{}, m); }

void project(Deals& d, const OpportunityStageAdvanced& e, const Meta& m) { enter(d, e.opportunity, e.to, Entry::advanced, m); }
void project(Deals& d, const OpportunityStageRegressed& e, const Meta& m) { enter(d, e.opportunity, e.to, Entry::regressed, m); }
void project(Deals& d, const OpportunityStageSkipped& e, const Meta& m) { enter(d, e.opportunity, e.to, Entry::skipped, m); }
void project(Deals& d, const OpportunityStageEntered& e, const Meta& m) { enter(d, e.opportunity, e.to, Entry::recorded, m); }

void project(Deals& d, const OpportunityWon& e, const Meta& m) {
    close(d, e.opportunity, Outcome::won, m);
    set<&Deal::value>(d, e.opportunity, Amount(e.value), m);
}
void project(Deals& d, const OpportunityLost& e, const Meta& m) {
    close(d, e.opportunity, Outcome::lost, m);
    set<&Deal::why_lost>(d, e.opportunity, d.deals.text(e.why), m);
}
void project(Deals& d, const OpportunityDerailed& e, const Meta& m) { close(d, e.opportunity, Outcome::derailed, m); }
void project(Deals& d, const OpportunityReopened& e, const Meta& m) { close(d, e.opportunity, Outcome::open, m); }

template <>
ProjectionEntry entry_of<Deals>() {
    return projection_entry<Deals, boost::mp11::mp_append<OpportunityEvents, HandoverEvents, AssignmentEvents>>();
}

}  // namespace foxtrail
