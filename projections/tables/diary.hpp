// What goes by days and meetings, as columns: appointments and who of the customer comes, work logs, pipeline reviews.
//
// Who of us attends an appointment is in Work: it is an open item of his.
#pragma once

#include "events/appointment.hpp"
#include "events/pipeline_review.hpp"
#include "events/work_log.hpp"
#include "projections/runner/projection.hpp"

namespace foxtrail {

struct AppointmentRow {
    AppointmentStatus state = AppointmentStatus::scheduled;
    Time begins, ends;       // each change of them is a move
    EventAt scheduled;  // for the text it came with
    EventAt closed;     // held or cancelled, for what came of it
};
BOOST_DESCRIBE_STRUCT(AppointmentRow, (), (state, begins, ends, scheduled, closed))

// Somebody from outside; rows are numbered in the order they were invited.
struct AttendeeRow {
    AppointmentId appointment;
    ContactId contact;
    ContactRoleId contact_role;  // in which he is met, {} for none
    static constexpr auto indexed = std::tuple{&AttendeeRow::appointment, &AttendeeRow::contact};
};
BOOST_DESCRIBE_STRUCT(AttendeeRow, (), (appointment, contact, contact_role))

struct WorkLogRow {
    EmployeeId employee;
    Date day;
    Time missed, submitted;  // when it was found missing and handed in: recorded, not valid, time; {} for never
    bool reviewed = false;   // and not amended since
    static constexpr auto indexed = std::tuple{&WorkLogRow::employee};
};
BOOST_DESCRIBE_STRUCT(WorkLogRow, (), (employee, day, missed, submitted, reviewed))

struct PipelineReviewRow {
    Entity pipeline;
    EventAt looked_at;
    static constexpr auto indexed = std::tuple{&PipelineReviewRow::pipeline};
};
BOOST_DESCRIBE_STRUCT(PipelineReviewRow, (), (pipeline, looked_at))

struct Diary {
    static constexpr std::string_view name = "diary";
    static constexpr std::uint32_t version = 2;
    static constexpr std::string_view doc =
        "Appointments with their slots and contacts, work logs by day, pipeline reviews.";
    Table<AppointmentRow> appointments;
    Table<AttendeeRow> attendees;
    Table<WorkLogRow> work_logs;
    Table<PipelineReviewRow> reviews;
};
BOOST_DESCRIBE_STRUCT(Diary, (), (appointments, attendees, work_logs, reviews))

void project(Diary&, const AppointmentScheduled&, const Meta&);
void project(Diary&, const AppointmentRescheduled&, const Meta&);
void project(Diary&, const AppointmentHeld&, const Meta&);
void project(Diary&, const AppointmentCancelled&, const Meta&);
void project(Diary&, const WorkLogSubmitted&, const Meta&);
void project(Diary&, const WorkLogAmended&, const Meta&);
void project(Diary&, const WorkLogReviewed&, const Meta&);
void project(Diary&, const WorkLogMissed&, const Meta&);
void project(Diary&, const PipelineReviewHeld&, const Meta&);

template <>
ProjectionEntry entry_of<Diary>();

}  // namespace foxtrail
