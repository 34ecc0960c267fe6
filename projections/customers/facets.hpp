// What each department knows of a customer, and who of us may see it.
#pragma once

#include "projections/reading/dimension.hpp"
#include "projections/tables/sharing.hpp"

#include <map>

namespace foxtrail {

struct FacetFieldAt {
    std::string value;
    Time since;
    EmployeeId stated_by;  // {} for the system
};

// A department's facet as it stood at an instant, without the fields it had withdrawn.
struct FacetAt {
    FacetId id;
    CustomerId customer;
    DepartmentId department;
    std::map<std::string, FacetFieldAt> fields;
};

// In the order in which departments first stated something. They are read from the log: a customer has few.
std::vector<FacetAt> facets_of(CustomerId, const Log&, const Instant&);
// Whose a facet is; nothing when the log has none of this number.
std::optional<FacetAt> facet_owner(FacetId, const Log&);

// Who may see what at an instant: those of the department whose it is, and whom a grant in force reaches. Nobody who has left.
class AccessRights {
public:
    AccessRights(const Sharing& sharing, const Directory& directory, const Instant& instant)
        : sharing_(sharing), directory_(directory), instant_(instant) {}

    // The member of the recipient that is meant: "employee", "department" or "position"; empty when the grant does not reach him.
    std::string_view reached_as(const AccessGrantRow&, EmployeeId) const;
    bool owns(const FacetAt&, EmployeeId) const;
    bool sees(const FacetAt&, EmployeeId) const;
    // The grants in force on the facet or its whole customer, ascending.
    std::map<AccessGrantId, AccessGrantRow> in_force(const FacetAt&) const;

private:
    const Sharing& sharing_;
    const Directory& directory_;
    const Instant instant_;
};

// A customer's facets; as an employee may see them when one is given: of the others the department, for him to ask.
json::array facets_json(const std::vector<FacetAt>&, std::optional<EmployeeId> seen_by, const AccessRights&, const DimensionContext&);

}  // namespace foxtrail
