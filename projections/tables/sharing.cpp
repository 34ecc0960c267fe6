#include "projections/tables/sharing.hpp"

namespace foxtrail {

void project(Sharing& s, const AccessGranted& e, const Meta& m) {
    AccessGrantRow row;
    row.what = e.what, row.department = e.department;
    row.to_department = e.to.department.value_or(DepartmentId{}), row.to_employee = e.to.employee.value_or(EmployeeId{});
    if (e.to.position) row.to_position = s.grants.text(*e.to.position);
    s.grants.born(e.grant.number, row, m);
}
void project(Sharing& s, const AccessRevoked& e, const Meta& m) { s.grants.set<&AccessGrantRow::revoked>(e.grant.number, m.position, m); }

template <>
ProjectionEntry entry_of<Sharing>() {
    return projection_entry<Sharing, AccessGrantEvents>();
}

}  // namespace foxtrail
