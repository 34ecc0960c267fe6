#include "projections/tables/waivers.hpp"

namespace foxtrail {

static void enter(Waivers& w, WaiverId waiver, WaiverStatus state, const Meta& m) {
    w.waivers.set<&WaiverRow::state>(waiver.number, Since<WaiverStatus>{state, {}}, m);
}

void project(Waivers& w, const WaiverRequested& e, const Meta& m) {
    WaiverRow row{
        .opportunity = e.waived.opportunity, .kind = e.waived.kind, .requester = e.requester, .expires = e.expires};
    row.state = {WaiverStatus::requested, m.valid_at}, row.requested = m.position;
    w.waivers.born(e.waiver.number, row, m);
}
void project(Waivers& w, const GateDocumentWaived& e, const Meta& m) {
    if (!e.requester) {
        WaiverRow row{
            .opportunity = e.waived.opportunity, .kind = e.waived.kind, .approver = e.approver, .expires = e.expires};
        row.state = {WaiverStatus::granted, m.valid_at}, row.granted = m.position;
        w.waivers.born(e.waiver.number, row, m);
        return;
    }
    enter(w, e.waiver, WaiverStatus::granted, m);
    w.waivers.set<&WaiverRow::approver>(e.waiver.number, e.approver, m);
    w.waivers.set<&WaiverRow::expires>(e.waiver.number, e.expires, m);
    w.waivers.set<&WaiverRow::granted>(e.waiver.number, m.position, m);
}
void project(Waivers& w, const WaiverDeclined& e, const Meta& m) {
    enter(w, e.waiver, WaiverStatus::declined, m);
    w.waivers.set<&WaiverRow::approver>(e.waiver.number, m.actor, m);
    w.waivers.set<&WaiverRow::declined>(e.waiver.number, m.position, m);
}
void project(Waivers& w, const WaiverExpired& e, const Meta& m) { enter(w, e.waiver, WaiverStatus::expired, m); }
// From when it is recorded, though who granted it has had the deal for longer.
void project(Waivers& w, const WaiverWithdrawn& e, const Meta& m) {
    enter(w, e.waiver, WaiverStatus::withdrawn, known(m));
    w.waivers.set<&WaiverRow::withdrawn>(e.waiver.number, m.position, known(m));
}

template <>
ProjectionEntry entry_of<Waivers>() {
    return projection_entry<Waivers, WaiverEvents>();
}

}  // namespace foxtrail
