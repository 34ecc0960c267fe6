#include "commands/departure.hpp"

#include "commands/alert.hpp"
#include "commands/decider/command_entry.hpp"
#include "commands/handover.hpp"
#include "commands/opportunity.hpp"
#include "commands/rules/approval.hpp"
#include "commands/rules/deal_changes_hands.hpp"
#include "commands/rules/department_rules.hpp"
#include "commands/rules/naming.hpp"
#include "commands/rules/open_items.hpp"
#include "commands/rules/settled.hpp"
#include "commands/working_calendar.hpp"
#include "events/handover.hpp"

#include <algorithm>

namespace foxtrail {
namespace rule {
constexpr Rule position_missing{"position_missing", "Name the position: it cannot be blank."};
constexpr Rule departed_already{"departed_already", "He has left already."};
constexpr Rule last_day_passed{"last_day_passed", "The last day lies in the past."};
constexpr Rule items_open{"items_open", "Open items rest on him: hand them over first, or name who accepts all of them in \"accepted_by\"."};
constexpr Rule accepts_himself{"accepts_himself", "He cannot accept what he leaves behind himself."};
constexpr Rule not_above{"not_above", "Who leaves does not decide who takes what he leaves: somebody above him does, or, when nobody is, the one who accepts it."};
constexpr Rule too_many_items{"too_many_items", "More than 10,000 items rest on him: hand some over first."};
}  // namespace rule

namespace {

std::string leaving_in_words(const Employee& employee, Date last_day, Date today) {
    const std::int32_t days_left = last_day.days - today.days;
    if (days_left >= 0) return employee.name + std::string(words::leaves) + to_text(last_day) + ", days left: " + std::to_string(days_left);
    return employee.name + std::string(words::was_to_leave) + to_text(last_day) + ", days past: " + std::to_string(-days_left);
}

// Whether the actor may leave all of the employee's work to somebody, over his head.
bool decides_for(const Facts& f, EmployeeId employee, EmployeeId accepting) {
    return is_above(f, f.actor(), employee) || (!manager_of(f, employee) && f.actor() == accepting);
}

// Every day in words of its own, so that it is told again although yesterday's is still open.
void tell_of_leaver(Decision& d, const Facts& f, const Employee& employee, Date last_day, const std::vector<Entity>& resting) {
    const Date today = working_time(f).local_date(f.now());
    std::vector<EmployeeId> told{manager_of(f, employee.id), head_above(f, employee.id)};
    if (!told.front()) told = f.resting_on<EmployeeId>(employee.id.entity());  // whom he leads, when nobody is above him
    tell_once(d, f, RuleCode::R6, employee.id.entity(), told,
              leaving_in_words(employee, last_day, today) + "; open items that rest on him: " + named_items(resting));
}

// Who gets it is told as those are who lose him.
void leave_all_to(Decision& d, const Facts& f, const Employee& employee, EmployeeId accepting, const std::vector<Entity>& resting) {
    const Assignee to = assignee_of(accepting, f);
    for (const Entity item : resting) d.record(OwnershipTransferred{item, employee.id, to, {}});
    pass_on_with_deals(d, f, resting, accepting);
    tell_occurrence(d, f, RuleCode::R6, employee.id.entity(), {accepting, manager_of(f, employee.id), head_above(f, employee.id)},
                    employee.name + std::string(words::has_left) + to_text(accepting) + " has what rested on him: " + named_items(resting));
}

// Nobody is left under a manager who is not there: his people report to the next one above.
void hang_reports_higher(Decision& d, const Facts& f, const Employee& employee) {
    const EmployeeId above = manager_of(f, employee.id);
    for (const auto report : f.resting_on<EmployeeId>(employee.id.entity()))
        d.record(ReportingLineChanged{report, employee.id, above ? std::optional(above) : std::nullopt});
}

}  // namespace

static Decision decide(const Employee& employee, const PromoteEmployee& c, const Facts& f) {
    Decision d;
    require_not_himself(d, f, employee.id);
    d.require(!blank(c.position), rule::position_missing);
    require_joined(d, f, employee);
    d.require(!employee.departed, rule::departed_already);
    const Stated<std::string>& from = employee.position.value;
    if (!d.refused() && from.value != c.position) d.record(EmployeePromoted{employee.id, from, c.position});
    return d;
}

static Decision decide(const Employee& employee, const ChangeReportingLine& c, const Facts& f) {
    Decision d;
    const auto to = id_of(c.manager);
    d.require(!to || (*to != employee.id && !is_above(f, employee.id, *to)), rule::reporting_cycle);
    require_joined(d, f, employee);
    d.require(!employee.departed, rule::departed_already);
    require_not_himself(d, f, employee.id);
    if (to) require_active(d, f, *to);
    if (to && !d.refused()) require_line_stands(d, f, *to);
    if (!d.refused() && to != employee.manager.value) d.record(ReportingLineChanged{employee.id, employee.manager.value, to});
    return d;
}

static Decision decide(const Employee& employee, const AnnounceDeparture& c, const Facts& f) {
    Decision d;
    d.require(!employee.departed, rule::departed_already);
    d.require(c.last_day >= working_time(f).local_date(f.valid_at()), rule::last_day_passed, c.last_day);
    if (d.refused() || employee.last_day == c.last_day) return d;
    const auto resting = open_items(f, employee.id);
    d.record(EmployeeDepartureAnnounced{employee.id, c.last_day, resting});
    tell_of_leaver(d, f, employee, c.last_day, resting);
    return d;
}

static Decision decide(const Employee& employee, const WithdrawDeparture&, const Facts& f) {
    Decision d;
    d.require(!employee.departed, rule::departed_already);
    if (d.refused() || !employee.last_day) return d;
    d.require(f.has_reason(), rule::reason_missing);
    if (!d.refused()) d.record(EmployeeDepartureWithdrawn{employee.id, *employee.last_day});
    return d;
}

static Decision decide(const Employee& employee, const WatchDeparture&, const Facts& f) {
    Decision d;
    if (employee.departed || !employee.last_day) return d;
    if (const auto resting = open_items(f, employee.id); !resting.empty()) tell_of_leaver(d, f, employee, *employee.last_day, resting);
    return d;
}

static Decision decide(const Employee& employee, const DepartEmployee& c, const Facts& f) {
    Decision d;
    if (employee.departed) return d;
    const auto resting = open_items(f, employee.id);
    require_as_of_now(d, f);
    d.require(resting.empty() || c.accepted_by, rule::items_open, named_items(resting));
    d.require(resting.size() < resting_items_max, rule::too_many_items);
    d.require(!c.accepted_by || c.accepted_by->id != employee.id, rule::accepts_himself);
    d.require(!c.accepted_by || f.has_reason(), rule::reason_missing);
    if (c.accepted_by) {
        require_person(d, f);
        d.require(!f.actor() || decides_for(f, employee.id, c.accepted_by->id), rule::not_above, employee.id);
        if (c.accepted_by->id != f.actor()) require_active(d, f, c.accepted_by->id);
    }
    if (d.refused()) return d;
    if (c.accepted_by && !resting.empty()) leave_all_to(d, f, employee, c.accepted_by->id, resting);
    withdraw_handovers_of(d, f, employee.id);
    hang_reports_higher(d, f, employee);
    d.record(EmployeeDeparted{employee.id, resting.empty() ? std::nullopt : id_of(c.accepted_by)});
    return d;
}

NounEntry departure_noun() { return {command_entries_of<DepartureCommands>(), {}}; }

}  // namespace foxtrail
