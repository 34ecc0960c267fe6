#include "replay/simulation_reactions.hpp"

#include "commands/alert.hpp"
#include "commands/appointment.hpp"
#include "commands/assistance.hpp"
#include "commands/concern.hpp"
#include "commands/contact_role.hpp"
#include "commands/departure.hpp"
#include "commands/guidance.hpp"
#include "commands/handover.hpp"
#include "commands/risk_flag.hpp"
#include "commands/task.hpp"
#include "commands/urge.hpp"
#include "events/event_entry.hpp"

#include <unordered_map>

namespace foxtrail {
namespace {

constexpr double us_an_hour = 3.6e9, work_hours_a_day = 9, sigma = 0.7;

}  // namespace

void SimulatedReactions::later(const Observed& seen, double median_hours, AnyCommand command, EmployeeId by, std::string reason) {
    const auto after = static_cast<WorkTime>(random_.lognormal(median_hours, sigma) * us_an_hour);
    waiting_.push({seen.now + 1 + after, ++reactions_, std::move(command), {by, std::move(reason), {}}});
}

void SimulatedReactions::act(Time at) {
    Reaction next = waiting_.top();
    waiting_.pop();
    ledger_.attempt(at, std::move(next.command), std::move(next.saying));
}

template <>
void SimulatedReactions::react(const AlertRaised& e, const Observed& seen) {
    if (random_.chance(0.85)) later(seen, 4, AcknowledgeAlert{e.alert}, e.told);
    else later(seen, 4 * work_hours_a_day, EscalateAlert{e.alert}, {}, "fell due");
    if (random_.chance(0.8)) later(seen, 3 * work_hours_a_day, ActOnAlert{e.alert, "spoke to the customer"}, e.told);
}

template <>
void SimulatedReactions::react(const TaskOpened& e, const Observed& seen) {
    if (random_.chance(0.75)) later(seen, 2 * work_hours_a_day, CompleteTask{e.task, "done"}, e.assignee);
    else later(seen, 8 * work_hours_a_day, MarkTaskOverdue{e.task}, {}, "fell due");
}

template <>
void SimulatedReactions::react(const TaskOverdue& e, const Observed& seen) {
    later(seen, work_hours_a_day, CompleteTask{e.task, "done late"}, e.assignee);
}

template <>
void SimulatedReactions::react(const RiskFlagRaised& e, const Observed& seen) {
    const EmployeeId manager = company_.manager_of(seen.actor());
    if (!manager) return;
    later(seen, 3, AcknowledgeRiskFlag{e.flag}, manager);
    if (random_.chance(0.7)) later(seen, 6, GiveGuidance{e.flag.entity(), "bring the technical lead to the next meeting"}, manager);
    if (random_.chance(0.6)) later(seen, 6 * work_hours_a_day, ClearRiskFlag{e.flag, "settled with the customer"}, manager);
}

template <>
void SimulatedReactions::react(const StrategyGuidanceGiven& e, const Observed& seen) {
    if (seen.actor() && random_.chance(0.8)) later(seen, 3 * work_hours_a_day, ReportBack{e.guidance, "did so"}, e.to);
}

template <>
void SimulatedReactions::react(const UrgeSent& e, const Observed& seen) {
    if (random_.chance(0.8)) later(seen, 3, AcknowledgeUrge{e.urge, "will be done today"}, e.to);
    else later(seen, 3 * work_hours_a_day, EscalateUrge{e.urge}, {}, "fell due");
}

template <>
void SimulatedReactions::react(const AssistanceRequested& e, const Observed& seen) {
    const EmployeeId helper = company_.head_of(e.department);
    if (random_.chance(0.1)) return later(seen, 4, DeclineAssistance{e.assistance, "nobody is free this week"}, helper);
    later(seen, 4, AcceptAssistance{e.assistance}, helper);
    if (random_.chance(0.85)) later(seen, 3 * work_hours_a_day, DeliverAssistance{e.assistance, "the trial went well"}, helper);
}

template <>
void SimulatedReactions::react(const AppointmentScheduled& e, const Observed& seen) {
    const EmployeeId who = e.employees.front();
    const double days = static_cast<double>(e.slot.begins.us - seen.envelope.recorded_at.us) / (24 * us_an_hour);
    if (random_.chance(0.15)) return later(seen, 2, CancelAppointment{e.appointment}, who, "the customer is ill");
    later(seen, (days + 1) * work_hours_a_day, HoldAppointment{e.appointment, "went through the offer"}, who);
}

template <>
void SimulatedReactions::react(const ContactRoleAssigned& e, const Observed& seen) {
    const auto asked = concern_template(e.role);
    if (!asked.empty() && random_.chance(0.3)) later(seen, 2 * work_hours_a_day, RecordConcern{e.contact_role, asked.front(), "asks what it changes for them"}, seen.actor());
}

template <>
void SimulatedReactions::react(const ConcernRecorded& e, const Observed& seen) {
    if (random_.chance(0.6)) later(seen, 4 * work_hours_a_day, AnswerConcern{e.concern, {}, "reckoned it with their figures", "minutes of the meeting", {}}, seen.actor());
}

// All that rests on who leaves is offered to a colleague; what is left on the last day goes to the manager.
template <>
void SimulatedReactions::react(const EmployeeDepartureAnnounced& e, const Observed& seen) {
    const EmployeeId manager = company_.manager_of(e.employee);
    later(seen, work_hours_a_day, ProposeHandover{e.employee, company_.another_than(e.employee), {}, true, "his whole work", {}}, manager);
    later(seen, 15 * work_hours_a_day, DepartEmployee{e.employee, Ref(manager)}, manager, "his last day");
}

template <>
void SimulatedReactions::react(const HandoverProposed& e, const Observed& seen) {
    const double roll = random_.fraction();
    if (roll < 0.8) later(seen, 4, AcceptHandover{e.handover, {}}, e.to);
    else if (roll < 0.93) later(seen, 4, RejectHandover{e.handover, "too much for one person"}, e.to);
    else later(seen, 3 * work_hours_a_day, ExpireHandover{e.handover}, {}, "fell due");
}

template <>
void SimulatedReactions::react(const HandoverRejected& e, const Observed& seen) {
    later(seen, 4, ProposeHandover{e.from, company_.another_than(e.to), {}, true, "once more", {}}, company_.manager_of(e.from));
}

namespace {

using Reacting = void (*)(SimulatedReactions&, const RecordedEvent&, SimulatedReactions::WorkTime now);

template <class Event>
void react_to(SimulatedReactions& reactions, const RecordedEvent& event, SimulatedReactions::WorkTime now) {
    reactions.react(*static_cast<const Event*>(entry_for<Event>().read(event.payload)), {*event.envelope, now});
}

template <class... Event>
std::unordered_map<std::string_view, Reacting> by_name() {
    return {{entry_for<Event>().name, react_to<Event>}...};
}

}  // namespace

void SimulatedReactions::observe(const RecordedEvent& event, WorkTime now) {
    static const auto reacting =
        by_name<AlertRaised, TaskOpened, TaskOverdue, RiskFlagRaised, StrategyGuidanceGiven, UrgeSent, AssistanceRequested, AppointmentScheduled, ContactRoleAssigned,
                ConcernRecorded, EmployeeDepartureAnnounced, HandoverProposed, HandoverRejected>();
    if (const auto found = reacting.find(event.type); found != reacting.end()) found->second(*this, event, now);
}

}  // namespace foxtrail
