// What departments know of customers: where it was stated, with whom it is shared until when, and who saw it.
#pragma once

#include "events/access_grant.hpp"
#include "events/facet.hpp"
#include "projections/runner/projection.hpp"

namespace foxtrail {

// By whom, when and why is read from the log, at the row's birth and at `revoked`.
struct AccessGrantRow {
    Entity what;                 // a facet or a customer
    DepartmentId department;     // whose information it is
    DepartmentId to_department;  // of these four one is there
    EmployeeId to_employee;
    Text to_position, to_role;
    EventAt revoked;
    static constexpr auto indexed = std::tuple{&AccessGrantRow::what};
};
BOOST_DESCRIBE_STRUCT(AccessGrantRow, (), (what, department, to_department, to_employee, to_position, to_role, revoked))

// The fields are read from the log, at every `updated`. The row is there at all times.
struct FacetRow {
    CustomerId customer;
    DepartmentId department;
    EventAt updated;
    static constexpr auto indexed = std::tuple{&FacetRow::customer};
};
BOOST_DESCRIBE_STRUCT(FacetRow, (), (customer, department, updated))

// Somebody saw a facet, on the day the row was born.
struct SightingRow {
    FacetId facet;
    EmployeeId viewer;
    Date day;
    static constexpr auto indexed = std::tuple{&SightingRow::facet};
};
BOOST_DESCRIBE_STRUCT(SightingRow, (), (facet, viewer, day))

struct Sharing {
    static constexpr std::string_view name = "sharing";
    static constexpr std::uint32_t version = 2;
    static constexpr std::string_view doc = "What departments know of customers, who was granted it and until when, and who saw it.";
    Table<AccessGrantRow> grants;
    Table<FacetRow> facets;
    Table<SightingRow> sightings;
};
BOOST_DESCRIBE_STRUCT(Sharing, (), (grants, facets, sightings))

void project(Sharing&, const AccessGranted&, const Meta&);
void project(Sharing&, const AccessRevoked&, const Meta&);
void project(Sharing&, const FacetUpdated&, const Meta&);
void project(Sharing&, const FacetSeen&, const Meta&);

template <>
ProjectionEntry entry_of<Sharing>();

}  // namespace foxtrail
