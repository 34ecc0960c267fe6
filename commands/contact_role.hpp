// Buying roles on opportunities: held by contacts for an interval, matched by a counterpart of ours.
#pragma once

#include "commands/contact.hpp"
#include "commands/opportunity.hpp"
#include "events/contact_role.hpp"

namespace foxtrail {

inline constexpr std::size_t roles_per_opportunity_max = 200;
inline constexpr std::size_t roles_per_contact_max = 500;  // held at a time, those on closed opportunities included

enum class RoleStatus : std::uint8_t { held = 0, vacant = 1, ended = 2 };
BOOST_DESCRIBE_ENUM(RoleStatus, held, vacant, ended)

struct ContactRole {
    ContactRoleId id;
    OpportunityId opportunity;
    ContactId contact;  // who holds it, or held it last
    BuyingRole role = BuyingRole::decision_maker;
    bool final_authority = false;
    RoleStatus status = RoleStatus::held;
    Time since, until;  // `until` once it is no longer held
    Latest<std::optional<Counterpart>> counterpart;
    std::optional<ContactRoleId> fills{};  // the vacancy

    EmployeeId counterpart_employee() const { return counterpart.value ? counterpart.value->employee : EmployeeId{}; }
};
BOOST_DESCRIBE_STRUCT(ContactRole, (), (id, opportunity, contact, role, final_authority, status, since, until, counterpart, fills))
template <>
struct StateOf<ContactRoleId> { using type = ContactRole; };

RestsOn rests_on(const ContactRole&);  // a held or vacant one on its opportunity, contact and counterpart
void evolve(ContactRole&, const ContactRoleAssigned&, const Meta&);
void evolve_other(ContactRole&, const ContactRoleAssigned&, const Meta&);
void evolve(ContactRole&, const ContactRoleRevoked&, const Meta&);
void evolve(ContactRole&, const ContactRoleVacated&, const Meta&);
void evolve(ContactRole&, const CounterpartAssigned&, const Meta&);
void evolve(ContactRole&, const OwnershipTransferred&, const Meta&);

// The roles held on an opportunity, the roles a contact holds, and those he left vacant, ascending.
std::vector<ContactRole> roles_on(const Facts&, OpportunityId);
std::vector<ContactRole> vacancies_on(const Facts&, OpportunityId);
std::vector<ContactRole> roles_of(const Facts&, ContactId);
std::vector<ContactRole> vacancies_of(const Facts&, ContactId);

// What every new holder must satisfy: he works at the opportunity's customer, and does not hold the role there already.
void require_holder(Decision&, const Opportunity&, const Contact&, BuyingRole, const Facts&);
// Records the assignment; the counterpart of the role that it fills stays the counterpart.
void record_assignment(Decision&, const Facts&, ContactRoleAssigned);

struct AssignContactRole {
    static constexpr CommandType type{"contact_role.assign", "确定联系人角色"};
    static constexpr std::string_view doc =
        "State that a contact holds a buying role on an opportunity. A vacancy of this role is filled by him.";
    Ref<OpportunityId> opportunity;
    Ref<ContactId> contact;
    BuyingRole role = BuyingRole::decision_maker;
    bool final_authority = false;
    static constexpr auto target = &AssignContactRole::opportunity;
};
BOOST_DESCRIBE_STRUCT(AssignContactRole, (), (opportunity, contact, role, final_authority))

struct RevokeContactRole {
    static constexpr CommandType type{"contact_role.revoke", "撤销联系人角色"};
    static constexpr std::string_view doc = "State that the contact no longer holds the role, although he did not move. As after a move, the deal's people on our side are told, one of them gets the task to meet who comes in his place (R1), a committed forecast is to be confirmed anew, and what he had confirmed reopens the gate.";
    Ref<ContactRoleId> contact_role;
    static constexpr auto target = &RevokeContactRole::contact_role;
};
BOOST_DESCRIBE_STRUCT(RevokeContactRole, (), (contact_role))

struct AssignCounterpart {
    static constexpr CommandType type{"contact_role.assign_counterpart", "确定对口人员"};
    static constexpr std::string_view doc = "Name the employee who matches a buying role, and his duty. One who does not suit the role (counterpart_fitness.set) takes a reason, and stays a gap.";
    Ref<ContactRoleId> contact_role;
    Ref<EmployeeId> employee;
    std::string duty;
    static constexpr auto target = &AssignCounterpart::contact_role;
};
BOOST_DESCRIBE_STRUCT(AssignCounterpart, (), (contact_role, employee, duty))

using ContactRoleCommands = boost::mp11::mp_list<AssignContactRole, RevokeContactRole, AssignCounterpart>;
NounEntry contact_role_noun();

namespace rule {
inline constexpr Rule customer_not_stated{"customer_not_stated",
                                          "It is not known whose opportunity this is: state it with opportunity.set_customer."};
inline constexpr Rule contact_of_other_customer{"contact_of_other_customer", "The contact works at another customer than the opportunity's."};
inline constexpr Rule contact_left{
    "contact_left", "The contact left for a place nobody knows, or for a company that is no customer: name who came in his place."};
inline constexpr Rule before_assignment{"before_assignment", "This is dated before the role was assigned: give a later valid_at."};
}  // namespace rule

}  // namespace foxtrail
