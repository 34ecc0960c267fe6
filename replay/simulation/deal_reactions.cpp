// What people in a simulation do about what becomes of a deal.
#include "commands/assignment.hpp"
#include "commands/deal_team.hpp"
#include "commands/document.hpp"
#include "commands/establishment.hpp"
#include "commands/forecast.hpp"
#include "commands/gate_document.hpp"
#include "commands/milestone.hpp"
#include "commands/nurture.hpp"
#include "commands/waiver.hpp"
#include "commands/work_item.hpp"
#include "replay/simulation/evaluation.hpp"
#include "replay/simulation/reactions.hpp"

namespace foxtrail {

using Sellers = SimulatedReactions;
constexpr double working_day = work_hours_a_day;

static Date days_after(const Observed& seen, std::int32_t days) { return {date_of(seen.envelope.recorded_at).days + days}; }

// Who does not answer loses the offer when its time is over.
static void see(Sellers& people, const OpportunityOffered& e, const Observed& seen) {
    const double roll = people.random.fraction();
    if (roll < 0.75)
        people.later(seen, 2, AcceptAssignment{e.opportunity}, e.employee);
    else if (roll < 0.88)
        people.later(seen, 2, DeclineAssignment{e.opportunity}, e.employee, "too much to do already");
}

static void see(Sellers& people, const OpportunityEvaluated& e, const Observed& seen) {
    if (e.below_threshold && people.random.chance(0.5))
        people.later(seen, working_day, StartNurture{e.opportunity.entity(), "send the references, call each month", days_after(seen, 90)},
                     seen.actor());
}

static void end_nurture(Sellers& people, Entity item, const Observed& seen, EmployeeId by) {
    if (item.kind == OpportunityId::kind) {
        people.later(seen, working_day, evaluation_of({item.number}, 1, people.random), by, "the needs are known now");
        return people.later(seen, 4 * working_day, EndNurture{item, NurtureEnd::promoted, "worth a project now"}, by);
    }
    const auto end = people.random.chance(0.6) ? NurtureEnd::promoted : NurtureEnd::disqualified;
    people.later(seen, 3 * working_day, EndNurture{item, end, "as the last talk showed"}, by);
}

static void see(Sellers& people, const NurtureStarted& e, const Observed& seen) {
    people.later(seen, 4 * working_day, RecordNurtureStep{e.item, "sent the references"}, seen.actor());
}
static void see(Sellers& people, const NurtureStepDone& e, const Observed& seen) {
    if (e.step < 3 && people.random.chance(0.4))
        people.later(seen, 6 * working_day, RecordNurtureStep{e.item, "called to ask how it goes"}, seen.actor());
    else if (people.random.chance(0.93))  // or nobody thinks of it any more
        end_nurture(people, e.item, seen, seen.actor());
}
static void see(Sellers& people, const NurtureOverdue& e, const Observed& seen) {
    const EmployeeId head = people.company.head_of({1});
    if (people.random.chance(0.4)) return people.later(seen, working_day, ProlongNurture{e.item, days_after(seen, 60)}, head, "the budget is decided in spring");
    end_nurture(people, e.item, seen, head);
}

static void see(Sellers& people, const ProjectEstablishmentRequested& e, const Observed& seen) {
    const EmployeeId approver = people.company.approver_for(e.requester);
    if (people.random.chance(0.8))
        people.later(seen, working_day, ApproveEstablishment{e.opportunity}, approver);
    else
        people.later(seen, working_day, RejectEstablishment{e.opportunity, "the budget is not the customer's last word"}, approver);
}
static void see(Sellers& people, const ProjectEstablishmentApproved& e, const Observed& seen) {
    if (people.random.chance(0.6))
        people.later(seen, working_day,
                     PlanProject{e.opportunity, {{"kick-off", days_after(seen, 30), true}, {"acceptance", days_after(seen, 60), true}}},
                     e.requester);
}

// Most is reached in time, some is put off, some is reached late or never.
static void see(Sellers& people, const MilestonePlanned& e, const Observed& seen) {
    const double days = static_cast<double>(e.due.days - date_of(seen.envelope.recorded_at).days) * work_days_a_week / 7;
    const double roll = people.random.fraction();
    if (roll < 0.45)
        people.later(seen, days * working_day / 2, MeetMilestone{e.milestone}, seen.actor());
    else if (roll < 0.55)
        people.later(seen, days * working_day / 3, MoveMilestone{e.milestone, {e.due.days + 10}}, seen.actor(),
                     "the customer needs more time");
}
static void see(Sellers& people, const MilestoneMissed& e, const Observed& seen) {
    if (people.random.chance(0.4)) people.later(seen, 3 * working_day, MeetMilestone{e.milestone}, {});
}

static void see(Sellers& people, const TeamMemberJoined& e, const Observed& seen) {
    const double roll = people.random.fraction();
    if (roll < 0.15)
        people.later(seen, 5 * working_day, AssignTeamDuty{e.member, {"technical lead", "the trial and the offer", e.duty.expertise}},
                     seen.actor());
    else if (roll < 0.3)
        people.later(seen, 8 * working_day, LeaveTeam{e.member}, seen.actor());
}

static void see(Sellers& people, const ForecastSubmitted& e, const Observed& seen) {
    const EmployeeId manager = people.company.manager_of(e.by);
    if (!manager || !people.random.chance(0.1)) return;
    const auto confidence = static_cast<std::uint8_t>(e.to.confidence.value / 2);
    people.later(seen, 4, OverrideForecast{e.forecast, Percent{confidence}, ForecastCategory::pipeline, e.to.amount, e.to.close}, manager,
                 "the decision maker has not been met");
}

static void see(Sellers& people, const WaiverRequested& e, const Observed& seen) {
    const EmployeeId approver = people.company.approver_for(e.requester);
    const double roll = people.random.fraction();
    if (roll < 0.45)
        people.later(seen, 5, GrantWaiver{e.waiver}, approver);
    else if (roll < 0.85)
        people.later(seen, 5, DeclineWaiver{e.waiver, "the customer will ask for it anyway"}, approver);
}

static void see(Sellers& people, const GateDocumentWaived& e, const Observed& seen) {
    if (people.random.chance(0.15)) people.later(seen, 3 * working_day, WithdrawWaiver{e.waiver, "the customer wants it in writing after all"}, e.approver);
}

// What was handed in long ago and is written down now was judged then.
static void see(Sellers& people, const GateDocumentSubmitted& e, const Observed& seen) {
    constexpr double sent_back_share = 0.12, median_hours = 5;
    if (seen.envelope.valid_at < seen.envelope.recorded_at) return;
    const EmployeeId approver = people.company.approver_for(seen.actor());
    if (people.random.chance(sent_back_share))
        people.later(seen, median_hours, RejectGateDocument{e.gate_document, "the figures are of last year"}, approver);
    else
        people.later(seen, median_hours, ApproveGateDocument{e.gate_document}, approver);
}

static void see(Sellers& people, const DocumentRegistered& e, const Observed& seen) {
    if (!people.random.chance(0.1) || !seen.actor()) return;
    const bool whole_department = people.random.chance(0.5);
    const Entity with =
        whole_department ? people.company.some_department_else().entity() : people.company.another_than(seen.actor()).entity();
    people.later(seen, working_day, ShareDocument{e.document, with}, seen.actor());
}
static void see(Sellers& people, const DocumentShared& e, const Observed& seen) {
    const EmployeeId reader = e.with.kind == EmployeeId::kind ? EmployeeId{e.with.number} : people.company.head_of({e.with.number});
    if (people.random.chance(0.6))
        people.later(seen, working_day, CommentDocument{e.document, "the price table is worth having for others"}, reader);
}

static void see(Sellers& people, const OpportunityWon& e, const Observed& seen) {
    if (people.random.chance(0.2))
        people.later(seen, 2 * working_day, AcceptDeliveryHandover{e.opportunity, "delivery and training"},
                     people.company.head_of(people.company.some_department_else()));
}

SimulatedSight<SimulatedReactions> seen_of_deals() {
    return SimulatedSight<SimulatedReactions>::of<OpportunityOffered, OpportunityEvaluated, NurtureStarted, NurtureStepDone, NurtureOverdue,
                                                  ProjectEstablishmentRequested, ProjectEstablishmentApproved, MilestonePlanned,
                                                  MilestoneMissed, TeamMemberJoined, ForecastSubmitted, WaiverRequested, GateDocumentWaived, GateDocumentSubmitted, DocumentRegistered,
                                                  DocumentShared, OpportunityWon>();
}

}  // namespace foxtrail
