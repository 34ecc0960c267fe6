#include "commands/organisation.hpp"

#include "commands/decider/command_entry.hpp"
#include "commands/rules/approval.hpp"
#include "commands/rules/naming.hpp"
#include "commands/rules/open_items.hpp"

#include <algorithm>
#include <array>

namespace foxtrail {
namespace rule {
constexpr Rule employee_departed{"employee_departed", "The employee has left the company: give the work to somebody else."};
constexpr Rule own_manager{"own_manager", "An employee cannot be his own line manager."};
constexpr Rule department_closed{"department_closed", "The department is closed: name another one."};
constexpr Rule own_parent{"own_parent", "A department cannot be below itself."};
constexpr Rule before_opening{"before_opening", "This is dated before the department was opened: give a later valid_at."};
constexpr Rule place_changed_since{"place_changed_since", "The parent, or a department above it, was moved or opened since then: give a valid_at from this instant on, or leave it out."};
constexpr Rule department_cycle{"department_cycle", "The parent is below this department itself, directly or through others."};
constexpr Rule department_in_use{"department_in_use", "People work there, departments are below it, or work waits for it: move these first."};
}

RestsOn rests_on(const Department& department) {
    const auto& parent = department.place.value.parent;
    return parent && !department.closed ? RestsOn{parent->entity()} : RestsOn{};
}
RestsOn rests_on(const Employee& employee) {
    if (employee.departed) return {};
    const Entity department = employee.department.value.entity();
    const auto& manager = employee.manager.value;
    return manager ? RestsOn{department, manager->entity()} : RestsOn{department};
}

void evolve(Region& region, const RegionDefined& e, const Meta&) { region.name = e.name; }
void evolve(Region& region, const RegionRenamed& e, const Meta&) { region.name = e.to; }
void evolve(Department& department, const DepartmentOpened& e, const Meta& m) {
    department = {department.id, e.name, {{e.region, e.parent}, m.valid_at}, false, m.valid_at};
}
void evolve(Department& department, const DepartmentRenamed& e, const Meta&) { department.name = e.to; }
void evolve(Department& department, const DepartmentMoved& e, const Meta& m) { department.place.set(e.to, m.valid_at); }
void evolve(Department& department, const DepartmentClosed&, const Meta&) { department.closed = true; }
void evolve(Employee& employee, const EmployeeJoined& e, const Meta& m) {
    const Time t = m.valid_at;
    employee = {employee.id, e.name, {e.department, t}, {e.manager, t}, {{}, t}, {}, false, {}, t, {}};
}
void evolve(Employee& employee, const EmployeeRenamed& e, const Meta&) { employee.name = e.to; }
void evolve(Employee& employee, const EmployeeMoved& e, const Meta& m) {
    employee.department.set(e.to.department, m.valid_at);
    employee.manager.set(e.to.manager, m.valid_at);
}
void evolve(Employee& employee, const EmployeePromoted& e, const Meta& m) { employee.position.set(e.to, m.valid_at); }
void evolve(Employee& employee, const ReportingLineChanged& e, const Meta& m) { employee.manager.set(e.to, m.valid_at); }
void evolve(Employee& employee, const EmployeeDepartureAnnounced& e, const Meta&) { employee.last_day = e.last_day; }
void evolve(Employee& employee, const EmployeeDepartureWithdrawn&, const Meta&) { employee.last_day.reset(); }
void evolve(Employee& employee, const EmployeeDeparted&, const Meta& m) { employee.departed = true, employee.left = m.valid_at; }
void evolve(Employee& employee, const EmploymentRecorded& e, const Meta&) { evolve(employee.past, e); }
void evolve(Employee& employee, const EducationRecorded& e, const Meta&) { evolve(employee.past, e); }

static void keep_log(Employee& employee, Date day, WorkLogId log) {
    auto& logs = employee.work_logs;
    const auto at = std::ranges::lower_bound(logs, day, {}, &DayLog::day);
    if (at != logs.end() && at->day == day) return;
    logs.insert(at, {day, log});
    if (logs.size() > std::size_t{work_log_days_kept}) logs.erase(logs.begin());
}
void evolve(Employee& employee, const WorkLogSubmitted& e, const Meta&) { keep_log(employee, e.day, e.work_log); }
void evolve(Employee& employee, const WorkLogMissed& e, const Meta&) { keep_log(employee, e.day, e.work_log); }

void require_active(Decision& d, const Facts& facts, EmployeeId employee) {
    const auto* state = facts.find(employee);
    d.require(!state || !state->departed, rule::employee_departed, employee);
}

void require_joined(Decision& d, const Facts& f, const Employee& employee) { d.require(f.valid_at() >= employee.joined, rule::before_employment, employee.joined); }
void require_as_of_now(Decision& d, const Facts& f) { d.require(f.valid_at() == f.now() || f.imported(), rule::as_of_now); }

void require_open(Decision& d, const Facts& facts, DepartmentId department) {
    const auto* state = facts.find(department);
    d.require(!state || !state->closed, rule::department_closed, department);
}

namespace {
constexpr int reporting_levels_max = 64;
}

EmployeeId manager_of(const Facts& facts, EmployeeId employee) {
    const Employee* at = facts.find(employee);
    for (int level = 0; at && at->manager.value && level < reporting_levels_max; ++level) {
        at = facts.find(*at->manager.value);
        if (at && !at->departed) return at->id;
    }
    return {};
}

bool line_stands_since(const Facts& facts, EmployeeId employee, Time when) {
    const Employee* at = facts.find(employee);
    for (int level = 0; at && level < reporting_levels_max; ++level) {
        if (at->manager.since > when) return false;
        at = at->manager.value ? facts.find(*at->manager.value) : nullptr;
    }
    return true;
}

namespace {

// Visits the managers from the next one up, until a visit answers false.
template <class Visit>
void each_above(const Facts& facts, EmployeeId employee, Visit&& visit) {
    EmployeeId manager = manager_of(facts, employee);
    for (int level = 0; manager && level < reporting_levels_max && visit(manager); ++level) manager = manager_of(facts, manager);
}

}  // namespace

bool is_above(const Facts& facts, EmployeeId above, EmployeeId employee) {
    bool found = false;
    each_above(facts, employee, [&](EmployeeId manager) { return !(found = manager == above); });
    return found;
}

EmployeeId head_above(const Facts& facts, EmployeeId employee) {
    EmployeeId head;
    each_above(facts, employee, [&](EmployeeId manager) { return bool(head = manager); });
    return head;
}

bool leads_people(const Facts& facts, EmployeeId employee) { return bool(facts.first_resting_on<EmployeeId>(employee.entity())); }

EmployeeId head_of(const Facts& facts, DepartmentId department) {
    const auto people = facts.resting_on<EmployeeId>(department.entity());
    const auto reports_elsewhere = [&](EmployeeId employee) { return !std::ranges::binary_search(people, manager_of(facts, employee)); };
    if (const auto head = std::ranges::find_if(people, reports_elsewhere); head != people.end()) {
        const EmployeeId above = manager_of(facts, *head);
        return !above || leads_people(facts, *head) ? *head : above;
    }
    const auto& parent = facts.at(department).place.value.parent;
    return parent ? head_of(facts, *parent) : EmployeeId{};
}

// Whether the department is below another, directly or through others. None is below itself: the way up ends.
static bool is_below(const Facts& facts, DepartmentId department, DepartmentId above) {
    for (auto parent = facts.at(department).place.value.parent; parent; parent = facts.at(*parent).place.value.parent)
        if (*parent == above) return true;
    return false;
}

// Above whom somebody comes as of a day is known to be above nobody who is above him then.
void require_line_stands(Decision& d, const Facts& f, EmployeeId manager) {
    d.require(f.imported() || f.valid_at() == f.now() || line_stands_since(f, manager, f.valid_at()), rule::line_changed_since, manager);
}

// The same of departments: since the parent, or one above it, was moved last, or opened.
static void require_place_stands(Decision& d, const Facts& f, DepartmentId parent) {
    Time changed = Time::min();
    for (std::optional above = parent; above; above = f.at(*above).place.value.parent) changed = std::max(changed, f.at(*above).place.since);
    d.require(f.valid_at() >= changed || f.imported(), rule::place_changed_since, changed);
}

static Decision decide(const DefineRegion& c, const Facts& f) {
    Decision d = named_newcomer(c.name, RegionId::kind, c.external_key, f);
    if (!d.refused()) d.record(RegionDefined{f.next_id<RegionId>(), c.name, c.external_key});
    return d;
}

static Decision decide(const Region& region, const RenameRegion& c, const Facts&) {
    return renamed(region.name, c.name, RegionRenamed{region.id, region.name, c.name});
}

static Decision decide(const OpenDepartment& c, const Facts& f) {
    Decision d = named_newcomer(c.name, DepartmentId::kind, c.external_key, f);
    if (c.parent) require_open(d, f, c.parent->id);
    if (!d.refused()) d.record(DepartmentOpened{f.next_id<DepartmentId>(), c.name, id_of(c.region), id_of(c.parent), c.external_key});
    return d;
}

static Decision decide(const Department& department, const RenameDepartment& c, const Facts&) {
    return renamed(department.name, c.name, DepartmentRenamed{department.id, department.name, c.name});
}

static Decision decide(const Department& department, const MoveDepartment& c, const Facts& f) {
    Decision d;
    const DepartmentPlace &from = department.place.value, to{id_of(c.region), id_of(c.parent)};
    require_open(d, f, department.id);
    d.require(f.valid_at() >= department.opened, rule::before_opening, department.opened);
    if (to.parent && to.parent != from.parent) {
        d.require(*to.parent != department.id, rule::own_parent);
        d.require(!is_below(f, *to.parent, department.id), rule::department_cycle, *to.parent);
        if (!d.refused()) require_place_stands(d, f, *to.parent);
        require_open(d, f, *to.parent);
    }
    if (!d.refused() && to != from) d.record(DepartmentMoved{department.id, from, to});
    return d;
}

static Decision decide(const Department& department, const CloseDepartment&, const Facts& f) {
    static constexpr std::array kinds{EmployeeId::kind, DepartmentId::kind, WorkItemId::kind, AssistanceId::kind};
    Decision d;
    if (department.closed) return d;
    const auto resting = items_on(f, department.id.entity(), kinds);
    d.require(resting.empty(), rule::department_in_use, named_items(resting));
    d.require(f.has_reason(), rule::reason_missing);
    require_as_of_now(d, f);
    if (!d.refused()) d.record(DepartmentClosed{department.id});
    return d;
}

static Decision decide(const HireEmployee& c, const Facts& f) {
    Decision d = named_newcomer(c.name, EmployeeId::kind, c.external_key, f);
    require_open(d, f, c.department.id);
    if (c.manager) require_active(d, f, c.manager->id);
    if (!d.refused()) d.record(EmployeeJoined{f.next_id<EmployeeId>(), c.name, c.department.id, id_of(c.manager), c.external_key});
    return d;
}

static Decision decide(const Employee& employee, const RenameEmployee& c, const Facts&) {
    return renamed(employee.name, c.name, EmployeeRenamed{employee.id, employee.name, c.name});
}

static Decision decide(const Employee& employee, const MoveEmployee& c, const Facts& f) {
    Decision d;
    const Post from = employee.post(), to{c.department.id, id_of(c.manager)};
    require_active(d, f, employee.id);
    require_joined(d, f, employee);
    require_not_himself(d, f, employee.id);
    d.require(to.manager != employee.id, rule::own_manager);
    d.require(!to.manager || !is_above(f, employee.id, *to.manager), rule::reporting_cycle);
    const bool line_changes = to.manager != from.manager || employee.manager.since > f.valid_at();
    if (to.manager && line_changes && !d.refused()) require_line_stands(d, f, *to.manager);
    require_open(d, f, to.department);
    if (to.manager && to.manager != from.manager) require_active(d, f, *to.manager);
    if (!d.refused() && to != from) d.record(EmployeeMoved{employee.id, from, to});
    return d;
}

NounEntry organisation_noun() {
    using EmployeeEvents = boost::mp11::mp_append<OrganisationEvents, DepartureEvents, CapacityEvents, WorkLogEvents, BackgroundEvents>;
    return {command_entries_of<OrganisationCommands>(),
            {state_entry<Region, OrganisationEvents>(), state_entry<Department, OrganisationEvents>(), state_entry<Employee, EmployeeEvents>()}};
}

}  // namespace foxtrail
