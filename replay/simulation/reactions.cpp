#include "replay/simulation/reactions.hpp"

#include "commands/activity.hpp"
#include "commands/alert.hpp"
#include "commands/appointment.hpp"
#include "commands/assistance.hpp"
#include "commands/departure.hpp"
#include "commands/guidance.hpp"
#include "commands/handover.hpp"
#include "commands/risk_flag.hpp"
#include "commands/task.hpp"
#include "commands/urge.hpp"
#include "commands/work_item.hpp"

namespace foxtrail {

void SimulatedReactions::later(const Observed& seen, double median_hours, AnyCommand command, EmployeeId by, std::string reason) {
    agenda_.later(random, seen.now, median_hours, std::move(command), {by, std::move(reason), {}});
}

void SimulatedReactions::noted_later(const Observed& seen, double median_hours, AnyCommand command, EmployeeId of) {
    agenda_.later(random, seen.now, median_hours, std::move(command), {.by = {}, .reason = "asked for the customer's page", .valid_at = {}, .on_behalf_of = of});
}

void SimulatedReactions::observe(const RecordedEvent& event, WorkTime now) {
    static const auto sight = [] {
        auto all = seen_at_work();
        return all += seen_of_deals(), all += seen_of_quotes(), all += seen_of_contacts(), all += seen_in_the_office();
    }();
    sight.show(*this, event, now);
}

using People = SimulatedReactions;
constexpr double a_day = work_hours_a_day;

// A role that nobody holds, a silent decider or a stage that drags on takes weeks to mend.
static double days_to_mend(RuleCode rule) { return rule == RuleCode::R2 || rule == RuleCode::R4 || rule == RuleCode::R5 ? 15 : 3; }

static void see(People& people, const AlertRaised& e, const Observed& seen) {
    if (people.random.chance(0.93)) people.later(seen, 2.5, AcknowledgeAlert{e.alert}, e.told);
    if (people.random.chance(0.8)) people.later(seen, days_to_mend(e.rule) * a_day, ActOnAlert{e.alert, "spoke to the customer"}, e.told);
}

static void see(People& people, const AlertPassedOn& e, const Observed& seen) {
    if (people.random.chance(0.93)) people.later(seen, 2.5, AcknowledgeAlert{e.alert}, e.to);
}

static void see(People& people, const TaskOpened& e, const Observed& seen) {
    const double roll = people.random.fraction();
    if (roll < 0.05 && !e.rule) return people.later(seen, a_day, CancelTask{e.task}, seen.actor(), "not needed any more");
    if (roll < 0.1)
        return people.later(seen, a_day / 2, ReassignTask{e.task, people.company.another_than(e.assignee)}, e.assignee, "knows it better");
    if (roll < 0.2) people.later(seen, a_day, RecordProgress{e.task.entity(), "half of it is done", Percent{50}}, e.assignee);
    if (roll < 0.85) people.later(seen, 2 * a_day, CompleteTask{e.task, "done"}, e.assignee);
}
static void see(People& people, const TaskPromised& e, const Observed& seen) {
    people.later(seen, 2 * a_day, CompleteTask{e.task, "as promised"}, e.assignee);
}
static void see(People& people, const TaskReassigned& e, const Observed& seen) {
    people.later(seen, a_day, CompleteTask{e.task, "done"}, e.to);
}
static void see(People& people, const TaskOverdue& e, const Observed& seen) {
    people.later(seen, a_day, CompleteTask{e.task, "done late"}, e.assignee);
}

static void see(People& people, const RiskFlagRaised& e, const Observed& seen) {
    const EmployeeId owner = e.owner.value_or(EmployeeId{}), manager = owner ? people.company.manager_of(owner) : EmployeeId{};
    if (!manager || people.random.chance(0.04)) return;
    people.later(seen, 3, AcknowledgeRiskFlag{e.flag}, manager);
    if (people.random.chance(0.93))
        people.later(seen, 4, GiveGuidance{e.flag.entity(), "bring the technical lead to the next meeting"}, manager);
    if (people.random.chance(0.5)) people.later(seen, 6 * a_day, ClearRiskFlag{e.flag, "settled with the customer"}, manager);
}

static void see(People& people, const StrategyGuidanceGiven& e, const Observed& seen) {
    if (people.random.chance(0.7)) people.later(seen, 3 * a_day, ReportBack{e.guidance, "did so"}, e.to);
}

static void see(People& people, const UrgeSent& e, const Observed& seen) {
    if (people.random.chance(0.8)) people.later(seen, 3, AcknowledgeUrge{e.urge, "will be done today"}, e.to);
}

static void see(People& people, const AssistanceRequested& e, const Observed& seen) {
    const EmployeeId helper = people.company.head_of(e.department);
    const double roll = people.random.fraction();
    if (roll < 0.1) return people.later(seen, 3, DeclineAssistance{e.assistance, "nobody is free this week"}, helper);
    if (roll < 0.9) people.later(seen, 2, AcceptAssistance{e.assistance}, helper);
}
static void see(People& people, const AssistanceAccepted& e, const Observed& seen) {
    if (people.random.chance(0.85)) people.later(seen, 2 * a_day, DeliverAssistance{e.assistance, "the trial went well"}, e.assignee);
}

static void see(People& people, const AppointmentScheduled& e, const Observed& seen) {
    const EmployeeId who = e.employees.front();
    const double days = static_cast<double>(e.slot.begins.us - seen.envelope.recorded_at.us) / static_cast<double>(us_per_day);
    const double roll = people.random.fraction();
    if (roll < 0.1) return people.later(seen, 2, CancelAppointment{e.appointment}, who, "the customer is ill");
    if (roll < 0.25)
        return people.later(seen, 2,
                            RescheduleAppointment{e.appointment, {e.slot.begins.us + 7 * us_per_day}, {e.slot.ends.us + 7 * us_per_day}},
                            who, "the customer travels");
    people.later(seen, (days + 1) * 3 * a_day, HoldAppointment{e.appointment, "went through the offer"}, who);
}
static void see(People& people, const AppointmentRescheduled& e, const Observed& seen) {
    people.later(seen, 25 * a_day, HoldAppointment{e.appointment, "went through the offer"}, seen.actor());
}

// Work that passes between departments.
static void see(People& people, const WorkItemOpened& e, const Observed& seen) {
    const EmployeeId next = people.company.head_of(e.to);
    if (!people.random.chance(0.15)) return people.later(seen, 6, AcceptWorkItem{e.work_item}, next);
    people.later(seen, 5, ReturnWorkItem{e.work_item, "the figures of the site are missing"}, next);
    people.later(seen, 4 * a_day, CloseWorkItem{e.work_item, "settled without them"}, e.opener);
}
static void see(People& people, const WorkItemAccepted& e, const Observed& seen) {
    if (people.random.chance(0.25))
        return people.later(seen, 2 * a_day, PassOnWorkItem{e.work_item, people.company.department_after(e.department)}, e.to);
    people.later(seen, 4 * a_day, CloseWorkItem{e.work_item, "done as agreed"}, e.to);
}
static void see(People& people, const WorkItemPassedOn& e, const Observed& seen) {
    people.later(seen, 6, AcceptWorkItem{e.work_item}, people.company.head_of(e.to));
}
static void see(People& people, const DeliveryHandoverAccepted& e, const Observed& seen) {
    people.later(seen, 20 * a_day, CloseWorkItem{e.work_item, "delivered"}, e.by);
}

// All that rests on who leaves is offered to a colleague; what is left on the last day goes to the manager.
static void see(People& people, const EmployeeDepartureAnnounced& e, const Observed& seen) {
    const EmployeeId manager = people.company.manager_of(e.employee);
    if (people.random.chance(0.1)) return people.later(seen, 2 * a_day, WithdrawDeparture{e.employee}, manager, "he stays after all");
    people.later(seen, a_day, ProposeHandover{e.employee, people.company.another_than(e.employee), {}, true, "his whole work", {}},
                 manager);
    people.later(seen, 15 * a_day, DepartEmployee{e.employee, Ref(manager)}, manager, "his last day");
}
static void see(People& people, const EmployeeDepartureWithdrawn& e, const Observed&) { people.company.stays(e.employee); }
static void see(People& people, const HandoverProposed& e, const Observed& seen) {
    const double roll = people.random.fraction();
    if (roll < 0.7)
        people.later(seen, 4, AcceptHandover{e.handover, {}}, e.to);
    else if (roll < 0.88)
        people.later(seen, 4, RejectHandover{e.handover, "too much for one person"}, e.to);
    else if (roll < 0.93)
        people.later(seen, 6, WithdrawHandover{e.handover, "somebody else is to have it"}, e.from);
}
// Who leaves has to hand over his work to somebody.
static void see(People& people, const HandoverRejected& e, const Observed& seen) {
    if (!people.company.is_leaving(e.from)) return;
    people.later(seen, 4, ProposeHandover{e.from, people.company.another_than(e.to), {}, true, "once more", {}},
                 people.company.manager_of(e.from));
}

SimulatedSight<SimulatedReactions> seen_at_work() {
    return SimulatedSight<SimulatedReactions>::of<
        AlertRaised, AlertPassedOn, TaskOpened, TaskPromised, TaskReassigned, TaskOverdue, RiskFlagRaised, StrategyGuidanceGiven, UrgeSent, AssistanceRequested,
        AssistanceAccepted, AppointmentScheduled, AppointmentRescheduled, WorkItemOpened, WorkItemAccepted, WorkItemPassedOn,
        DeliveryHandoverAccepted, EmployeeDepartureAnnounced, EmployeeDepartureWithdrawn, HandoverProposed, HandoverRejected>();
}

}  // namespace foxtrail
