// With whom departments share what they know of customers: every grant, until it is revoked.
#pragma once

#include "events/access_grant.hpp"
#include "projections/runner/projection.hpp"

namespace foxtrail {

// By whom, when and why is read from the log, at the row's birth and at `revoked`.
struct AccessGrantRow {
    Entity what;                 // a facet or a customer
    DepartmentId department;     // whose information it is
    DepartmentId to_department;  // of these three one is there
    EmployeeId to_employee;
    Text to_position;
    EventAt revoked;
    static constexpr auto indexed = std::tuple{&AccessGrantRow::what};
};
BOOST_DESCRIBE_STRUCT(AccessGrantRow, (), (what, department, to_department, to_employee, to_position, revoked))

struct Sharing {
    static constexpr std::string_view name = "sharing";
    static constexpr std::uint32_t version = 1;
    static constexpr std::string_view doc = "Who was granted what of the customers another department knows, and until when.";
    Table<AccessGrantRow> grants;
};
BOOST_DESCRIBE_STRUCT(Sharing, (), (grants))

void project(Sharing&, const AccessGranted&, const Meta&);
void project(Sharing&, const AccessRevoked&, const Meta&);

template <>
ProjectionEntry entry_of<Sharing>();

}  // namespace foxtrail
