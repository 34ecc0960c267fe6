// What people leave behind: the contacts each of us was in touch with or knows.
#pragma once

#include "events/activity.hpp"
#include "events/appointment.hpp"
#include "events/relationship.hpp"
#include "events/tie.hpp"
#include "projections/tables/directory.hpp"

namespace foxtrail {

// One occasion on which an employee met a contact, or a tie between them. Rows are numbered in the order they were
// recorded.
struct TouchRow {
    EmployeeId employee;
    ContactId contact;
    Entity by;               // the activity, appointment or tie; the contact himself for a touch of its own
    bool withdrawn = false;  // a tie that was taken back, a touch that was put right
    EventAt recorded;
    static constexpr auto indexed = std::tuple{&TouchRow::employee, &TouchRow::contact};
};
BOOST_DESCRIBE_STRUCT(TouchRow, (), (employee, contact, by, withdrawn, recorded))

struct Footprint {
    static constexpr std::string_view name = "footprint";
    static constexpr std::uint32_t version = 1;
    static constexpr std::string_view doc =
        "Which contacts each employee met or knows.";
    Table<TouchRow> touches;
};
BOOST_DESCRIBE_STRUCT(Footprint, (), (touches))

void project(Footprint&, const ContactTouched&, const Meta&);
void project(Footprint&, const ActivityLogged&, const Meta&);
void project(Footprint&, const AppointmentHeld&, const Meta&);
void project(Footprint&, const TieRecorded&, const Meta&);
void project(Footprint&, const TieWithdrawn&, const Meta&);

// The contacts whom the employee met or knows at the instant, and nobody else who is in the company then. Ascending.
std::vector<ContactId> sole_contacts(EmployeeId, const Footprint&, const Directory&, const Instant&);

template <>
ProjectionEntry entry_of<Footprint>();

}  // namespace foxtrail
