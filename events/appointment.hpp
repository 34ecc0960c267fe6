// Appointments: who meets whom, when, and whether it took place.
#pragma once

#include "events/event.hpp"

namespace foxtrail {

enum class AppointmentStatus : std::uint8_t { scheduled = 0, held = 1, cancelled = 2 };
BOOST_DESCRIBE_ENUM(AppointmentStatus, scheduled, held, cancelled)

// Somebody from outside, and the buying role in which he is met.
struct ExternalAttendee {
    ContactId contact;
    std::optional<ContactRoleId> role;
    bool operator==(const ExternalAttendee&) const = default;
};
BOOST_DESCRIBE_STRUCT(ExternalAttendee, (), (contact, role))

struct Slot {
    Time begins, ends;
    bool operator==(const Slot&) const = default;
};
BOOST_DESCRIBE_STRUCT(Slot, (), (begins, ends))

struct AppointmentScheduled {
    static constexpr EventType type{"appointment.scheduled", 1, "日程安排"};
    static constexpr std::string_view doc = "Employees will meet, perhaps with contacts. `conflicts` are the appointments at the same time that one of them had.";
    AppointmentId appointment;
    std::string title;
    std::optional<Entity> subject;  // what it is about
    Slot slot;
    std::string place;
    std::vector<EmployeeId> employees;
    std::vector<ExternalAttendee> contacts;
    std::vector<AppointmentId> conflicts;
    bool operator==(const AppointmentScheduled&) const = default;
};
BOOST_DESCRIBE_STRUCT(AppointmentScheduled, (), (appointment, title, subject, slot, place, employees, contacts, conflicts))

// The others name whom and what it was about too, so that a contact's history tells whether he was met.
struct AppointmentRescheduled {
    static constexpr EventType type{"appointment.rescheduled", 1, "日程改期"};
    static constexpr std::string_view doc = "The appointment is at another time: the how-manieth move it is, and what it is in conflict with now.";
    AppointmentId appointment;
    std::optional<Entity> subject;
    Slot from, to;
    std::uint32_t moves;
    std::vector<ExternalAttendee> contacts;
    std::vector<AppointmentId> conflicts;
    bool operator==(const AppointmentRescheduled&) const = default;
};
BOOST_DESCRIBE_STRUCT(AppointmentRescheduled, (), (appointment, subject, from, to, moves, contacts, conflicts))

struct AppointmentHeld {
    static constexpr EventType type{"appointment.held", 1, "日程完成"};
    static constexpr std::string_view doc = "The appointment took place; what came of it.";
    AppointmentId appointment;
    std::optional<Entity> subject;
    Slot slot;
    std::vector<EmployeeId> employees;
    std::vector<ExternalAttendee> contacts;
    std::string outcome;
    bool operator==(const AppointmentHeld&) const = default;
};
BOOST_DESCRIBE_STRUCT(AppointmentHeld, (), (appointment, subject, slot, employees, contacts, outcome))

// Of who came it is so since then, and not since it was reported.
inline Meta when_held(const AppointmentHeld& e, Meta m) {
    m.valid_at = std::min(m.valid_at, e.slot.ends);
    return m;
}

struct AppointmentCancelled {
    static constexpr EventType type{"appointment.cancelled", 1, "日程取消"};
    static constexpr std::string_view doc = "The appointment will not take place; the commit's reason says why.";
    AppointmentId appointment;
    std::optional<Entity> subject;
    std::vector<ExternalAttendee> contacts;
    bool operator==(const AppointmentCancelled&) const = default;
};
BOOST_DESCRIBE_STRUCT(AppointmentCancelled, (), (appointment, subject, contacts))

using AppointmentEvents = boost::mp11::mp_list<AppointmentScheduled, AppointmentRescheduled, AppointmentHeld, AppointmentCancelled>;

}  // namespace foxtrail
