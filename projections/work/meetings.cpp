#include "projections/work/meetings.hpp"

#include <numeric>
#include <set>

namespace foxtrail {

std::optional<Meeting> MeetingTables::meeting(AppointmentId id) const {
    constexpr auto begins = Table<AppointmentRow>::attribute_of<&AppointmentRow::begins>();
    std::optional<Meeting> found;
    diary.appointments.history(id.number, instant,
                               [&](std::uint32_t, const AppointmentRow& birth, Time, std::span<const Change> changes) {
                                   found = Meeting{id, birth, 0, {}, {}};
                                   for (const Change& change : changes) {
                                       Table<AppointmentRow>::apply(found->row, change);
                                       found->moves += change.attribute() == begins;
                                   }
                               });
    if (!found) return found;
    std::set<EmployeeId> employees;  // who took over from another may have attended before
    work.items.each_with<&WorkRow::item>(id.entity(), instant,
                                         [&](std::uint32_t, const WorkRow& row) { employees.insert(row.owner); });
    found->employees.assign(employees.begin(), employees.end());
    diary.attendees.each_with<&AttendeeRow::appointment>(
        id, instant, [&](std::uint32_t, const AttendeeRow& row) { found->contacts.push_back(row); });
    return found;
}

std::vector<AppointmentId> MeetingTables::of(EmployeeId employee) const {
    std::set<AppointmentId> ids;
    work.items.each_with<&WorkRow::owner>(employee, instant, [&](std::uint32_t, const WorkRow& row) {
        if (row.item.kind == AppointmentId::kind) ids.insert({row.item.number});
    });
    return {ids.begin(), ids.end()};
}

std::vector<AppointmentId> MeetingTables::of(ContactId contact) const {
    std::vector<AppointmentId> ids;
    diary.attendees.each_with<&AttendeeRow::contact>(
        contact, instant, [&](std::uint32_t, const AttendeeRow& row) { ids.push_back(row.appointment); });
    return ids;
}

std::vector<AppointmentId> MeetingTables::all() const {
    std::vector<AppointmentId> ids;
    for (std::uint32_t number = 1; number <= diary.appointments.last_id(); ++number) ids.push_back({number});
    return ids;
}

const std::vector<Conflicts::Booked>& Conflicts::booked(EmployeeId employee) {
    const auto [at, is_new] = booked_.try_emplace(employee);
    if (!is_new) return at->second;
    for (const AppointmentId id : tables_.of(employee)) {
        AppointmentRow row;
        if (tables_.diary.appointments.at(id.number, tables_.instant, row) && row.state == AppointmentStatus::scheduled)
            at->second.push_back({id, {row.begins, row.ends}});
    }
    return at->second;
}

std::vector<AppointmentId> Conflicts::of(const Meeting& meeting) {
    std::set<AppointmentId> found;
    if (meeting.row.state != AppointmentStatus::scheduled) return {};
    for (const EmployeeId employee : meeting.employees)
        for (const auto& [id, slot] : booked(employee))
            if (id != meeting.id && slot.begins < meeting.row.ends && meeting.row.begins < slot.ends) found.insert(id);
    return {found.begin(), found.end()};
}

}  // namespace foxtrail
