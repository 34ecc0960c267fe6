#include "projections/tables/diary.hpp"

#include "projections/tables/at_all_times.hpp"

namespace foxtrail {
namespace {

void close(Diary& d, AppointmentId appointment, AppointmentStatus how, const Meta& m) {
    d.appointments.set<&AppointmentRow::state>(appointment.number, how, m);
    d.appointments.set<&AppointmentRow::closed>(appointment.number, m.position, m);
}

// The log of a day is there from the beginning, with nothing said of it: found missing and handed in, in whatever
// order, take their places by their own valid times.
void expect(Diary& d, WorkLogId log, EmployeeId employee, Date day, const Meta& m) {
    if (!d.work_logs.is_there(log.number)) d.work_logs.born(log.number, {employee, day, {}, {}, false}, at_all_times(m));
}

}  // namespace

void project(Diary& d, const AppointmentScheduled& e, const Meta& m) {
    d.appointments.born(e.appointment.number, {AppointmentStatus::scheduled, e.slot.begins, e.slot.ends, m.position, 0},
                        m);
    for (const auto& [contact, role] : e.contacts)
        d.attendees.born(d.attendees.last_id() + 1, {e.appointment, contact, role.value_or(ContactRoleId{})}, m);
}
void project(Diary& d, const AppointmentRescheduled& e, const Meta& m) {
    d.appointments.set<&AppointmentRow::begins>(e.appointment.number, e.to.begins, m);
    d.appointments.set<&AppointmentRow::ends>(e.appointment.number, e.to.ends, m);
}
void project(Diary& d, const AppointmentHeld& e, const Meta& m) { close(d, e.appointment, AppointmentStatus::held, m); }
void project(Diary& d, const AppointmentCancelled& e, const Meta& m) {
    close(d, e.appointment, AppointmentStatus::cancelled, m);
}

void project(Diary& d, const WorkLogSubmitted& e, const Meta& m) {
    expect(d, e.work_log, e.employee, e.day, m);
    d.work_logs.set<&WorkLogRow::submitted>(e.work_log.number, m.recorded_at, m);
}
// What is heard of late was not reviewed either.
void project(Diary& d, const WorkLogAmended& e, const Meta& m) {
    set_also_as_known(m, [&](const Meta& when) { d.work_logs.set<&WorkLogRow::reviewed>(e.work_log.number, false, when); });
}
void project(Diary& d, const WorkLogReviewed& e, const Meta& m) {
    d.work_logs.set<&WorkLogRow::reviewed>(e.work_log.number, true, m);
}
void project(Diary& d, const WorkLogMissed& e, const Meta& m) {
    expect(d, e.work_log, e.employee, e.day, m);
    d.work_logs.set<&WorkLogRow::missed>(e.work_log.number, m.recorded_at, m);
}

void project(Diary& d, const PipelineReviewHeld& e, const Meta& m) {
    d.reviews.born(e.review.number, {e.pipeline, e.looked_at}, m);
}

template <>
ProjectionEntry entry_of<Diary>() {
    return projection_entry<Diary, boost::mp11::mp_append<AppointmentEvents, WorkLogEvents, PipelineReviewEvents>>();
}

}  // namespace foxtrail
