// Buying roles: who decides, uses, judges and coaches on an opportunity, each for an interval of time, and who of us is
// his counterpart.
#pragma once

#include "events/event.hpp"

namespace foxtrail {

// The four buying influences. Source: Miller and Heiman, Strategic Selling.
enum class BuyingRole : std::uint8_t { decision_maker = 1, user = 2, technical_lead = 3, coach = 4 };
BOOST_DESCRIBE_ENUM(BuyingRole, decision_maker, user, technical_lead, coach)

// The threshold of R4: days without a touch both ways after which the relationship to a holder of the role is stale.
inline std::string stale_days_name(BuyingRole role) { return role == BuyingRole::decision_maker ? "days" : std::string(enum_name(role)) + "_days"; }

struct ContactRoleAssigned {
    static constexpr EventType type{"contact_role.assigned", 1, "联系人角色确定"};
    static constexpr std::string_view doc =
        "A contact holds a buying role on an opportunity from now on, perhaps one that another left vacant.";
    ContactRoleId contact_role;
    OpportunityId opportunity;
    ContactId contact;
    BuyingRole role;
    bool final_authority;
    std::optional<ContactRoleId> fills;  // the vacated role that this one takes over
    bool operator==(const ContactRoleAssigned&) const = default;
};
BOOST_DESCRIBE_STRUCT(ContactRoleAssigned, (), (contact_role, opportunity, contact, role, final_authority, fills))

struct ContactRoleRevoked {
    static constexpr EventType type{"contact_role.revoked", 1, "联系人角色撤销"};
    static constexpr std::string_view doc = "The contact no longer holds the role, although he is where he was.";
    ContactRoleId contact_role;
    OpportunityId opportunity;
    ContactId contact;
    BuyingRole role;
    bool final_authority;
    bool operator==(const ContactRoleRevoked&) const = default;
};
BOOST_DESCRIBE_STRUCT(ContactRoleRevoked, (), (contact_role, opportunity, contact, role, final_authority))

struct ContactRoleVacated {
    static constexpr EventType type{"contact_role.vacated", 1, "联系人角色空缺"};
    static constexpr std::string_view doc = "The holder of a role moved: the role is vacant until somebody takes it over.";
    ContactRoleId contact_role;
    OpportunityId opportunity;
    ContactId contact;
    BuyingRole role;
    bool final_authority;
    bool operator==(const ContactRoleVacated&) const = default;
};
BOOST_DESCRIBE_STRUCT(ContactRoleVacated, (), (contact_role, opportunity, contact, role, final_authority))

// The one of us who matches a role, and what he is there for.
struct Counterpart {
    EmployeeId employee;
    std::string duty;
    bool operator==(const Counterpart&) const = default;
};
BOOST_DESCRIBE_STRUCT(Counterpart, (), (employee, duty))

struct CounterpartAssigned {
    static constexpr EventType type{"contact_role.counterpart_assigned", 1, "对口人员确定"};
    static constexpr std::string_view doc = "A buying role got its internal counterpart, or another one.";
    ContactRoleId contact_role;
    OpportunityId opportunity;
    std::optional<Counterpart> from;
    Counterpart to;
    bool operator==(const CounterpartAssigned&) const = default;
};
BOOST_DESCRIBE_STRUCT(CounterpartAssigned, (), (contact_role, opportunity, from, to))

using ContactRoleEvents = boost::mp11::mp_list<ContactRoleAssigned, ContactRoleRevoked, ContactRoleVacated, CounterpartAssigned>;

}  // namespace foxtrail
