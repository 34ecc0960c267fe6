#include "projections/tables/committee.hpp"

#include "projections/tables/at_all_times.hpp"

namespace foxtrail {
namespace {

void place(Committee& c, ContactId contact, const Workplace& at, const Meta& m) {
    c.contacts.set<&ContactRow::customer>(contact.number, at.customer.value.value_or(CustomerId{}), m);
    c.contacts.set<&ContactRow::department>(contact.number, c.contacts.stated_text(at.department), m);
    c.contacts.set<&ContactRow::position>(contact.number, c.contacts.stated_text(at.position), m);
}

// Which event holds a fact of the profile, if it changed it.
template <auto Member>
void know(Committee& c, ContactId contact, const std::optional<Sealed>& from, const std::optional<Sealed>& to, const Meta& m) {
    if (from != to) c.contacts.set<Member>(contact.number, to ? m.position : Position{0}, m);
}

// Put right: he did not move, all is as it was, and who was named after that is not in his place.
void undo_move(Committee& c, ContactId contact, ContactId successor_before, Meta m) {
    std::vector<Time> named{m.valid_at};
    c.contacts.settle();
    c.contacts.history(contact.number, Instant{}, [&](std::uint32_t, const ContactRow&, Time, std::span<const Change> changes) {
        for (const Change& change : changes)
            if (change.attribute() == Table<ContactRow>::attribute_of<&ContactRow::successor>() && change.valid_at() > m.valid_at) named.push_back(change.valid_at());
    });
    for (const Time at : named) {
        m.valid_at = at;
        c.contacts.set<&ContactRow::successor>(contact.number, successor_before, m);
    }
}

void end_role(Committee& c, ContactRoleId role, RoleState how, const Meta& m) {
    c.roles.set<&ContactRoleRow::state>(role.number, how, m);
    c.roles.set<&ContactRoleRow::until>(role.number, m.valid_at, m);
}

void resolve(Committee& c, ConcernId concern, ConcernState state, const Meta& m) {
    c.concerns.set<&ConcernRow::state>(concern.number, Since<ConcernState>{state, {}}, m);
}

// The row of an influence; 0 when it was never linked.
std::uint32_t influence_row(Committee& c, DecisionNodeId influencer, DecisionNodeId influenced) {
    for (const auto row : c.influences.rows_ever<&InfluenceRow::influencer>(influencer))
        if (c.influences.now(row).influenced == influenced) return row;
    return 0;
}

}  // namespace

void project(Committee& c, const ContactRegistered& e, const Meta& m) {
    const auto held = [&](const std::optional<Sealed>& fact) { return fact ? m.position : Position{0}; };
    ContactRow row;
    row.customer = e.workplace.customer.value.value_or(CustomerId{});
    row.department = c.contacts.stated_text(e.workplace.department), row.position = c.contacts.stated_text(e.workplace.position);
    row.moved.since = m.valid_at;
    row.name = held(e.profile.name), row.gender = held(e.profile.gender), row.occupation = held(e.profile.occupation);
    row.interests = held(e.profile.interests), row.hobbies = held(e.profile.hobbies);
    row.phone = held(e.profile.phone), row.email = held(e.profile.email);
    c.contacts.born(e.contact.number, row, m);
}
void project(Committee& c, const ContactProfileUpdated& e, const Meta& m) {
    know<&ContactRow::name>(c, e.contact, e.from.name, e.to.name, m);
    know<&ContactRow::gender>(c, e.contact, e.from.gender, e.to.gender, m);
    know<&ContactRow::occupation>(c, e.contact, e.from.occupation, e.to.occupation, m);
    know<&ContactRow::interests>(c, e.contact, e.from.interests, e.to.interests, m);
    know<&ContactRow::hobbies>(c, e.contact, e.from.hobbies, e.to.hobbies, m);
    know<&ContactRow::phone>(c, e.contact, e.from.phone, e.to.phone, m);
    know<&ContactRow::email>(c, e.contact, e.from.email, e.to.email, m);
}
void project(Committee& c, const ContactWorkplaceStated& e, const Meta& m) { place(c, e.contact, e.to, m); }
void project(Committee& c, const ContactPersonalDataErased& e, const Meta& m) {
    c.contacts.set<&ContactRow::erased>(e.contact.number, true, m);
}
void project(Committee& c, const ContactMoved& e, const Meta& m) {
    const ContactRow& now = c.contacts.now(e.contact.number);
    const ContactId before = m.corrects == 0 ? now.successor : now.successor_before;
    c.contacts.set<&ContactRow::successor_before>(e.contact.number, before, known(m));
    if (e.from == e.to) return undo_move(c, e.contact, before, m);
    place(c, e.contact, e.to, m);
    c.contacts.set<&ContactRow::moved>(e.contact.number, Since<EventAt>{m.position, {}}, m);
}
void project(Committee& c, const ContactSucceeded& e, const Meta& m) {
    c.contacts.set<&ContactRow::successor>(e.contact.number, e.successor, m);
    c.contacts.set<&ContactRow::succession>(e.contact.number, m.position, m);
}
// Every touch sets one member at least, so that one put right as no two-way touch takes the other back.
void project(Committee& c, const ContactTouched& e, const Meta& m) {
    const Since<EventAt> touch{m.position, {}};
    c.contacts.set<&ContactRow::touched>(e.contact.number, touch, m);
    if (e.direction == TouchDirection::two_way) c.contacts.set<&ContactRow::two_way_touched>(e.contact.number, touch, m);
}
// Who came to a meeting was spoken with.
void project(Committee& c, const AppointmentHeld& e, const Meta& reported) {
    const Meta m = when_held(e, reported);
    const Since<EventAt> touch{m.position, {}};
    for (const ExternalAttendee& met : e.contacts) {
        c.contacts.set<&ContactRow::touched>(met.contact.number, touch, m);
        c.contacts.set<&ContactRow::two_way_touched>(met.contact.number, touch, m);
    }
}
void project(Committee& c, const RelationshipAssessed& e, const Meta& m) {
    c.contacts.set<&ContactRow::assessed>(e.contact.number, Since<EventAt>{m.position, {}}, m);
}

void project(Committee& c, const ContactRoleAssigned& e, const Meta& m) {
    ContactRoleRow row;
    row.opportunity = e.opportunity, row.contact = e.contact, row.role = e.role, row.final_authority = e.final_authority;
    row.from = m.valid_at, row.fills = e.fills.value_or(ContactRoleId{});
    c.roles.born(e.contact_role.number, row, m);
    if (!e.fills) return;
    c.roles.set<&ContactRoleRow::state>(e.fills->number, RoleState::filled, m);
    c.roles.set<&ContactRoleRow::filled_by>(e.fills->number, e.contact_role, m);
}
void project(Committee& c, const ContactRoleRevoked& e, const Meta& m) { end_role(c, e.contact_role, RoleState::revoked, m); }
void project(Committee& c, const ContactRoleVacated& e, const Meta& m) { end_role(c, e.contact_role, RoleState::vacant, m); }
void project(Committee& c, const CounterpartAssigned& e, const Meta& m) {
    c.roles.set<&ContactRoleRow::counterpart>(e.contact_role.number, e.to.employee, m);
    c.roles.set<&ContactRoleRow::counterpart_duty>(e.contact_role.number, m.position, m);
}

void project(Committee& c, const ConcernRecorded& e, const Meta& m) {
    c.concerns.born(e.concern.number, {e.opportunity, e.contact_role, e.role, e.kind, {ConcernState::open, m.valid_at}, m.position, 0}, m);
}
void project(Committee& c, const ConcernAnswered& e, const Meta& m) {
    resolve(c, e.concern, ConcernState::answered, m);
    c.concerns.set<&ConcernRow::contact_role>(e.concern.number, e.contact_role, m);
    c.concerns.set<&ConcernRow::answered>(e.concern.number, m.position, m);
}
// Since what it follows from, and again since it was recorded: an answer that was given meanwhile did not know of it.
void project(Committee& c, const ConcernReopened& e, const Meta& m) {
    set_also_as_known(m, [&](const Meta& when) { resolve(c, e.concern, ConcernState::open, when); });
}

void project(Committee& c, const DecisionNodeAdded& e, const Meta& m) {
    c.nodes.born(e.node.number, {e.opportunity, e.contact.value_or(ContactId{}), m.valid_at, m.position, e.kind}, m);
}
void project(Committee& c, const DecisionNodeRemoved& e, const Meta& m) { c.nodes.set<&DecisionNodeRow::removed>(e.node.number, true, m); }
void project(Committee& c, const InfluenceLinked& e, const Meta& m) {
    if (const auto row = influence_row(c, e.influencer, e.influenced))
        c.influences.set<&InfluenceRow::weight>(row, Since<Percent>{e.to, {}}, m);
    else
        c.influences.born(c.influences.last_id() + 1, {e.opportunity, e.influencer, e.influenced, {e.to, m.valid_at}}, m);
}
void project(Committee& c, const ApprovalPathChanged& e, const Meta& m) {
    const auto rows = c.approval_paths.rows_ever<&ApprovalPathRow::opportunity>(e.opportunity);
    if (rows.empty())
        c.approval_paths.born(c.approval_paths.last_id() + 1, {e.opportunity, {m.position, m.valid_at}}, m);
    else
        c.approval_paths.set<&ApprovalPathRow::path>(rows.front(), Since<EventAt>{m.position, {}}, m);
}

void project(Committee& c, const TeamMemberJoined& e, const Meta& m) {
    c.team_members.born(e.member.number, {e.opportunity, e.employee, {}, e.department, m.position}, m);
}
void project(Committee& c, const TeamMemberLeft& e, const Meta& m) {
    c.team_members.set<&TeamMemberRow::left>(e.member.number, m.valid_at, m);
}
void project(Committee& c, const TeamDutyAssigned& e, const Meta& m) {
    c.team_members.set<&TeamMemberRow::duty>(e.member.number, m.position, m);
}

// A counterpart's or a member's duty stays as it was; another does it from now on.
void project(Committee& c, const OwnershipTransferred& e, const Meta& m) {
    if (e.item.kind == ContactRoleId::kind) c.roles.set<&ContactRoleRow::counterpart>(e.item.number, e.to.owner, m);
    if (e.item.kind != TeamMemberId::kind) return;
    c.team_members.set<&TeamMemberRow::employee>(e.item.number, e.to.owner, m);
    c.team_members.set<&TeamMemberRow::department>(e.item.number, e.to.department, m);
}

template <>
ProjectionEntry entry_of<Committee>() {
    return projection_entry<Committee, boost::mp11::mp_append<ContactEvents, ContactMoveEvents, ContactRoleEvents, ConcernEvents,
                                                              DecisionTreeEvents, DealTeamEvents, HandoverEvents, RelationshipEvents, AppointmentEvents>>();
}

}  // namespace foxtrail
