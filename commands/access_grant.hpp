// Sharing what a department knows of a customer, and taking that back. Who may read is recorded here and enforced by readers.
#pragma once

#include "commands/decider/noun.hpp"
#include "events/access_grant.hpp"

namespace foxtrail {

inline constexpr std::size_t grants_per_object_max = 1'000;  // open at a time on one facet or customer

struct AccessGrant {
    AccessGrantId id;
    Entity what;
    DepartmentId department;  // whose information it is
    Recipient to;
    Time granted;
    bool open = false;
};
BOOST_DESCRIBE_STRUCT(AccessGrant, (), (id, what, department, to, granted, open))
template <>
struct StateOf<AccessGrantId> { using type = AccessGrant; };

RestsOn rests_on(const AccessGrant&);  // an open one on what it opens
void evolve(AccessGrant&, const AccessGranted&, const Meta&);
void evolve(AccessGrant&, const AccessRevoked&, const Meta&);

struct RecipientRef {
    std::optional<Ref<DepartmentId>> department;
    std::optional<std::string> position;
    std::optional<Ref<EmployeeId>> employee;
    std::optional<std::string> team_role{};  // on the team of an open deal of the customer: "technical lead"
};
BOOST_DESCRIBE_STRUCT(RecipientRef, (), (department, position, employee, team_role))

struct GrantAccess {
    static constexpr CommandType type{"access.grant", "授权访问"};
    static constexpr std::string_view doc =
        "Share a facet, or all that one's department knows of a customer, now and later, with a department, a position, an employee or a role "
        "on the teams of his open deals. Only somebody of the department whose information it is can.";
    Entity what;
    RecipientRef to;
};
BOOST_DESCRIBE_STRUCT(GrantAccess, (), (what, to))

struct RevokeAccess {
    static constexpr CommandType type{"access.revoke", "撤销访问授权"};
    static constexpr std::string_view doc = "Take a grant back; only somebody of the department whose information it is can.";
    Ref<AccessGrantId> grant;
    static constexpr auto target = &RevokeAccess::grant;
};
BOOST_DESCRIBE_STRUCT(RevokeAccess, (), (grant))

using AccessGrantCommands = boost::mp11::mp_list<GrantAccess, RevokeAccess>;
NounEntry access_grant_noun();

}  // namespace foxtrail
