#include "projections/tables/footprint.hpp"

#include <set>

namespace foxtrail {
namespace {

void touch(Footprint& f, EmployeeId employee, ContactId contact, Entity by, const Meta& m) {
    if (employee) f.touches.born(f.touches.last_id() + 1, {employee, contact, by, false, m.position}, m);
}

// What was recorded with a contact at a position, or by something, does not count any more.
template <class Meant>
void withdraw(Footprint& f, ContactId contact, const Meta& m, Meant&& is_meant) {
    for (const auto id : f.touches.rows_ever<&TouchRow::contact>(contact))
        if (is_meant(f.touches.now(id))) f.touches.set<&TouchRow::withdrawn>(id, true, m);
}

// Whether somebody else, who is in the company at the instant, met or knows the contact.
bool is_known_to_another(ContactId contact, EmployeeId employee, const Footprint& footprint, const Directory& directory,
                         const Instant& instant) {
    EmployeeRow other;
    TouchRow row;
    for (const auto id : footprint.touches.rows_ever<&TouchRow::contact>(contact))
        if (footprint.touches.at(id, instant, row) && !row.withdrawn && row.employee != employee &&
            directory.employees.at(row.employee.number, instant, other) && !other.departed.value)
            return true;
    return false;
}

}  // namespace

void project(Footprint& f, const ContactTouched& e, const Meta& m) {
    if (m.corrects) withdraw(f, e.contact, m, [&](const TouchRow& row) { return row.recorded == m.corrects; });
    touch(f, m.actor, e.contact, e.contact.entity(), m);
}
void project(Footprint& f, const ActivityLogged& e, const Meta& m) {
    for (const Entity subject : e.subjects)
        if (subject.kind == ContactId::kind) touch(f, e.by, ContactId{subject.number}, e.activity.entity(), m);
}
void project(Footprint& f, const AppointmentHeld& e, const Meta& m) {
    for (const EmployeeId employee : e.employees)
        for (const ExternalAttendee& met : e.contacts) touch(f, employee, met.contact, e.appointment.entity(), m);
}
void project(Footprint& f, const TieRecorded& e, const Meta& m) {
    if (e.person.kind == EmployeeId::kind) touch(f, EmployeeId{e.person.number}, e.contact, e.tie.entity(), m);
}
void project(Footprint& f, const TieWithdrawn& e, const Meta& m) {
    withdraw(f, e.contact, m, [&](const TouchRow& row) { return row.by == e.tie.entity(); });
}
std::vector<ContactId> sole_contacts(EmployeeId employee, const Footprint& footprint, const Directory& directory,
                                     const Instant& instant) {
    std::set<ContactId> known;
    footprint.touches.each_with<&TouchRow::employee>(employee, instant, [&](std::uint32_t, const TouchRow& row) {
        if (!row.withdrawn) known.insert(row.contact);
    });
    std::vector<ContactId> sole;
    for (const ContactId contact : known)
        if (!is_known_to_another(contact, employee, footprint, directory, instant)) sole.push_back(contact);
    return sole;
}

template <>
ProjectionEntry entry_of<Footprint>() {
    return projection_entry<Footprint, boost::mp11::mp_append<RelationshipEvents, ActivityEvents, AppointmentEvents, TieEvents>>();
}

}  // namespace foxtrail
