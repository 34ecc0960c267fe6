#include "projections/tables/capacities.hpp"

namespace foxtrail {

void project(Capacities& c, const EmployeeCapacitySet& e, const Meta& m) {
    if (c.employees.is_there(e.employee.number))
        c.employees.set<&CapacityRow::open_opportunities_max>(e.employee.number, e.to, m);
    else
        c.employees.born(e.employee.number, {e.to}, m);
}

template <>
ProjectionEntry entry_of<Capacities>() {
    return projection_entry<Capacities, CapacityEvents>();
}

}  // namespace foxtrail
