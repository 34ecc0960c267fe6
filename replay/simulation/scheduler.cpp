#include "replay/simulation/scheduler.hpp"

#include "commands/alert.hpp"
#include "commands/assignment.hpp"
#include "commands/assistance.hpp"
#include "commands/committee_watch.hpp"
#include "commands/contact_role.hpp"
#include "commands/departure.hpp"
#include "commands/forecast.hpp"
#include "commands/handover.hpp"
#include "commands/milestone.hpp"
#include "commands/nurture.hpp"
#include "commands/quote.hpp"
#include "commands/relationship.hpp"
#include "commands/risk_flag.hpp"
#include "commands/task.hpp"
#include "commands/urge.hpp"
#include "commands/waiver.hpp"
#include "commands/work_log.hpp"
#include "commands/work_plan.hpp"

namespace foxtrail {

using Due = SimulatedScheduler;

enum OpportunityPart : std::uint32_t { offer_part, idle_part, dwell_part, people_part, reminder_part, silence_part, nurture_part };
enum EmployeePart : std::uint32_t { leaving_part = 1, share_part, absence_part };  // as no work log's day is

static Date day_of(const Observed& seen) { return date_of(seen.envelope.recorded_at); }

// Only who has a manager can be passed over.
static void see(Due& due, const AlertRaised& e, const Observed& seen) {
    if (due.has_manager(e.told)) due.watch(e.alert.entity(), e.acknowledge_by, EscalateAlert{e.alert});
    // What is told of every day is looked at again: who leaves the next day, an empty role when its owner has had his weeks.
    if (e.rule == RuleCode::R6 && e.subject.kind == EmployeeId::kind && due.is_leaving({e.subject.number}))
        due.watch(e.subject, day_of(seen), WatchDeparture{EmployeeId{e.subject.number}}, leaving_part);
    if (e.rule == RuleCode::R2) due.watch(e.subject, Date{day_of(seen).days + 30}, WatchCommittee{OpportunityId{e.subject.number}}, reminder_part);
}
static void see(Due& due, const AlertPassedOn& e, const Observed&) {
    due.settle(e.alert.entity());
    if (due.has_manager(e.to)) due.watch(e.alert.entity(), e.acknowledge_by, EscalateAlert{e.alert});
}
static void see(Due& due, const AlertAcknowledged& e, const Observed&) { due.settle(e.alert.entity()); }
static void see(Due& due, const AlertActedOn& e, const Observed&) { due.settle(e.alert.entity()); }

static void see(Due& due, const RiskFlagRaised& e, const Observed&) {
    if (e.owner && due.has_manager(*e.owner)) due.watch(e.flag.entity(), e.acknowledge_by, EscalateRiskFlag{e.flag});
}
static void see(Due& due, const RiskFlagCleared& e, const Observed&) { due.settle(e.flag.entity()); }
static void see(Due& due, const RiskFlagLapsed& e, const Observed&) { due.settle(e.flag.entity()); }
static void see(Due& due, const StrategyGuidanceGiven& e, const Observed&) {
    if (e.flag) due.settle(e.flag->entity());
}

static void see(Due& due, const TaskOpened& e, const Observed&) { due.watch(e.task.entity(), e.due, MarkTaskOverdue{e.task}); }
static void see(Due& due, const TaskPromised& e, const Observed&) { due.watch(e.task.entity(), e.due, MarkTaskOverdue{e.task}); }
static void see(Due& due, const TaskCompleted& e, const Observed&) { due.settle(e.task.entity()); }
static void see(Due& due, const TaskCancelled& e, const Observed&) { due.settle(e.task.entity()); }

static void see(Due& due, const HandoverProposed& e, const Observed&) {
    due.watch(e.handover.entity(), e.answer_by, ExpireHandover{e.handover});
}
static void see(Due& due, const HandoverAccepted& e, const Observed&) { due.settle(e.handover.entity()); }
static void see(Due& due, const HandoverRejected& e, const Observed&) { due.settle(e.handover.entity()); }
static void see(Due& due, const HandoverWithdrawn& e, const Observed&) { due.settle(e.handover.entity()); }

static void see(Due& due, const UrgeSent& e, const Observed&) {
    if (e.follows) due.settle(e.follows->entity());
    if (due.has_manager(e.to)) due.watch(e.urge.entity(), e.answer_by, EscalateUrge{e.urge});
}
static void see(Due& due, const UrgeAcknowledged& e, const Observed&) { due.settle(e.urge.entity()); }

static void see(Due& due, const AssistanceRequested& e, const Observed&) {
    due.watch(e.assistance.entity(), e.answer_by, ExpireAssistance{e.assistance});
    due.watch(e.assistance.entity(), e.due, ExpireAssistance{e.assistance}, 1);
}
static void see(Due& due, const AssistanceAccepted& e, const Observed&) { due.settle(e.assistance.entity()); }
static void see(Due& due, const AssistanceDeclined& e, const Observed&) {
    due.settle(e.assistance.entity()), due.settle(e.assistance.entity(), 1);
}
static void see(Due& due, const AssistanceDelivered& e, const Observed&) { due.settle(e.assistance.entity(), 1); }
static void see(Due& due, const AssistanceExpired& e, const Observed&) { due.settle(e.assistance.entity(), 1); }

static void see(Due& due, const WaiverRequested& e, const Observed&) { due.watch(e.waiver.entity(), e.expires, ExpireWaiver{e.waiver}); }
static void see(Due& due, const GateDocumentWaived& e, const Observed&) { due.watch(e.waiver.entity(), e.expires, ExpireWaiver{e.waiver}); }
static void see(Due& due, const WaiverDeclined& e, const Observed&) { due.settle(e.waiver.entity()); }
static void see(Due& due, const WaiverWithdrawn& e, const Observed&) { due.settle(e.waiver.entity()); }

static void see(Due& due, const QuoteDrafted& e, const Observed&) { due.watch(e.quote.entity(), e.terms.valid_until, ExpireQuote{e.quote}); }
static void see(Due& due, const QuoteAccepted& e, const Observed&) { due.settle(e.quote.entity()); }
static void see(Due& due, const QuoteDeclined& e, const Observed&) { due.settle(e.quote.entity()); }

static void see(Due& due, const MilestonePlanned& e, const Observed&) {
    due.watch(e.milestone.entity(), e.due, MarkMilestoneMissed{e.milestone});
}
static void see(Due& due, const MilestoneMoved& e, const Observed&) {
    due.watch(e.milestone.entity(), e.to, MarkMilestoneMissed{e.milestone});
}
static void see(Due& due, const MilestoneResumed& e, const Observed&) {
    due.watch(e.milestone.entity(), e.to, MarkMilestoneMissed{e.milestone});
}
static void see(Due& due, const MilestoneMet& e, const Observed&) { due.settle(e.milestone.entity()); }
static void see(Due& due, const MilestoneDropped& e, const Observed&) { due.settle(e.milestone.entity()); }

static void see(Due& due, const OpportunityOffered& e, const Observed&) {
    due.watch(e.opportunity.entity(), e.answer_by, ExpireOffer{e.opportunity});
}
static void see(Due& due, const OpportunityAssignmentAccepted& e, const Observed&) { due.settle(e.opportunity.entity()); }
static void see(Due& due, const OpportunityAssignmentDeclined& e, const Observed&) { due.settle(e.opportunity.entity()); }
static void see(Due& due, const OpportunityReclaimed& e, const Observed&) { due.settle(e.opportunity.entity()); }

static void see(Due& due, const NurtureStarted& e, const Observed&) { due.watch(e.item, e.until, MarkNurtureOverdue{e.item}, nurture_part); }
static void see(Due& due, const NurtureProlonged& e, const Observed&) { due.watch(e.item, e.to, MarkNurtureOverdue{e.item}, nurture_part); }
static void see(Due& due, const NurtureEnded& e, const Observed&) { due.settle(e.item, nurture_part); }

static void watch_items(Due& due, WorkPlanId plan, const std::vector<PlanItem>& items) {
    for (const auto& item : items) due.watch(plan.entity(), item.due, MarkPlanItemOverdue{plan, item.number}, item.number);
}
static void see(Due& due, const WorkPlanDrafted& e, const Observed&) { watch_items(due, e.work_plan, e.items); }
static void see(Due& due, const WorkPlanRevised& e, const Observed&) { watch_items(due, e.work_plan, e.to); }
static void see(Due& due, const PlanItemCompleted& e, const Observed&) { due.settle(e.work_plan.entity(), e.item.number); }

static void see(Due& due, const WorkLogSubmitted& e, const Observed&) {
    due.settle(e.employee.entity(), static_cast<std::uint32_t>(e.day.days));
}

static void see(Due& due, const OpportunityStageAdvanced& e, const Observed& seen) { due.look_at_people(e.opportunity, day_of(seen)); }
static void see(Due& due, const OpportunityStageSkipped& e, const Observed& seen) { due.look_at_people(e.opportunity, day_of(seen)); }
static void see(Due& due, const ContactRoleRevoked& e, const Observed& seen) { due.look_at_people(e.opportunity, day_of(seen)); }
static void see(Due& due, const ContactRoleVacated& e, const Observed& seen) { due.look_at_people(e.opportunity, day_of(seen)); }

static void see(Due& due, const ContactRoleAssigned& e, const Observed& seen) {
    if (e.role == BuyingRole::decision_maker) due.look_for_silence(e.opportunity, day_of(seen));
}
static void see(Due& due, const ContactTouched& e, const Observed& seen) {
    if (e.opportunity && e.direction == TouchDirection::two_way) due.look_for_silence(*e.opportunity, day_of(seen));
}
static void see(Due& due, const ForecastSubmitted& e, const Observed& seen) { due.look_for_silence(e.opportunity, day_of(seen)); }

static void see(Due& due, const OpportunityWon& e, const Observed&) { due.stop_looking(e.opportunity); }
static void see(Due& due, const OpportunityLost& e, const Observed&) { due.stop_looking(e.opportunity); }
static void see(Due& due, const OpportunityDerailed& e, const Observed&) { due.stop_looking(e.opportunity); }

void SimulatedScheduler::watch_dwell(OpportunityId opportunity, Time long_since, std::vector<EmployeeId> told) {
    RaiseAlert alert{RuleCode::R5, opportunity.entity(), {}, "longer in its stage than " + std::to_string(long_dwell_percentile) + " % of comparable deals"};
    for (const EmployeeId person : told)
        if (person) alert.told.push_back(Ref(person));
    watch(opportunity.entity(), long_since, std::move(alert), dwell_part);
}

void SimulatedScheduler::watch_wins(DepartmentId department, Time last_win) {
    if (!company_.is_lasting(department)) return;
    const auto days = threshold(terms_at_first(RuleCode::R7), "days");
    watch(department.entity(), Time{last_win.us + std::int64_t{days} * us_per_day},
          RaiseAlert{RuleCode::R7, department.entity(), {Ref(company_.head_of({1}))}, "no win for " + std::to_string(days) + " days"});
}

void SimulatedScheduler::tell_of_share(EmployeeId owner, Time found, std::string why) {
    watch(owner.entity(), found, RaiseAlert{RuleCode::R7, owner.entity(), {Ref(company_.head_of({1}))}, std::move(why)}, share_part);
}

void SimulatedScheduler::watch_absence(EmployeeId owner, Time noticed, std::string why) {
    watch(owner.entity(), noticed, RaiseAlert{RuleCode::R6, owner.entity(), {Ref(company_.manager_of(owner))}, std::move(why)}, absence_part);
}
void SimulatedScheduler::acted(EmployeeId employee) { settle(employee.entity(), absence_part); }

void SimulatedScheduler::look_at_people(OpportunityId opportunity, Date day) {
    watch(opportunity.entity(), day, WatchCommittee{opportunity}, people_part);
}

void SimulatedScheduler::look_for_silence(OpportunityId opportunity, Date last_word) {
    constexpr std::int32_t days_most = 33;  // the company changes rule R4 between 28 and 32 of them
    watch(opportunity.entity(), Date{last_word.days + days_most}, WatchCommittee{opportunity}, silence_part);
}

void SimulatedScheduler::stop_looking(OpportunityId opportunity) {
    for (const auto part : {dwell_part, people_part, reminder_part, silence_part}) settle(opportunity.entity(), part);
}

void SimulatedScheduler::watch_idle(OpportunityId opportunity, Time idle_since) {
    watch(opportunity.entity(), Time{idle_since.us + std::int64_t{reclaim_idle_days} * us_per_day}, ReclaimOpportunity{opportunity},
          idle_part);
}

void SimulatedScheduler::watch_work_log(EmployeeId employee, Date day) {
    watch(employee.entity(), day, MarkWorkLogMissed{employee, day}, static_cast<std::uint32_t>(day.days));
}

void SimulatedScheduler::observe(const RecordedEvent& event, WorkTime now) {
    static const auto sight = SimulatedSight<SimulatedScheduler>::of<
        AlertRaised, AlertPassedOn, AlertAcknowledged, AlertActedOn, RiskFlagRaised, RiskFlagCleared, RiskFlagLapsed,
        StrategyGuidanceGiven, TaskOpened, TaskPromised, TaskCompleted, TaskCancelled, HandoverProposed, HandoverAccepted, HandoverRejected, HandoverWithdrawn, UrgeSent,
        UrgeAcknowledged, AssistanceRequested, AssistanceAccepted, AssistanceDeclined, AssistanceDelivered, AssistanceExpired,
        WaiverRequested, GateDocumentWaived, WaiverDeclined, WaiverWithdrawn, QuoteDrafted, QuoteAccepted, QuoteDeclined, MilestonePlanned, MilestoneMoved, MilestoneMet, MilestoneDropped, MilestoneResumed,
        NurtureStarted, NurtureProlonged, NurtureEnded, OpportunityOffered, OpportunityAssignmentAccepted, OpportunityAssignmentDeclined, OpportunityReclaimed, WorkPlanDrafted,
        WorkPlanRevised, PlanItemCompleted, WorkLogSubmitted, OpportunityStageAdvanced, OpportunityStageSkipped, ContactRoleAssigned,
        ContactRoleRevoked, ContactRoleVacated, ContactTouched, ForecastSubmitted, OpportunityWon, OpportunityLost, OpportunityDerailed>();
    sight.show(*this, event, now);
}

}  // namespace foxtrail
