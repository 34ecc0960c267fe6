#include "projections/tables/losses.hpp"

namespace foxtrail {

// Who says it and of which deal stays when it is put right.
void project(Losses& l, const LossReasonStated& e, const Meta& m) {
    const Since<Text> why{l.reasons.text(e.why), m.valid_at};
    if (!l.reasons.is_there(e.loss_reason.number)) return l.reasons.born(e.loss_reason.number, {e.opportunity, e.by, e.role, why}, m);
    l.reasons.set<&LossReasonRow::role>(e.loss_reason.number, e.role, m);
    l.reasons.set<&LossReasonRow::why>(e.loss_reason.number, why, m);
}

template <>
ProjectionEntry entry_of<Losses>() {
    return projection_entry<Losses, LossReasonEvents>();
}

}  // namespace foxtrail
