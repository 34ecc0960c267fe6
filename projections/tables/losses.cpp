#include "projections/tables/losses.hpp"

#include "projections/tables/at_all_times.hpp"

namespace foxtrail {
namespace {

std::uint32_t loss_of(Losses& l, OpportunityId opportunity, const Meta& m) {
    const auto rows = l.losses.rows_ever<&LossRow::opportunity>(opportunity);
    if (!rows.empty()) return rows.front();
    const std::uint32_t row = l.losses.last_id() + 1;
    l.losses.born(row, {opportunity, {}}, at_all_times(m));
    return row;
}

}  // namespace

void project(Losses& l, const OpportunityLost& e, const Meta& m) {
    l.losses.set<&LossRow::why>(loss_of(l, e.opportunity, m), Since<Text>{l.losses.text(e.why), {}}, m);
}

// Who says it and of which deal stays when it is put right.
void project(Losses& l, const LossReasonStated& e, const Meta& m) {
    const Since<Text> why{l.reasons.text(e.why), m.valid_at};
    if (!l.reasons.is_there(e.loss_reason.number)) return l.reasons.born(e.loss_reason.number, {e.opportunity, e.by, e.role, why}, m);
    l.reasons.set<&LossReasonRow::role>(e.loss_reason.number, e.role, m);
    l.reasons.set<&LossReasonRow::why>(e.loss_reason.number, why, m);
}

template <>
ProjectionEntry entry_of<Losses>() {
    return projection_entry<Losses, boost::mp11::mp_append<OpportunityEvents, LossReasonEvents>>();
}

}  // namespace foxtrail
