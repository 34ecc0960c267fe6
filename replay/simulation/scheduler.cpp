#include "replay/simulation/scheduler.hpp"

#include "commands/alert.hpp"
#include "commands/assignment.hpp"
#include "commands/assistance.hpp"
#include "commands/handover.hpp"
#include "commands/milestone.hpp"
#include "commands/risk_flag.hpp"
#include "commands/task.hpp"
#include "commands/urge.hpp"
#include "commands/waiver.hpp"
#include "commands/work_log.hpp"
#include "commands/work_plan.hpp"

namespace foxtrail {

using Due = SimulatedScheduler;

constexpr std::uint32_t idle_part = 1;  // of an opportunity; the other is its offer

// Only who has a manager can be passed over.
static void see(Due& due, const AlertRaised& e, const Observed&) {
    if (due.has_manager(e.told)) due.watch(e.alert.entity(), e.acknowledge_by, EscalateAlert{e.alert});
}
static void see(Due& due, const AlertAcknowledged& e, const Observed&) { due.settle(e.alert.entity()); }
static void see(Due& due, const AlertActedOn& e, const Observed&) { due.settle(e.alert.entity()); }

static void see(Due& due, const RiskFlagRaised& e, const Observed&) {
    if (e.owner && due.has_manager(*e.owner)) due.watch(e.flag.entity(), e.acknowledge_by, EscalateRiskFlag{e.flag});
}
static void see(Due& due, const RiskFlagAcknowledged& e, const Observed&) { due.settle(e.flag.entity()); }
static void see(Due& due, const RiskFlagCleared& e, const Observed&) { due.settle(e.flag.entity()); }
static void see(Due& due, const RiskFlagLapsed& e, const Observed&) { due.settle(e.flag.entity()); }
static void see(Due& due, const StrategyGuidanceGiven& e, const Observed&) {
    if (e.flag) due.settle(e.flag->entity());
}

static void see(Due& due, const TaskOpened& e, const Observed&) { due.watch(e.task.entity(), e.due, MarkTaskOverdue{e.task}); }
static void see(Due& due, const TaskCompleted& e, const Observed&) { due.settle(e.task.entity()); }
static void see(Due& due, const TaskCancelled& e, const Observed&) { due.settle(e.task.entity()); }

static void see(Due& due, const HandoverProposed& e, const Observed&) {
    due.watch(e.handover.entity(), e.answer_by, ExpireHandover{e.handover});
}
static void see(Due& due, const HandoverAccepted& e, const Observed&) { due.settle(e.handover.entity()); }
static void see(Due& due, const HandoverRejected& e, const Observed&) { due.settle(e.handover.entity()); }

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

static void see(Due& due, const MilestonePlanned& e, const Observed&) {
    due.watch(e.milestone.entity(), e.due, MarkMilestoneMissed{e.milestone});
}
static void see(Due& due, const MilestoneMoved& e, const Observed&) {
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

static void watch_items(Due& due, WorkPlanId plan, const std::vector<PlanItem>& items) {
    for (const auto& item : items) due.watch(plan.entity(), item.due, MarkPlanItemOverdue{plan, item.number}, item.number);
}
static void see(Due& due, const WorkPlanDrafted& e, const Observed&) { watch_items(due, e.work_plan, e.items); }
static void see(Due& due, const WorkPlanRevised& e, const Observed&) { watch_items(due, e.work_plan, e.to); }
static void see(Due& due, const PlanItemCompleted& e, const Observed&) { due.settle(e.work_plan.entity(), e.item.number); }

static void see(Due& due, const WorkLogSubmitted& e, const Observed&) {
    due.settle(e.employee.entity(), static_cast<std::uint32_t>(e.day.days));
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
        AlertRaised, AlertAcknowledged, AlertActedOn, RiskFlagRaised, RiskFlagAcknowledged, RiskFlagCleared, RiskFlagLapsed,
        StrategyGuidanceGiven, TaskOpened, TaskCompleted, TaskCancelled, HandoverProposed, HandoverAccepted, HandoverRejected, UrgeSent,
        UrgeAcknowledged, AssistanceRequested, AssistanceAccepted, AssistanceDeclined, AssistanceDelivered, AssistanceExpired,
        WaiverRequested, GateDocumentWaived, WaiverDeclined, MilestonePlanned, MilestoneMoved, MilestoneMet, MilestoneDropped,
        OpportunityOffered, OpportunityAssignmentAccepted, OpportunityAssignmentDeclined, OpportunityReclaimed, WorkPlanDrafted,
        WorkPlanRevised, PlanItemCompleted, WorkLogSubmitted>();
    sight.show(*this, event, now);
}

}  // namespace foxtrail
