#include "projections/tables/sharing.hpp"

#include "projections/tables/at_all_times.hpp"

namespace foxtrail {

void project(Sharing& s, const AccessGranted& e, const Meta& m) {
    AccessGrantRow row;
    row.what = e.what, row.department = e.department;
    row.to_department = e.to.department.value_or(DepartmentId{}), row.to_employee = e.to.employee.value_or(EmployeeId{});
    if (e.to.position) row.to_position = s.grants.text(*e.to.position);
    if (e.to.team_role) row.to_role = s.grants.text(*e.to.team_role);
    s.grants.born(e.grant.number, row, m);
}
void project(Sharing& s, const AccessRevoked& e, const Meta& m) { s.grants.set<&AccessGrantRow::revoked>(e.grant.number, m.position, m); }
void project(Sharing& s, const FacetUpdated& e, const Meta& m) {
    if (!s.facets.is_there(e.facet.number)) s.facets.born(e.facet.number, {e.customer, e.department, {}}, at_all_times(m));
    s.facets.set<&FacetRow::updated>(e.facet.number, m.position, m);
}
void project(Sharing& s, const FacetSeen& e, const Meta& m) { s.sightings.born(s.sightings.last_id() + 1, {e.facet, e.viewer, e.day}, m); }

template <>
ProjectionEntry entry_of<Sharing>() {
    return projection_entry<Sharing, boost::mp11::mp_append<AccessGrantEvents, FacetEvents>>();
}

}  // namespace foxtrail
