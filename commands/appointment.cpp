#include "commands/appointment.hpp"

#include "commands/contact_role.hpp"
#include "commands/decider/command_entry.hpp"
#include "commands/organisation.hpp"
#include "commands/rules/naming.hpp"
#include "commands/rules/role_loss.hpp"
#include "commands/rules/work_rules.hpp"

namespace foxtrail {
namespace rule {
constexpr Rule ends_before_it_begins{"ends_before_it_begins", "The appointment has to end after it begins."};
constexpr Rule begun_already{"begun_already", "An appointment is made before it begins: record what took place with activity.record."};
constexpr Rule not_begun{"not_begun", "The appointment has not begun yet: move it, or wait."};
constexpr Rule attendee_missing{"attendee_missing", "Name at least one employee, and nobody twice."};
constexpr Rule role_of_another{"role_of_another", "The contact does not hold this role: name one of his, or leave it out."};
}  // namespace rule

RestsOn rests_on(const Appointment& appointment) {
    RestsOn on;
    if (appointment.status == AppointmentStatus::scheduled)
        for (const EmployeeId employee : appointment.employees) on.push_back(employee.entity());
    return on;
}

// Events name other appointments, as conflicts or subjects: those stay as they are.
void evolve(Appointment& a, const AppointmentScheduled& e, const Meta& m) {
    a = {a.id, e.subject, e.slot, e.employees, e.contacts, AppointmentStatus::scheduled, 0, m.valid_at};
}
void evolve(Appointment& a, const AppointmentRescheduled& e, const Meta& m) { a.slot = e.to, a.moves = e.moves, a.changed = m.valid_at; }
void evolve(Appointment& a, const AppointmentHeld&, const Meta& m) { a.status = AppointmentStatus::held, a.changed = m.valid_at; }
void evolve(Appointment& a, const AppointmentCancelled&, const Meta& m) { a.status = AppointmentStatus::cancelled, a.changed = m.valid_at; }
void evolve(Appointment& a, const OwnershipTransferred& e, const Meta& m) {
    if (e.item != a.id.entity()) return;
    std::erase_if(a.employees, [&](EmployeeId attends) { return attends == e.from || attends == e.to.owner; });
    a.employees.push_back(e.to.owner);
    a.changed = m.valid_at;
}

// The scheduled appointments of these employees that overlap with the slot, ascending.
static std::vector<AppointmentId> conflicts(const Facts& f, AppointmentId self, const std::vector<EmployeeId>& employees, const Slot& slot) {
    std::vector<AppointmentId> found;
    for (const EmployeeId employee : employees)
        for (const AppointmentId id : f.resting_on<AppointmentId>(employee.entity())) {
            const Slot& other = f.at(id).slot;
            if (id != self && other.begins < slot.ends && slot.begins < other.ends) found.push_back(id);
        }
    std::ranges::sort(found);
    found.erase(std::unique(found.begin(), found.end()), found.end());
    if (found.size() > appointment_conflicts_max) found.resize(appointment_conflicts_max);
    return found;
}

static void require_slot(Decision& d, const Slot& slot, const Facts& f) {
    d.require(slot.ends > slot.begins, rule::ends_before_it_begins, slot.ends);
    d.require(slot.begins > f.valid_at(), rule::begun_already, slot.begins);
}

static std::vector<EmployeeId> attending(const std::vector<Ref<EmployeeId>>& employees, Decision& d, const Facts& f) {
    std::vector<EmployeeId> ids;
    for (const auto& employee : employees) {
        const bool twice = std::ranges::find(ids, employee.id) != ids.end();
        d.require(!twice, rule::attendee_missing, employee.id);
        require_active(d, f, employee.id);
        ids.push_back(employee.id);
    }
    d.require(!ids.empty(), rule::attendee_missing);
    d.require(ids.size() <= attendees_max, rule::too_many, "employees");
    return ids;
}

// The role he holds on the deal that the meeting is about, when nobody says in which he comes.
static std::optional<ContactRoleId> role_on(const std::optional<Entity>& subject, ContactId contact, const Facts& f) {
    if (!subject || subject->kind != OpportunityId::kind) return std::nullopt;
    for (const ContactRole& role : roles_of(f, contact))
        if (role.opportunity.entity() == *subject) return role.id;
    return std::nullopt;
}

static std::vector<ExternalAttendee> attending(const std::vector<ExternalAttendeeRef>& contacts, const std::optional<Entity>& subject, Decision& d, const Facts& f) {
    std::vector<ExternalAttendee> external;
    for (const auto& [contact, role] : contacts) {
        const bool twice = std::ranges::find(external, contact.id, &ExternalAttendee::contact) != external.end();
        d.require(!twice, rule::attendee_missing, contact.id);
        if (role) d.require(f.at(role->id).contact == contact.id && f.at(role->id).status == RoleStatus::held, rule::role_of_another, role->id);
        external.push_back({contact.id, role ? id_of(role) : role_on(subject, contact.id, f)});
    }
    d.require(external.size() <= attendees_max, rule::too_many, "contacts");
    return external;
}

static Decision decide(const ScheduleAppointment& c, const Facts& f) {
    Decision d;
    const Slot slot{c.begins, c.ends};
    d.require(!blank(c.title), rule::text_missing, "title");
    require_slot(d, slot, f);
    auto employees = attending(c.employees, d, f);
    auto contacts = attending(c.contacts, c.subject, d, f);
    if (d.refused()) return d;
    const auto id = f.next_id<AppointmentId>();
    auto at_the_same_time = conflicts(f, id, employees, slot);
    d.record(AppointmentScheduled{id, c.title, c.subject, slot, c.place, std::move(employees), std::move(contacts), std::move(at_the_same_time)});
    return d;
}

// What every change of a scheduled appointment needs.
static Decision on_scheduled(const Appointment& a, const Facts& f) {
    Decision d;
    d.require(a.status == AppointmentStatus::scheduled, rule::not_open, a.status);
    d.require(f.valid_at() >= a.changed, rule::dated_before_last_change, a.changed);
    return d;
}

static Decision decide(const Appointment& a, const RescheduleAppointment& c, const Facts& f) {
    Decision d = on_scheduled(a, f);
    const Slot to{c.begins, c.ends};
    if (!d.refused() && to == a.slot) return d;
    d.require(f.has_reason(), rule::reason_missing);
    require_slot(d, to, f);
    if (!d.refused()) d.record(AppointmentRescheduled{a.id, a.subject, a.slot, to, a.moves + 1, a.contacts, conflicts(f, a.id, a.employees, to)});
    return d;
}

static Decision decide(const Appointment& a, const HoldAppointment& c, const Facts& f) {
    if (a.status == AppointmentStatus::held) return {};
    Decision d = on_scheduled(a, f);
    d.require(f.valid_at() >= a.slot.begins, rule::not_begun, a.slot.begins);
    d.require(!blank(c.outcome), rule::text_missing, "outcome");
    if (d.refused()) return d;
    d.record(AppointmentHeld{a.id, a.subject, a.slot, a.employees, a.contacts, c.outcome});
    for (const ExternalAttendee& met : a.contacts) complete_first_meetings(d, f, met.contact);
    return d;
}

static Decision decide(const Appointment& a, const CancelAppointment&, const Facts& f) {
    if (a.status == AppointmentStatus::cancelled) return {};
    Decision d = on_scheduled(a, f);
    d.require(f.has_reason(), rule::reason_missing);
    if (!d.refused()) d.record(AppointmentCancelled{a.id, a.subject, a.contacts});
    return d;
}

NounEntry appointment_noun() { return {command_entries_of<AppointmentCommands>(), {state_entry<Appointment, boost::mp11::mp_append<AppointmentEvents, HandoverEvents>>()}}; }

}  // namespace foxtrail
