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

// In the order in which departments first stated something. Fields are read from the log: a customer has few.
std::vector<FacetAt> facets_of(CustomerId, const Sharing&, const Log&, const Instant&);
// Where a facet was stated, in the order of valid time, without what was put right.
std::vector<Position> facet_updates(FacetId, const Sharing&, const Instant&);

// Who may see what at an instant: those of the department whose it is, and whom a grant in force reaches. Nobody who has left.
class AccessRights {
public:
    AccessRights(const Sharing& sharing, const Committee& committee, const Log& log, const DimensionContext& context)
        : sharing_(sharing), committee_(committee), log_(log), directory_(*context.directory.tables), deals_(*context.deals.tables), instant_(context.instant) {}

    // The member of the recipient that is meant: "employee", "department", "position" or "team_role"; empty when the grant does not
    // reach him.
    std::string_view reached_as(const AccessGrantRow&, EmployeeId) const;
    bool owns(const FacetAt&, EmployeeId) const;
    bool sees(const FacetAt&, EmployeeId) const;
    // The grants in force on the facet or its whole customer, ascending.
    std::map<AccessGrantId, AccessGrantRow> in_force(const FacetAt&) const;
    // Whom a facet or a customer is about; {} for anything else.
    CustomerId customer_of(Entity what) const;

private:
    bool has_role(EmployeeId, std::string_view role, CustomerId) const;

    const Sharing& sharing_;
    const Committee& committee_;
    const Log& log_;
    const Directory& directory_;
    const Deals& deals_;
    const Instant instant_;
};

// A customer's facets; as an employee may see them when one is given: of the others the department, for him to ask.
json::array facets_json(const std::vector<FacetAt>&, std::optional<EmployeeId> seen_by, const AccessRights&, const DimensionContext&);

}  // namespace foxtrail
