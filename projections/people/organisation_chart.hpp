// The organisation as it stood at an instant: departments below departments, people below the managers they report to.
#pragma once

#include "projections/reading/dimension.hpp"

#include <map>
#include <set>

namespace foxtrail {

struct ChartDepartment {
    std::string name;
    RegionId region;
    DepartmentId parent;  // {} for none
};

struct ChartMember {
    std::string name;
    DepartmentId department;
    EmployeeId manager;    // {} for none
    std::string position;  // empty is unknown
    std::optional<Date> last_day;
};

// Those who have left are not in it, nor are closed departments, unless by what is known now somebody worked there all the same.
struct OrganisationChart {
    OrganisationChart(const Directory&, const Instant&);

    std::map<DepartmentId, ChartDepartment> departments;
    std::map<EmployeeId, ChartMember> members;
    std::set<DepartmentId> closed;

    // The department is this one or lies below it. {} has all.
    bool is_within(DepartmentId, DepartmentId top) const;
    const std::vector<EmployeeId>& members_of(DepartmentId) const;
    // Those of the department whom others of it report to and who report to nobody of it.
    std::vector<EmployeeId> heads_of(DepartmentId) const;
    // Whom the people of the department report to, wherever they work.
    std::vector<EmployeeId> line_managers_of(DepartmentId) const;
    bool reports_within(EmployeeId, DepartmentId) const;

private:
    void end_circles();

    std::map<DepartmentId, std::vector<EmployeeId>> members_of_;
};

// What is so in `after` and was not in `before`, in or below a department; {} for the whole company.
// Regions go by the names that the context has.
json::object chart_difference(const OrganisationChart& before, const OrganisationChart& after, DepartmentId top, const DimensionContext&);

}  // namespace foxtrail
