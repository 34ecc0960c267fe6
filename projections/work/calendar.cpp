#include "projections/work/calendar.hpp"

#include "projections/reading/company_calendar.hpp"
#include "projections/reading/listing.hpp"
#include "projections/reading/named_contact.hpp"
#include "projections/reading/parameters.hpp"
#include "projections/reading/recall.hpp"
#include "projections/work/meetings.hpp"

namespace foxtrail {
namespace {

// Which appointments a question is about.
struct CalendarSelection {
    CalendarSelection(const ReadQuestion& question, const DimensionContext& context, const Committee& committee,
                      Date today, Problems& problems)
        : employee(read_known<EmployeeId>(question, "employee", context.directory->employees, problems)),
          department(read_known<DepartmentId>(question, "department", context.directory->departments, problems)),
          contact(read_known<ContactId>(question, "contact", committee.contacts, problems)),
          state(read_enum<AppointmentStatus>(question, "state", problems)),
          days(read_days(question, today, calendar_days_default - 1, problems)) {
        if (days.to.days - days.from.days >= calendar_days_max)
            problems.push_back(
                {"to", "lies more than " + std::to_string(calendar_days_max) + " days after the first day"});
    }

    // A department's are those that somebody attends who worked there at the time.
    bool selects(const Meeting& meeting, const DimensionContext& context) const {
        const Instant then{context.instant.as_of, std::min(context.instant.valid_at, meeting.row.begins)};
        const auto worked_there = [&](EmployeeId id) {
            return department_of(id, *context.directory.tables, then) == *department;
        };
        return (!employee || std::ranges::find(meeting.employees, *employee) != meeting.employees.end()) &&
               (!department || std::ranges::any_of(meeting.employees, worked_there));
    }

    // In the order they begin. Who comes is looked up only for those of the days asked for.
    std::vector<Meeting> meetings(const MeetingTables& tables, const DimensionContext& context,
                                  const WorkingTime& time) const {
        const Time begin = time.instant(days.from), end = time.instant({days.to.days + 1});
        std::vector<Meeting> selected;
        for (const AppointmentId id : contact ? tables.of(*contact) : employee ? tables.of(*employee) : tables.all()) {
            AppointmentRow row;
            if (!tables.diary.appointments.at(id.number, tables.instant, row) || row.ends <= begin ||
                row.begins >= end || (state && row.state != *state))
                continue;
            if (auto meeting = tables.meeting(id); meeting && selects(*meeting, context))
                selected.push_back(std::move(*meeting));
        }
        std::ranges::stable_sort(selected, {}, [](const Meeting& meeting) { return meeting.row.begins; });
        return selected;
    }

    std::optional<EmployeeId> employee;
    std::optional<DepartmentId> department;
    std::optional<ContactId> contact;
    std::optional<AppointmentStatus> state;
    DayRange days;
};

// In which role a contact is met.
std::string_view role_met(const AttendeeRow& attendee, const Committee& committee, const Instant& instant) {
    ContactRoleRow row;
    return committee.roles.at(attendee.contact_role.number, instant, row) ? enum_name(row.role) : "none";
}

json::object meeting_json(const Meeting& meeting, Conflicts& conflicts, const Recalled& events,
                          const Committee& committee, const NamedContacts& people, const DimensionContext& context) {
    json::array employees, contacts, at_the_same_time;
    for (const EmployeeId employee : meeting.employees) employees.push_back(named(employee.entity(), context));
    for (const AttendeeRow& attendee : meeting.contacts) {
        contacts.push_back(people.named(attendee.contact));
        contacts.back().as_object()["role"] = role_met(attendee, committee, context.instant);
    }
    for (const AppointmentId id : conflicts.of(meeting)) at_the_same_time.push_back(json::value(to_text(id)));
    return {{"id", to_text(meeting.id)},
            {"state", enum_name(meeting.row.state)},
            {"begins", to_text(meeting.row.begins)},
            {"ends", to_text(meeting.row.ends)},
            {"title", recalled(events, meeting.row.scheduled, "title")},
            {"place", recalled(events, meeting.row.scheduled, "place")},
            {"subject", recalled(events, meeting.row.scheduled, "subject")},
            {"employees", std::move(employees)},
            {"contacts", std::move(contacts)},
            {"conflicts", std::move(at_the_same_time)},
            {"moves", meeting.moves},
            {"outcome", recalled(events, meeting.row.closed, "outcome")}};
}

// The meetings of a page by the days they begin on.
json::array days_json(std::span<const Meeting> page, const MeetingTables& tables, const CompanyCalendar& company,
                      const Committee& committee, const DimensionContext& context, const Log& log) {
    std::vector<Position> positions;
    for (const Meeting& meeting : page) positions.insert(positions.end(), {meeting.row.scheduled, meeting.row.closed});
    const Recalled events = recall(log, std::move(positions));
    Conflicts conflicts(tables);
    json::array days;
    std::optional<Date> last;
    for (const Meeting& meeting : page) {
        const Date day = company.time.local_date(meeting.row.begins);
        if (day != last)
            days.push_back({{"day", to_text(day)},
                            {"working", company.time.is_working_day(day)},
                            {"appointments", json::array()}});
        last = day;
        days.back()
            .at("appointments")
            .as_array()
            .push_back(meeting_json(meeting, conflicts, events, committee, NamedContacts(committee, log, context.instant), context));
    }
    return days;
}

json::object meetings_summary(std::span<const Meeting> meetings, const Committee& committee, const Instant& instant) {
    std::map<std::string_view, std::uint64_t> states, held_by_role;
    std::uint64_t moved = 0, moves = 0;
    for (const Meeting& meeting : meetings) {
        ++states[enum_name(meeting.row.state)];
        moved += meeting.moves > 0, moves += meeting.moves;
        std::map<std::string_view, bool> met;
        if (meeting.row.state == AppointmentStatus::held)
            for (const AttendeeRow& attendee : meeting.contacts) met[role_met(attendee, committee, instant)] = true;
        for (const auto& [role, is_met] : met) ++held_by_role[role];
    }
    json::object by_state, by_role;
    for (const auto state : enum_names<AppointmentStatus>()) by_state[state] = states[state];
    for (const auto role : enum_names<BuyingRole>()) by_role[role] = held_by_role[role];
    by_role["none"] = held_by_role["none"];
    return {{"appointments", std::move(by_state)},
            {"held_by_role", std::move(by_role)},
            {"moved", moved},
            {"moves", moves}};
}

void add_working_days(json::object& summary, const DayRange& days, const CompanyCalendar& company) {
    json::array holidays, worked_instead;
    for (const auto& [day, exception] : company.exceptions)
        if (days.has(day))
            (exception.working ? worked_instead : holidays)
                .push_back({{"day", to_text(day)}, {"name", exception.name}});
    summary["working_days"] = company.time.working_days_between({days.from.days - 1}, days.to);
    summary["holidays"] = std::move(holidays);
    summary["worked_instead"] = std::move(worked_instead);
}

}  // namespace

ReadAnswer calendar(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    const auto work = runner.read<Work>();
    const auto committee = runner.read<Committee>();
    const auto diary = runner.read<Diary>();
    const CompanyCalendar company(log, question.instant);
    Problems problems;
    const CalendarSelection selection(question, context, *committee.tables, company.time.local_date(question.now),
                                      problems);
    const Page page = read_page(question, problems);
    if (!problems.empty()) return std::unexpected(std::move(problems));

    const MeetingTables tables{*diary.tables, *work.tables, question.instant};
    const auto meetings = selection.meetings(tables, context, company.time);
    const std::span shown(paged(meetings, page));
    json::object summary = meetings_summary(meetings, *committee.tables, question.instant);
    add_working_days(summary, selection.days, company);
    json::object answer{{"time_zone", company.week.time_zone},
                        {"from", to_text(selection.days.from)},
                        {"to", to_text(selection.days.to)},
                        {"summary", std::move(summary)},
                        {"days", days_json(shown, tables, company, *committee.tables, context, log)}};
    name_next(answer, page, shown.size(), meetings.size());
    return answer;
}

std::vector<ReadParameter> calendar_parameters() {
    return {{"employee", "id of an employee who attends"},
            {"department", "id of a department: somebody attends who worked there at the time"},
            {"contact", "id of a contact who comes"},
            {"state", "scheduled, held or cancelled"},
            {"from", "first day, in the company's time zone; today when left out"},
            {"to", "last day, at most 366 days with the first; a week when left out"},
            {"after", "how many appointments come before: the cursor of the page before"},
            {"limit", "appointments in a page, at most 1000, 100 when left out"}};
}

}  // namespace foxtrail
