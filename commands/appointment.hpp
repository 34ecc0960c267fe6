// Scheduling appointments, moving them, saying what came of them. Two at a time are a warning in the event, no refusal.
#pragma once

#include "commands/decider/noun.hpp"
#include "events/appointment.hpp"
#include "events/handover.hpp"

namespace foxtrail {

inline constexpr std::size_t attendees_max = 50;              // of each side
inline constexpr std::size_t appointment_conflicts_max = 20;  // that an event names

struct Appointment {
    AppointmentId id;
    std::optional<Entity> subject;
    Slot slot;
    std::vector<EmployeeId> employees;
    std::vector<ExternalAttendee> contacts;
    AppointmentStatus status = AppointmentStatus::scheduled;
    std::uint32_t moves = 0;  // how often it was rescheduled
    Time changed;
};
BOOST_DESCRIBE_STRUCT(Appointment, (), (id, subject, slot, employees, contacts, status, moves, changed))
template <>
struct StateOf<AppointmentId> { using type = Appointment; };

RestsOn rests_on(const Appointment&);  // a scheduled one on its employees
void evolve(Appointment&, const AppointmentScheduled&, const Meta&);
void evolve(Appointment&, const AppointmentRescheduled&, const Meta&);
void evolve(Appointment&, const AppointmentHeld&, const Meta&);
void evolve(Appointment&, const AppointmentCancelled&, const Meta&);
void evolve(Appointment&, const OwnershipTransferred&, const Meta&);  // the receiver attends instead

struct ExternalAttendeeRef {
    Ref<ContactId> contact;
    std::optional<Ref<ContactRoleId>> role;
};
BOOST_DESCRIBE_STRUCT(ExternalAttendeeRef, (), (contact, role))

struct ScheduleAppointment {
    static constexpr CommandType type{"appointment.schedule", "安排日程"};
    static constexpr std::string_view doc = "Schedule an appointment of employees, perhaps with contacts in their buying roles.";
    std::string title;
    std::optional<Entity> subject;
    Time begins, ends;
    std::string place;
    std::vector<Ref<EmployeeId>> employees;
    std::vector<ExternalAttendeeRef> contacts;
};
BOOST_DESCRIBE_STRUCT(ScheduleAppointment, (), (title, subject, begins, ends, place, employees, contacts))

struct RescheduleAppointment {
    static constexpr CommandType type{"appointment.reschedule", "日程改期"};
    static constexpr std::string_view doc = "Move an appointment to another time, for a reason.";
    Ref<AppointmentId> appointment;
    Time begins, ends;
    static constexpr auto target = &RescheduleAppointment::appointment;
};
BOOST_DESCRIBE_STRUCT(RescheduleAppointment, (), (appointment, begins, ends))

struct HoldAppointment {
    static constexpr CommandType type{"appointment.hold", "完成日程"};
    static constexpr std::string_view doc = "Say that an appointment took place and what came of it.";
    Ref<AppointmentId> appointment;
    std::string outcome;
    static constexpr auto target = &HoldAppointment::appointment;
};
BOOST_DESCRIBE_STRUCT(HoldAppointment, (), (appointment, outcome))

struct CancelAppointment {
    static constexpr CommandType type{"appointment.cancel", "取消日程"};
    static constexpr std::string_view doc = "Cancel an appointment, for a reason.";
    Ref<AppointmentId> appointment;
    static constexpr auto target = &CancelAppointment::appointment;
};
BOOST_DESCRIBE_STRUCT(CancelAppointment, (), (appointment))

using AppointmentCommands = boost::mp11::mp_list<ScheduleAppointment, RescheduleAppointment, HoldAppointment, CancelAppointment>;
NounEntry appointment_noun();

}  // namespace foxtrail
