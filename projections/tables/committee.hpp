// The buying side as columns: contacts, the roles they hold, what they must be sure of, who sways whom, and who of us works on the deal.
//
// Text that is only shown (duties, concerns, names of nodes) and personal data stay in the log: a row holds the position of the
// event that has them, 0 for none.
#pragma once

#include "events/appointment.hpp"
#include "events/concern.hpp"
#include "events/contact_move.hpp"
#include "events/deal_team.hpp"
#include "events/decision_tree.hpp"
#include "events/handover.hpp"
#include "events/relationship.hpp"
#include "projections/runner/projection.hpp"

namespace foxtrail {

struct ContactRow {
    CustomerId customer;  // {}: he left, for a place nobody knows or a company that is no customer
    Text department, position;
    ContactId successor, successor_before;  // in the place he left, and in the one before his last move
    Since<EventAt> moved;  // his last move
    Since<EventAt> touched, two_way_touched, assessed;  // last; position 0 for never
    EventAt name, gender, occupation, interests, hobbies, phone, email;  // who says so
    EventAt succession;    // that named the last one who came in his place
    bool erased = false;
    static constexpr auto indexed = std::tuple{&ContactRow::customer};
};
BOOST_DESCRIBE_STRUCT(ContactRow, (),
                      (customer, department, position, moved, successor, erased, touched, two_way_touched, assessed, name, gender, occupation,
                       interests, hobbies, phone, email, succession, successor_before))

enum class RoleState : std::uint8_t { held = 0, vacant = 1, filled = 2, revoked = 3 };
BOOST_DESCRIBE_ENUM(RoleState, held, vacant, filled, revoked)

// One contact in one role, from when to when.
struct ContactRoleRow {
    OpportunityId opportunity;
    ContactId contact;
    BuyingRole role = BuyingRole::decision_maker;
    bool final_authority = false;
    RoleState state = RoleState::held;
    Time from, until;  // `until` once it is no longer held
    ContactRoleId fills, filled_by;
    EmployeeId counterpart;
    EventAt counterpart_duty;
    static constexpr auto indexed = std::tuple{&ContactRoleRow::opportunity, &ContactRoleRow::contact, &ContactRoleRow::counterpart};
};
BOOST_DESCRIBE_STRUCT(ContactRoleRow, (),
                      (opportunity, contact, role, final_authority, state, from, until, fills, filled_by, counterpart, counterpart_duty))

enum class ConcernState : std::uint8_t { open = 0, answered = 1 };
BOOST_DESCRIBE_ENUM(ConcernState, open, answered)

struct ConcernRow {
    OpportunityId opportunity;
    ContactRoleId contact_role;  // whose holder has it, or accepted the answer last
    BuyingRole role = BuyingRole::decision_maker;
    ConcernKind kind = ConcernKind::bottom_line;
    Since<ConcernState> state;
    EventAt recorded, answered;
    static constexpr auto indexed = std::tuple{&ConcernRow::contact_role};
};
BOOST_DESCRIBE_STRUCT(ConcernRow, (), (opportunity, contact_role, role, kind, state, recorded, answered))

struct DecisionNodeRow {
    OpportunityId opportunity;
    ContactId contact;
    Time added;
    EventAt described;
    DecisionNodeKind kind = DecisionNodeKind::person;
    bool removed = false;
    static constexpr auto indexed = std::tuple{&DecisionNodeRow::opportunity};
};
BOOST_DESCRIBE_STRUCT(DecisionNodeRow, (), (opportunity, kind, contact, added, removed, described))

// How strongly one node sways another. Rows are numbered in the order they were first linked.
struct InfluenceRow {
    OpportunityId opportunity;
    DecisionNodeId influencer, influenced;
    Since<Percent> weight;  // 0: not at all
    static constexpr auto indexed = std::tuple{&InfluenceRow::opportunity, &InfluenceRow::influencer};
};
BOOST_DESCRIBE_STRUCT(InfluenceRow, (), (opportunity, influencer, influenced, weight))

// The approval path of an opportunity, one row each, numbered in the order they were first stated.
struct ApprovalPathRow {
    OpportunityId opportunity;
    Since<EventAt> path;
    static constexpr auto indexed = std::tuple{&ApprovalPathRow::opportunity};
};
BOOST_DESCRIBE_STRUCT(ApprovalPathRow, (), (opportunity, path))

struct TeamMemberRow {
    OpportunityId opportunity;
    EmployeeId employee;
    Time left;                // {} while he is in the team
    DepartmentId department;  // his own when he joined
    EventAt duty;
    static constexpr auto indexed = std::tuple{&TeamMemberRow::opportunity, &TeamMemberRow::employee};
};
BOOST_DESCRIBE_STRUCT(TeamMemberRow, (), (opportunity, employee, department, left, duty))

struct Committee {
    static constexpr std::string_view name = "committee";
    static constexpr std::uint32_t version = 7;
    static constexpr std::string_view doc =
        "Contacts, their roles and concerns, decision trees and deal teams: the people on both sides of every deal.";
    Table<ContactRow> contacts;
    Table<ContactRoleRow> roles;
    Table<ConcernRow> concerns;
    Table<DecisionNodeRow> nodes;
    Table<InfluenceRow> influences;
    Table<ApprovalPathRow> approval_paths;
    Table<TeamMemberRow> team_members;
};
BOOST_DESCRIBE_STRUCT(Committee, (), (contacts, roles, concerns, nodes, influences, approval_paths, team_members))

void project(Committee&, const ContactRegistered&, const Meta&);
void project(Committee&, const ContactProfileUpdated&, const Meta&);
void project(Committee&, const ContactWorkplaceStated&, const Meta&);
void project(Committee&, const ContactPersonalDataErased&, const Meta&);
void project(Committee&, const ContactMoved&, const Meta&);
void project(Committee&, const ContactSucceeded&, const Meta&);
void project(Committee&, const ContactTouched&, const Meta&);
void project(Committee&, const AppointmentHeld&, const Meta&);
void project(Committee&, const RelationshipAssessed&, const Meta&);
void project(Committee&, const ContactRoleAssigned&, const Meta&);
void project(Committee&, const ContactRoleRevoked&, const Meta&);
void project(Committee&, const ContactRoleVacated&, const Meta&);
void project(Committee&, const CounterpartAssigned&, const Meta&);
void project(Committee&, const ConcernRecorded&, const Meta&);
void project(Committee&, const ConcernAnswered&, const Meta&);
void project(Committee&, const ConcernReopened&, const Meta&);
void project(Committee&, const DecisionNodeAdded&, const Meta&);
void project(Committee&, const DecisionNodeRemoved&, const Meta&);
void project(Committee&, const InfluenceLinked&, const Meta&);
void project(Committee&, const ApprovalPathChanged&, const Meta&);
void project(Committee&, const TeamMemberJoined&, const Meta&);
void project(Committee&, const TeamMemberLeft&, const Meta&);
void project(Committee&, const TeamDutyAssigned&, const Meta&);
void project(Committee&, const OwnershipTransferred&, const Meta&);

template <>
ProjectionEntry entry_of<Committee>();

}  // namespace foxtrail
