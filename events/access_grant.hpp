// Access grants: with whom a department shares what it knows of a customer, since when and until when.
#pragma once

#include "events/event.hpp"

namespace foxtrail {

// One of the three: everybody of a department, everybody in a position, or one employee.
struct Recipient1 {
    std::optional<DepartmentId> department;
    std::optional<std::string> position;
    std::optional<EmployeeId> employee;
    bool operator==(const Recipient1&) const = default;
};
BOOST_DESCRIBE_STRUCT(Recipient1, (), (department, position, employee))

// One of the four; a role is one on the team of an open deal of the customer, as its members' duties name it.
struct Recipient {
    std::optional<DepartmentId> department;
    std::optional<std::string> position;
    std::optional<EmployeeId> employee;
    std::optional<std::string> team_role{};
    bool operator==(const Recipient&) const = default;
};
BOOST_DESCRIBE_STRUCT(Recipient, (), (department, position, employee, team_role))
inline Recipient upcast(const Recipient1& old) { return {old.department, old.position, old.employee, {}}; }

struct AccessGranted1 {
    static constexpr EventType type{"access.granted", 1, "访问授权"};
    static constexpr std::string_view doc =
        "A department shared a facet, or all it knows of a customer, with a recipient; the commit's reason says what for.";
    AccessGrantId grant;
    Entity what;              // a facet or a customer
    DepartmentId department;  // whose information it is
    Recipient1 to;
    bool operator==(const AccessGranted1&) const = default;
};
BOOST_DESCRIBE_STRUCT(AccessGranted1, (), (grant, what, department, to))

struct AccessGranted {
    static constexpr EventType type{"access.granted", 2, "访问授权"};
    static constexpr std::string_view doc = AccessGranted1::doc;
    AccessGrantId grant;
    Entity what;              // a facet or a customer
    DepartmentId department;  // whose information it is
    Recipient to;
    bool operator==(const AccessGranted&) const = default;
};
BOOST_DESCRIBE_STRUCT(AccessGranted, (), (grant, what, department, to))
inline AccessGranted upcast(const AccessGranted1& old) { return {old.grant, old.what, old.department, upcast(old.to)}; }

struct AccessRevoked1 {
    static constexpr EventType type{"access.revoked", 1, "撤销授权"};
    static constexpr std::string_view doc = "What was shared is no longer; what the recipient saw until then he has seen.";
    AccessGrantId grant;
    Entity what;
    DepartmentId department;
    Recipient1 from;
    bool operator==(const AccessRevoked1&) const = default;
};
BOOST_DESCRIBE_STRUCT(AccessRevoked1, (), (grant, what, department, from))

struct AccessRevoked {
    static constexpr EventType type{"access.revoked", 2, "撤销授权"};
    static constexpr std::string_view doc = AccessRevoked1::doc;
    AccessGrantId grant;
    Entity what;
    DepartmentId department;
    Recipient from;
    bool operator==(const AccessRevoked&) const = default;
};
BOOST_DESCRIBE_STRUCT(AccessRevoked, (), (grant, what, department, from))
inline AccessRevoked upcast(const AccessRevoked1& old) { return {old.grant, old.what, old.department, upcast(old.from)}; }

using AccessGrantEvents = boost::mp11::mp_list<AccessGranted1, AccessGranted, AccessRevoked1, AccessRevoked>;

}  // namespace foxtrail
