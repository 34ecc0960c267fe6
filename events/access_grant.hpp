// Access grants: with whom a department shares what it knows of a customer, since when and until when.
#pragma once

#include "events/event.hpp"

namespace foxtrail {

// One of the three: everybody of a department, everybody in a position, or one employee.
struct Recipient {
    std::optional<DepartmentId> department;
    std::optional<std::string> position;
    std::optional<EmployeeId> employee;
    bool operator==(const Recipient&) const = default;
};
BOOST_DESCRIBE_STRUCT(Recipient, (), (department, position, employee))

struct AccessGranted {
    static constexpr EventType type{"access.granted", 1, "访问授权"};
    static constexpr std::string_view doc =
        "A department shared a facet, or all it knows of a customer, with a recipient; the commit's reason says what for.";
    AccessGrantId grant;
    Entity what;              // a facet or a customer
    DepartmentId department;  // whose information it is
    Recipient to;
    bool operator==(const AccessGranted&) const = default;
};
BOOST_DESCRIBE_STRUCT(AccessGranted, (), (grant, what, department, to))

struct AccessRevoked {
    static constexpr EventType type{"access.revoked", 1, "撤销授权"};
    static constexpr std::string_view doc = "What was shared is no longer; what the recipient saw until then he has seen.";
    AccessGrantId grant;
    Entity what;
    DepartmentId department;
    Recipient from;
    bool operator==(const AccessRevoked&) const = default;
};
BOOST_DESCRIBE_STRUCT(AccessRevoked, (), (grant, what, department, from))

using AccessGrantEvents = boost::mp11::mp_list<AccessGranted, AccessRevoked>;

}  // namespace foxtrail
