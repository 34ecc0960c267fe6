// Appointments as an instant sees them, with who comes, and which of them fall together.
#pragma once

#include "projections/reading/dimension.hpp"
#include "projections/tables/diary.hpp"

#include <map>

namespace foxtrail {

struct Meeting {
    AppointmentId id;
    AppointmentRow row;
    std::uint32_t moves = 0;
    std::vector<EmployeeId> employees;
    std::vector<AttendeeRow> contacts;
};

// The tables that meetings are read from, at an instant.
struct MeetingTables {
    const Diary& diary;
    const Work& work;
    const Instant& instant;

    // Nothing when it was not there.
    std::optional<Meeting> meeting(AppointmentId) const;
    std::vector<AppointmentId> of(EmployeeId) const;
    std::vector<AppointmentId> of(ContactId) const;
    std::vector<AppointmentId> all() const;
};

// Scheduled appointments at the same time, found for one employee after another.
class Conflicts {
public:
    explicit Conflicts(const MeetingTables& tables) : tables_(tables) {}
    // Those that overlap with a scheduled one and share an employee with it, ascending.
    std::vector<AppointmentId> of(const Meeting&);

private:
    struct Booked {
        AppointmentId id;
        Slot slot;
    };
    const std::vector<Booked>& booked(EmployeeId);

    const MeetingTables& tables_;
    std::map<EmployeeId, std::vector<Booked>> booked_;
};

}  // namespace foxtrail
