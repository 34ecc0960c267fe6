#include "projections/tables/prospects.hpp"

#include "projections/tables/at_all_times.hpp"

namespace foxtrail {
namespace {

void hold(Prospects& p, LeadId lead, const Assignee& to, const Meta& m) {
    p.leads.set<&LeadRow::holder>(lead.number, LeadHolder{to.owner, to.department}, m);
}

void enter(Prospects& p, LeadId lead, LeadStatus status, const Meta& m) { p.leads.set<&LeadRow::status>(lead.number, status, m); }

// The last nurturing of the thing.
std::uint32_t nurturing_of(Prospects& p, Entity item) {
    const auto rows = p.nurturings.rows_ever<&NurtureRow::item>(item);
    if (rows.empty()) throw std::logic_error(to_text(item) + " was never nurtured");
    return rows.back();
}

}  // namespace

void project(Prospects& p, const LeadCaptured& e, const Meta& m) {
    LeadRow row;
    row.region = e.region.value_or(RegionId{}), row.customer = e.customer.value_or(CustomerId{});
    row.source = p.leads.text(e.source), row.captured = m.position;
    p.leads.born(e.lead.number, row, m);
}
void project(Prospects& p, const LeadAssigned& e, const Meta& m) { hold(p, e.lead, e.to, m); }
void project(Prospects& p, const OwnershipTransferred& e, const Meta& m) {
    if (e.item.kind == LeadId::kind) hold(p, {e.item.number}, e.to, m);
}
void project(Prospects& p, const LeadQualified& e, const Meta& m) {
    enter(p, e.lead, LeadStatus::qualified, m);
    p.leads.set<&LeadRow::score>(e.lead.number, e.score, m);
}
void project(Prospects& p, const LeadDisqualified& e, const Meta& m) { enter(p, e.lead, LeadStatus::disqualified, m); }
void project(Prospects& p, const LeadConverted& e, const Meta& m) {
    enter(p, e.lead, LeadStatus::converted, m);
    p.leads.set<&LeadRow::opportunity>(e.lead.number, e.opportunity, m);
}

void project(Prospects& p, const NurtureStarted& e, const Meta& m) {
    p.nurturings.born(p.nurturings.last_id() + 1, {e.item, e.until, m.position}, m);
}
void project(Prospects& p, const NurtureStepDone& e, const Meta& m) {
    const auto steps = static_cast<std::uint16_t>(std::min(e.step, 0xFFFFU));
    set_also_as_known(m, [&](const Meta& when) { p.nurturings.set<&NurtureRow::steps>(nurturing_of(p, e.item), steps, when); });
}
void project(Prospects& p, const NurtureProlonged& e, const Meta& m) {
    set_also_as_known(m, [&](const Meta& when) { p.nurturings.set<&NurtureRow::until>(nurturing_of(p, e.item), e.to, when); });
    p.nurturings.set<&NurtureRow::overdue>(nurturing_of(p, e.item), false, known(m));  // what was found in time stays so
}
void project(Prospects& p, const NurtureEnded& e, const Meta& m) {
    const auto state = e.end == NurtureEnd::promoted ? NurtureState::promoted : NurtureState::disqualified;
    p.nurturings.set<&NurtureRow::state>(nurturing_of(p, e.item), state, m);
}
void project(Prospects& p, const NurtureOverdue& e, const Meta& m) { p.nurturings.set<&NurtureRow::overdue>(nurturing_of(p, e.item), true, m); }

template <>
ProjectionEntry entry_of<Prospects>() {
    return projection_entry<Prospects, boost::mp11::mp_append<LeadEvents, NurtureEvents, HandoverEvents>>();
}

}  // namespace foxtrail
