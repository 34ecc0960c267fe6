#include "replay/simulation/people.hpp"

#include "commands/activity.hpp"
#include "commands/appointment.hpp"
#include "commands/assistance.hpp"
#include "commands/competitor.hpp"
#include "commands/deal_team.hpp"
#include "commands/effort.hpp"
#include "commands/forecast.hpp"
#include "commands/milestone.hpp"
#include "commands/risk_flag.hpp"
#include "commands/task.hpp"
#include "commands/urge.hpp"
#include "commands/work_item.hpp"
#include "commands/work_log.hpp"

namespace foxtrail {
namespace {

Date later(Time at, std::int64_t days) { return {static_cast<std::int32_t>(date_of(at).days + days)}; }

}  // namespace

void SimulatedPeople::act(SimulatedCommittee& committee, SimulatedStaff& staff, const Deal& deal) {
    const auto tree = !committee.nodes.empty() ? 60U : deal.is_large ? 10U : 1U;  // who has drawn it keeps it up
    bool done = true;
    switch (random_.weighted(std::array<std::uint32_t, 16>{22, 24, 4, 14, 4, 8, 5, 6, 2, 2, 4, 4, 7, tree, 5, 3})) {
        case 0:
            done = contacts_.meet_somebody(committee, deal);
            break;
        case 1:
            done = false;
            break;
        case 2:
            done = contacts_.hear_of_a_move(committee, deal);
            break;
        case 3:
            state_forecast(deal);
            break;
        case 4:
            done = join_team(staff, deal);
            break;
        case 5:
            record_activity(deal);
            break;
        case 6:
            give_task(committee, deal);
            break;
        case 7:
            done = go_by_plan(staff, deal);
            break;
        case 8:
            ask_for_help(deal);
            break;
        case 9:
            see_a_risk(deal);
            break;
        case 10:
            make_an_appointment(committee, deal);
            break;
        case 11:
            write_the_log(deal);
            break;
        case 12:
            done = contacts_.assess(committee, deal);
            break;
        case 13:
            contacts_.draw_the_tree(committee, deal);
            break;
        case 14:
            record_progress(deal);
            break;
        default:
            spend_effort(staff, deal);
    }
    if (!done && !contacts_.touch(committee, deal)) record_activity(deal);
}

void SimulatedPeople::state_forecast(const Deal& deal) {
    const auto confidence = static_cast<std::uint8_t>(random_.between(2, 19) * 5);
    const auto category = confidence > 75   ? ForecastCategory::commit
                          : confidence > 50 ? ForecastCategory::best_case
                                            : ForecastCategory::pipeline;
    ledger_.attempt(deal.at, SubmitForecast{deal.id, Percent{confidence}, category, deal.value, later(deal.at, random_.between(5, 60))},
                    {deal.owner, {}, {}});
}

bool SimulatedPeople::join_team(SimulatedStaff& staff, const Deal& deal) {
    if (staff.has_team && random_.chance(0.6)) return false;
    if (!std::exchange(staff.has_team, true)) ledger_.attempt(deal.at, FormTeam{deal.id, "the trial and the offer"}, {deal.owner, {}, {}});
    ledger_.attempt(deal.at, JoinTeam{deal.id, company_.another_than(deal.owner), {"technical lead", "the trial", "products of this line"}},
                    {deal.owner, {}, {}});
    return true;
}

void SimulatedPeople::record_activity(const Deal& deal) {
    const auto kind = static_cast<ActivityKind>(random_.below(5) + 1);
    ledger_.attempt(
        deal.at, RecordActivity{{deal.id.entity()}, kind, "worked on the offer", static_cast<std::uint32_t>(random_.between(1, 12) * 15)},
        {deal.owner, {}, {}});
}

// Or something that was promised to one of the customer's people.
void SimulatedPeople::give_task(const SimulatedCommittee& committee, const Deal& deal) {
    const Time due{deal.at.us + random_.between(1, 9) * us_per_day};
    if (const ContactId contact = random_.pick(committee.holders); contact && random_.chance(0.6))
        return ledger_.attempt(deal.at, PromiseTask{deal.id.entity(), contact, {}, "send the drawings of the site", due}, {deal.owner, {}, {}});
    ledger_.attempt(deal.at, OpenTask{deal.id.entity(), deal.owner, "prepare the next meeting", due}, {company_.manager_of(deal.owner), {}, {}});
}

// Of another department, or of who has the deal.
void SimulatedPeople::ask_for_help(const Deal& deal) {
    if (random_.chance(0.3))
        return ledger_.attempt(deal.at, OpenWorkItem{deal.id.entity(), company_.some_department_else(), "check the figures of the site"},
                               {deal.owner, {}, {}});
    if (random_.chance(0.4))
        return ledger_.attempt(deal.at, SendUrge{deal.id.entity(), "the customer waits for the offer"},
                               {company_.approver_for(deal.owner), {}, {}});
    ledger_.attempt(deal.at,
                    RequestAssistance{deal.id.entity(),
                                      company_.some_department_else(),
                                      "technical lead",
                                      "a trial at the customer's",
                                      {deal.at.us + random_.between(5, 15) * us_per_day}},
                    {deal.owner, {}, {}});
}

void SimulatedPeople::see_a_risk(const Deal& deal) {
    if (random_.chance(0.4))
        return ledger_.attempt(deal.at, ReportCompetitor{deal.id, company_.some_competitor(), "seen at the customer's"},
                               {deal.owner, {}, {}});
    ledger_.attempt(deal.at, RaiseRiskFlag{deal.id, RiskKind::other, "the budget is not approved yet"}, {deal.owner, {}, {}});
}

void SimulatedPeople::make_an_appointment(const SimulatedCommittee& committee, const Deal& deal) {
    const Time begins{deal.at.us + random_.between(1, 6) * us_per_day};
    std::vector<ExternalAttendeeRef> contacts;
    if (const auto role = committee.held_from(random_.below(committee.holders.size()))) {
        contacts.push_back({committee.holders[*role], {}});
        const auto& assigned = committee.assigned[*role];
        if (assigned.contact == committee.holders[*role] && assigned.role) contacts.back().role = Ref(*assigned.role);
    }
    ledger_.attempt(deal.at,
                    ScheduleAppointment{"the offer",
                                        deal.id.entity(),
                                        begins,
                                        {begins.us + 3'600 * us_per_second},
                                        "at the customer's",
                                        {deal.owner},
                                        std::move(contacts)},
                    {deal.owner, {}, {}});
}

void SimulatedPeople::write_the_log(const Deal& deal) {
    const auto minutes = static_cast<std::uint32_t>(random_.between(4, 24) * 15);
    ledger_.attempt(deal.at, SubmitWorkLog{date_of(deal.at), {{deal.id.entity(), {}, minutes, "worked on the offer"}}},
                    {deal.owner, {}, {}});
}

bool SimulatedPeople::go_by_plan(SimulatedStaff& staff, const Deal& deal) {
    const double roll = random_.fraction();
    if (staff.plans == 0 || roll < 0.2) return set_plan(staff, deal), true;
    if (staff.milestones.empty()) return false;
    const MilestoneId next = staff.milestones.front();
    if (roll < 0.5)
        ledger_.attempt(deal.at, MoveMilestone{next, later(deal.at, random_.between(5, 30))},
                        {deal.owner, "the customer needs more time", {}});
    else
        ledger_.attempt(deal.at, MeetMilestone{next}, {deal.owner, {}, {}});
    return true;
}

// A new plan leaves out what the one before it still had to do; of two who planned anew, one comes back to what was left out.
void SimulatedPeople::set_plan(SimulatedStaff& staff, const Deal& deal) {
    const bool is_first = staff.plans++ == 0;
    state_plan(staff.plans, deal);
    if (!is_first && random_.chance(0.5)) state_plan(staff.plans - 1, deal);
}

void SimulatedPeople::state_plan(std::uint32_t nth, const Deal& deal) {
    const std::string number = nth == 1 ? "" : ' ' + std::to_string(nth);
    SetAdvancePlan plan{deal.id, {{"needs agreed" + number, later(deal.at, 10), true}, {"offer" + number, later(deal.at, 40), false}}};
    if (random_.chance(0.5)) plan.milestones.push_back({"trial" + number, later(deal.at, 25), true});
    ledger_.attempt(deal.at, std::move(plan), {deal.owner, "agreed with the customer", {}});
}

void SimulatedPeople::record_progress(const Deal& deal) {
    ledger_.attempt(
        deal.at,
        RecordProgress{deal.id.entity(), "the offer is nearly written", Percent{static_cast<std::uint8_t>(random_.between(1, 9) * 10)}},
        {deal.owner, {}, {}});
}

// Over the ceiling it is the manager's to approve.
void SimulatedPeople::spend_effort(SimulatedStaff& staff, const Deal& deal) {
    const EmployeeId approver = company_.approver_for(deal.owner);
    if (!std::exchange(staff.has_budget, true))
        ledger_.attempt(deal.at, AllocateEffort{deal.id, deal.stage, static_cast<std::uint32_t>(random_.between(5, 20) * 60), {}},
                        {approver, "as for others of its size", {}});
    ledger_.attempt(
        deal.at,
        BookEffort{deal.id, deal.stage, static_cast<std::uint32_t>(random_.between(1, 20) * 30), {}, "travel and trial", Ref(approver)},
        {deal.owner, {}, {}});
}

}  // namespace foxtrail
