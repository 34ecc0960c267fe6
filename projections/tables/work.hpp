// Everything somebody is asked to do and has not done yet, of whatever kind: alerts, tasks, handovers, urges, requests for
// assistance, flags, documents to approve, leads to qualify, items of plans. One table, so that boards, queues, orphans and response
// times are one question.
#pragma once

#include "events/alert.hpp"
#include "events/appointment.hpp"
#include "events/assignment.hpp"
#include "events/assistance.hpp"
#include "events/gate_document.hpp"
#include "events/guidance.hpp"
#include "events/handover.hpp"
#include "events/lead.hpp"
#include "events/milestone.hpp"
#include "events/opportunity.hpp"
#include "events/quote.hpp"
#include "events/risk_flag.hpp"
#include "events/task.hpp"
#include "events/urge.hpp"
#include "events/waiver.hpp"
#include "events/work_item.hpp"
#include "events/work_plan.hpp"
#include "projections/runner/projection.hpp"

namespace foxtrail {

enum class WorkState : std::uint8_t { open = 0, answered = 1, done = 2, refused = 3, expired = 4, withdrawn = 5 };
BOOST_DESCRIBE_ENUM(WorkState, open, answered, done, refused, expired, withdrawn)
inline bool is_open(WorkState state) { return state == WorkState::open || state == WorkState::answered; }

// How an item ended and when that was recorded; they come together, so they are one member. Open while it has not.
class Ending {
public:
    Ending() = default;
    Ending(WorkState how, Time at) : bits_(static_cast<std::uint64_t>(at.us) << 8 | static_cast<std::uint64_t>(how)) {}
    WorkState how() const { return static_cast<WorkState>(bits_ & 0xFF); }
    Time at() const { return {static_cast<std::int64_t>(bits_) >> 8}; }
    bool operator==(const Ending&) const = default;
    std::uint64_t cell(const Stamp& set) const { return distance_cell(at().us, set.valid_at.us) << 3 | static_cast<std::uint64_t>(how()); }
    static Ending of(std::uint64_t cell, const Stamp& set) { return {static_cast<WorkState>(cell & 7), {from_distance_cell(cell >> 3, set.valid_at.us)}}; }

private:
    std::uint64_t bits_ = 0;  // 56 of the time in µs, as a table keeps valid times
};

struct WorkRow {
    Entity item{};        // the alert, the task, ...
    Entity about{};       // what it is about: an opportunity, a customer, another item
    EmployeeId owner{};   // who has to do it; {} while nobody has taken it
    EmployeeId asked_by{};  // {} for the system
    DepartmentId department{};
    RuleCode rule{};      // of an alert, and of a task that a rule asks for
    RiskKind risk{};      // of a flag
    bool marked = false;  // past its day, and that was told
    std::uint32_t number = 0;  // of a plan: of the item in it; of guidance: of the flag it was given on; of a promise: of the contact; 0 for none
    EventAt position{};   // of the event that opened it, for the text it came with
    Time opened{};        // when he was told: recorded, not valid, time
    Time due{};           // {} for none; an alert is due to be acknowledged; what is due by a day, at the end of it in UTC
    Time answered{};      // recorded time too; {} while it waits for an answer
    Ending ending{};
    static constexpr auto indexed = std::tuple{&WorkRow::item, &WorkRow::about, &WorkRow::owner};

    WorkState state() const { return ending.how() != WorkState::open ? ending.how() : answered != Time{} ? WorkState::answered : WorkState::open; }
    Time closed() const { return ending.at(); }  // {} while it is open
};
BOOST_DESCRIBE_STRUCT(WorkRow, (), (item, about, owner, asked_by, department, rule, risk, marked, number, position, opened, due, answered, ending))

// An item of a version of a plan; it is nobody's work before that version is approved.
struct PlannedItemRow {
    WorkPlanId plan{};
    Entity about{};
    Date due{};
    std::uint16_t version = 0;
    std::uint32_t number = 0;  // in the plan
    static constexpr auto indexed = std::tuple{&PlannedItemRow::plan};
};
BOOST_DESCRIBE_STRUCT(PlannedItemRow, (), (plan, about, due, version, number))

// A task that was promised to a contact.
inline bool is_promise(const WorkRow& row) { return row.item.kind == TaskId::kind && row.number != 0; }

struct Work {
    static constexpr std::string_view name = "work";
    static constexpr std::uint32_t version = 11;
    static constexpr std::string_view doc = "Every alert, task, request and other open item: who has it, about what, since when, due when, answered when.";
    Table<WorkRow> items;
    Table<PlannedItemRow> planned;
};
BOOST_DESCRIBE_STRUCT(Work, (), (items, planned))

void project(Work&, const AlertRaised&, const Meta&);
void project(Work&, const AlertAcknowledged&, const Meta&);
void project(Work&, const AlertActedOn&, const Meta&);
void project(Work&, const AlertEscalated&, const Meta&);
void project(Work&, const AlertLapsed&, const Meta&);
void project(Work&, const AlertPassedOn&, const Meta&);

void project(Work&, const TaskOpened&, const Meta&);
void project(Work&, const TaskPromised&, const Meta&);
void project(Work&, const TaskCompleted&, const Meta&);
void project(Work&, const TaskCancelled&, const Meta&);
void project(Work&, const TaskReassigned&, const Meta&);
void project(Work&, const TaskOverdue&, const Meta&);

void project(Work&, const HandoverProposed&, const Meta&);
void project(Work&, const HandoverAccepted&, const Meta&);
void project(Work&, const HandoverRejected&, const Meta&);
void project(Work&, const HandoverExpired&, const Meta&);
void project(Work&, const HandoverWithdrawn&, const Meta&);
void project(Work&, const HandoverCompleted&, const Meta&);
void project(Work&, const OwnershipTransferred&, const Meta&);

void project(Work&, const UrgeSent&, const Meta&);
void project(Work&, const UrgeAcknowledged&, const Meta&);
void project(Work&, const UrgeEscalated&, const Meta&);

void project(Work&, const AssistanceRequested&, const Meta&);
void project(Work&, const AssistanceAccepted&, const Meta&);
void project(Work&, const AssistanceDeclined&, const Meta&);
void project(Work&, const AssistanceDelivered&, const Meta&);
void project(Work&, const AssistanceExpired&, const Meta&);

void project(Work&, const WorkItemOpened&, const Meta&);
void project(Work&, const WorkItemAccepted&, const Meta&);
void project(Work&, const WorkItemReturned&, const Meta&);
void project(Work&, const WorkItemPassedOn&, const Meta&);
void project(Work&, const WorkItemClosed&, const Meta&);
void project(Work&, const DeliveryHandoverAccepted&, const Meta&);

void project(Work&, const RiskFlagRaised&, const Meta&);
void project(Work&, const RiskFlagAcknowledged&, const Meta&);
void project(Work&, const RiskFlagCleared&, const Meta&);
void project(Work&, const RiskFlagEscalated&, const Meta&);
void project(Work&, const RiskFlagPassedOn&, const Meta&);
void project(Work&, const RiskFlagLapsed&, const Meta&);

void project(Work&, const StrategyGuidanceGiven&, const Meta&);
void project(Work&, const GuidanceActedOn&, const Meta&);

void project(Work&, const OpportunityOffered&, const Meta&);
void project(Work&, const OpportunityAssignmentAccepted&, const Meta&);
void project(Work&, const OpportunityAssignmentDeclined&, const Meta&);
void project(Work&, const OpportunityOfferExpired&, const Meta&);
void project(Work&, const OpportunityReclaimed&, const Meta&);
void project(Work&, const OpportunityAssigned&, const Meta&);

void project(Work&, const AppointmentScheduled&, const Meta&);
void project(Work&, const AppointmentRescheduled&, const Meta&);
void project(Work&, const AppointmentHeld&, const Meta&);
void project(Work&, const AppointmentCancelled&, const Meta&);

void project(Work&, const GateDocumentSubmitted&, const Meta&);
void project(Work&, const GateDocumentApproved&, const Meta&);
void project(Work&, const GateDocumentRejected&, const Meta&);
void project(Work&, const WaiverRequested&, const Meta&);
void project(Work&, const GateDocumentWaived&, const Meta&);
void project(Work&, const WaiverDeclined&, const Meta&);
void project(Work&, const WaiverExpired&, const Meta&);
void project(Work&, const WaiverWithdrawn&, const Meta&);
void project(Work&, const MilestonePlanned&, const Meta&);
void project(Work&, const MilestoneMoved&, const Meta&);
void project(Work&, const MilestoneMet&, const Meta&);
void project(Work&, const MilestoneMissed&, const Meta&);
void project(Work&, const MilestoneDropped&, const Meta&);
void project(Work&, const MilestoneResumed&, const Meta&);

void project(Work&, const LeadCaptured&, const Meta&);
void project(Work&, const LeadAssigned&, const Meta&);
void project(Work&, const LeadQualified&, const Meta&);
void project(Work&, const LeadDisqualified&, const Meta&);
void project(Work&, const LeadConverted&, const Meta&);

void project(Work&, const WorkPlanDrafted&, const Meta&);
void project(Work&, const WorkPlanRevised&, const Meta&);
void project(Work&, const WorkPlanApproved&, const Meta&);
void project(Work&, const PlanItemCompleted&, const Meta&);
void project(Work&, const PlanItemOverdue&, const Meta&);

void project(Work&, const QuoteDrafted&, const Meta&);
void project(Work&, const QuoteRevised&, const Meta&);
void project(Work&, const QuoteAccepted&, const Meta&);
void project(Work&, const QuoteDeclined&, const Meta&);
void project(Work&, const QuoteExpired&, const Meta&);

template <>
ProjectionEntry entry_of<Work>();

}  // namespace foxtrail
