#include "projections/tables/judgements.hpp"

#include "projections/tables/at_all_times.hpp"

namespace foxtrail {
namespace {

std::uint32_t judgement_of(Judgements& j, OpportunityId opportunity, const Meta& m) {
    const auto rows = j.judgements.rows_ever<&JudgementRow::opportunity>(opportunity);
    if (!rows.empty()) return rows.front();
    const std::uint32_t row = j.judgements.last_id() + 1;
    j.judgements.born(row, {opportunity, {}, {}}, at_all_times(m));
    return row;
}

void establish(Judgements& j, OpportunityId opportunity, EstablishmentState state, const Meta& m) {
    j.judgements.set<&JudgementRow::establishment>(judgement_of(j, opportunity, m), state, m);
}

}  // namespace

void project(Judgements& j, const EvaluationModelPublished& e, const Meta& m) {
    j.models.born(j.models.last_id() + 1, {e.evaluation_model, e.version, m.position}, m);
}
void project(Judgements& j, const OpportunityEvaluated& e, const Meta& m) {
    const Judgement judgement{e.evaluation_model, e.model_version, e.score, e.below_threshold};
    j.judgements.set<&JudgementRow::evaluation>(judgement_of(j, e.opportunity, m), judgement, m);
}
void project(Judgements& j, const ProjectEstablishmentRequested& e, const Meta& m) {
    establish(j, e.opportunity, EstablishmentState::requested, m);
}
void project(Judgements& j, const ProjectEstablishmentApproved& e, const Meta& m) {
    establish(j, e.opportunity, EstablishmentState::approved, m);
}
void project(Judgements& j, const ProjectEstablishmentRejected& e, const Meta& m) {
    establish(j, e.opportunity, EstablishmentState::rejected, m);
}

template <>
ProjectionEntry entry_of<Judgements>() {
    return projection_entry<Judgements, boost::mp11::mp_append<EvaluationEvents, EstablishmentEvents>>();
}

}  // namespace foxtrail
