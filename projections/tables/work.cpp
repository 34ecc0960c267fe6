#include "projections/tables/work_rows.hpp"

namespace foxtrail {
using namespace work_rows;

namespace {

void answer(Work& work, Entity item, const Meta& m) { set_open<&WorkRow::answered>(work, item, m.recorded_at, m); }
void mark(Work& work, Entity item, const Meta& m) { set_open<&WorkRow::marked>(work, item, true, m); }
void pass_on(Work& work, Entity item, EmployeeId to, const Meta& m) { set_open<&WorkRow::owner>(work, item, to, m); }
// It waits in a department's queue, for somebody there to take it.
void lay_before(Work& work, Entity item, DepartmentId department, const Meta& m) {
    set_open<&WorkRow::department>(work, item, department, m);
    set_open<&WorkRow::answered>(work, item, Time{}, m);
}
// To another day, which it has not passed yet, whatever was known to be passed when that was recorded.
void put_off(Work& work, Entity item, Time due, const Meta& m) {
    set_open<&WorkRow::due>(work, item, due, m);
    set_open<&WorkRow::marked>(work, item, false, known(m));
}

// Who has a deal is guided about it; who has an item answers for it to those who urged.
bool is_open_guidance(const WorkRow& row) { return row.item.kind == GuidanceId::kind && is_open_row(row); }
bool is_open_urge(const WorkRow& row) { return row.item.kind == UrgeId::kind && is_open_row(row); }
bool goes_with_item(const WorkRow& row) { return is_open_guidance(row) || is_open_urge(row); }
void pass_on_about(Work& work, Entity item, EmployeeId to, const Meta& m, bool (*which)(const WorkRow&)) {
    for (const std::uint32_t id : work.items.rows_ever<&WorkRow::about>(item)) work.items.set<&WorkRow::owner>(id, to, m, which);
}

// Who does what he was urged to do, or says no, answers; what is called off or lapses leaves nothing to answer.
void end_urges(Work& work, Entity item, WorkState how, const Meta& m, bool (*which)(const WorkRow&)) {
    const bool is_answer = how == WorkState::done || how == WorkState::refused;
    for (const std::uint32_t id : work.items.rows_ever<&WorkRow::about>(item)) {
        if (is_answer) work.items.set<&WorkRow::answered>(id, m.recorded_at, m, which);
        work.items.set<&WorkRow::ending>(id, Ending(is_answer ? WorkState::done : WorkState::expired, m.recorded_at), m, which);
    }
}
void end_with_urges(Work& work, Entity item, WorkState how, const Meta& m) {
    close(work, item, how, m);
    end_urges(work, item, how, m, is_open_urge);
}
bool is_unanswered_urge(const WorkRow& row) { return is_open_urge(row) || (row.item.kind == UrgeId::kind && row.state() == WorkState::expired); }

}  // namespace

// Somebody is told when it is recorded, whatever day what he is told of was true.
void project(Work& w, const AlertRaised& e, const Meta& m) {
    open(w, {.item = e.alert.entity(), .about = e.subject, .owner = e.told, .rule = e.rule, .due = e.acknowledge_by}, known(m));
}
void project(Work& w, const AlertAcknowledged& e, const Meta& m) { answer(w, e.alert.entity(), known(m)); }
void project(Work& w, const AlertActedOn& e, const Meta& m) { close(w, e.alert.entity(), WorkState::done, known(m)); }
void project(Work& w, const AlertLapsed& e, const Meta& m) { close(w, e.alert.entity(), WorkState::withdrawn, known(m)); }
void project(Work& w, const AlertEscalated& e, const Meta& m) { mark(w, e.alert.entity(), known(m)); }
// Another is told, and has not answered yet.
void project(Work& w, const AlertPassedOn& e, const Meta& m) {
    const Meta told = known(m);
    pass_on(w, e.alert.entity(), e.to, told);
    set_open<&WorkRow::opened>(w, e.alert.entity(), m.recorded_at, told);
    set_open<&WorkRow::due>(w, e.alert.entity(), e.acknowledge_by, told);
    set_open<&WorkRow::answered>(w, e.alert.entity(), Time{}, told);
    set_open<&WorkRow::marked>(w, e.alert.entity(), false, told);
}

void project(Work& w, const TaskOpened& e, const Meta& m) {
    open(w, {.item = e.task.entity(), .about = e.subject, .owner = e.assignee, .asked_by = m.actor, .rule = e.rule.value_or(RuleCode{}), .due = e.due}, e.rule ? known(m) : m);
}
void project(Work& w, const TaskPromised& e, const Meta& m) {
    open(w, {.item = e.task.entity(), .about = e.subject, .owner = e.assignee, .asked_by = m.actor, .number = e.promised_to.number, .due = e.due}, m);
}
void project(Work& w, const TaskCompleted& e, const Meta& m) { end_with_urges(w, e.task.entity(), WorkState::done, m); }
void project(Work& w, const TaskCancelled& e, const Meta& m) { end_with_urges(w, e.task.entity(), WorkState::withdrawn, m); }
void project(Work& w, const TaskReassigned& e, const Meta& m) {
    pass_on(w, e.task.entity(), e.to, m);
    pass_on_about(w, e.task.entity(), e.to, m, goes_with_item);
}
void project(Work& w, const TaskOverdue& e, const Meta& m) { mark(w, e.task.entity(), m); }

void project(Work& w, const HandoverProposed& e, const Meta& m) {
    open(w, {.item = e.handover.entity(), .about = e.from.entity(), .owner = e.to, .asked_by = m.actor, .due = e.answer_by}, m);
}
void project(Work& w, const HandoverAccepted& e, const Meta& m) { answer(w, e.handover.entity(), m); }
void project(Work& w, const HandoverRejected& e, const Meta& m) { end_with_urges(w, e.handover.entity(), WorkState::refused, m); }
void project(Work& w, const HandoverWithdrawn& e, const Meta& m) { end_with_urges(w, e.handover.entity(), WorkState::withdrawn, m); }
void project(Work& w, const HandoverExpired& e, const Meta& m) { end_with_urges(w, e.handover.entity(), WorkState::expired, m); }
void project(Work& w, const HandoverCompleted& e, const Meta& m) { end_with_urges(w, e.handover.entity(), WorkState::done, m); }
// The giver's part of the item alone; a receiver who attends an appointment already does so once. An offer is nobody's to give.
void project(Work& w, const OwnershipTransferred& e, const Meta& m) {
    pass_on_about(w, e.item, e.to.owner, m, goes_with_item);
    if (e.item.kind == OpportunityId::kind) return close(w, e.item, WorkState::withdrawn, m);  // what was offered to somebody else
    bool has_it = false;
    each_open(w, e.item, [&](std::uint32_t id) { has_it |= w.items.now(id).owner == e.to.owner; });
    each_open(w, e.item, [&](std::uint32_t id) {
        if (w.items.now(id).owner != e.from) return;
        if (has_it) end(w, id, WorkState::withdrawn, m);
        else w.items.set<&WorkRow::owner>(id, e.to.owner, m);
    });
}

// The next urge of the same person takes the place of his last one, which nobody can answer any more.
void project(Work& w, const UrgeSent& e, const Meta& m) {
    if (e.follows) close(w, e.follows->entity(), WorkState::withdrawn, m);
    open(w, {.item = e.urge.entity(), .about = e.item, .owner = e.to, .asked_by = e.by, .department = e.department, .due = e.answer_by}, m);
}
void project(Work& w, const UrgeAcknowledged& e, const Meta& m) {
    answer(w, e.urge.entity(), m);
    close(w, e.urge.entity(), WorkState::done, m);
}
void project(Work& w, const UrgeEscalated& e, const Meta& m) { mark(w, e.urge.entity(), m); }

void project(Work& w, const AssistanceRequested& e, const Meta& m) {
    open(w, {.item = e.assistance.entity(), .about = e.object, .asked_by = e.requester, .department = e.department, .due = e.answer_by}, m);
}
void project(Work& w, const AssistanceAccepted& e, const Meta& m) {
    pass_on(w, e.assistance.entity(), e.assignee, m);
    pass_on_about(w, e.assistance.entity(), e.assignee, m, goes_with_item);
    answer(w, e.assistance.entity(), m);
    if (e.due) set_open<&WorkRow::due>(w, e.assistance.entity(), *e.due, m);
}
void project(Work& w, const AssistanceDeclined& e, const Meta& m) { end_with_urges(w, e.assistance.entity(), WorkState::refused, m); }
// Also when it has expired: delivered in time and told of late, it never was too late, and answers whoever urged.
void project(Work& w, const AssistanceDelivered& e, const Meta& m) {
    Meta expired = m;
    for (const std::uint32_t id : rows_of(w, e.assistance.entity())) {
        expired.valid_at = std::max(m.valid_at, w.items.now(id).closed());
        end(w, id, WorkState::done, m);
        if (expired.valid_at > m.valid_at) end(w, id, WorkState::done, expired);
    }
    end_urges(w, e.assistance.entity(), WorkState::done, expired, is_unanswered_urge);
}
void project(Work& w, const AssistanceExpired& e, const Meta& m) { end_with_urges(w, e.assistance.entity(), WorkState::expired, m); }

void project(Work& w, const WorkItemOpened& e, const Meta& m) {
    open(w, {.item = e.work_item.entity(), .about = e.subject, .owner = e.opener, .asked_by = e.opener, .department = e.to}, m);
}
void project(Work& w, const WorkItemAccepted& e, const Meta& m) {
    pass_on(w, e.work_item.entity(), e.to, m);
    pass_on_about(w, e.work_item.entity(), e.to, m, goes_with_item);
    answer(w, e.work_item.entity(), m);
}
void project(Work& w, const WorkItemReturned& e, const Meta& m) { answer(w, e.work_item.entity(), m); }
void project(Work& w, const WorkItemPassedOn& e, const Meta& m) { lay_before(w, e.work_item.entity(), e.to, m); }
void project(Work& w, const WorkItemClosed& e, const Meta& m) { end_with_urges(w, e.work_item.entity(), WorkState::done, m); }
void project(Work& w, const DeliveryHandoverAccepted& e, const Meta& m) {
    open(w, {.item = e.work_item.entity(), .about = e.opportunity.entity(), .owner = e.by, .department = e.department}, m);
    answer(w, e.work_item.entity(), m);
}

void project(Work& w, const RiskFlagRaised& e, const Meta& m) {
    open(w, {.item = e.flag.entity(), .about = e.opportunity.entity(), .owner = e.owner.value_or(EmployeeId{}), .asked_by = m.actor, .risk = e.kind,
             .due = e.acknowledge_by}, m);
}
void project(Work& w, const RiskFlagAcknowledged& e, const Meta& m) { answer(w, e.flag.entity(), m); }
void project(Work& w, const RiskFlagCleared& e, const Meta& m) { close(w, e.flag.entity(), WorkState::done, m); }
void project(Work& w, const RiskFlagEscalated& e, const Meta& m) { mark(w, e.flag.entity(), m); }
void project(Work& w, const RiskFlagPassedOn& e, const Meta& m) { pass_on(w, e.flag.entity(), e.to.value_or(EmployeeId{}), m); }
void project(Work& w, const RiskFlagLapsed& e, const Meta& m) { close(w, e.flag.entity(), WorkState::withdrawn, m); }

void project(Work& w, const StrategyGuidanceGiven& e, const Meta& m) {
    open(w, {.item = e.guidance.entity(), .about = e.opportunity.entity(), .owner = e.to, .asked_by = e.by, .number = e.flag.value_or(RiskFlagId{}).number}, m);
}
void project(Work& w, const GuidanceActedOn& e, const Meta& m) { close(w, e.guidance.entity(), WorkState::done, m); }

// An offer has no number of its own: it is the opportunity, laid before somebody.
void project(Work& w, const OpportunityOffered& e, const Meta& m) {
    open(w, {.item = e.opportunity.entity(), .about = e.opportunity.entity(), .owner = e.employee, .asked_by = m.actor, .due = e.answer_by}, m);
}
void project(Work& w, const OpportunityAssignmentAccepted& e, const Meta& m) { close(w, e.opportunity.entity(), WorkState::done, m); }
void project(Work& w, const OpportunityAssignmentDeclined& e, const Meta& m) { close(w, e.opportunity.entity(), WorkState::refused, m); }
void project(Work& w, const OpportunityOfferExpired& e, const Meta& m) { close(w, e.opportunity.entity(), WorkState::expired, m); }
void project(Work& w, const OpportunityReclaimed& e, const Meta& m) {
    close(w, e.opportunity.entity(), WorkState::withdrawn, m);
    if (e.from) pass_on_about(w, e.opportunity.entity(), {}, m, goes_with_item);
}
void project(Work& w, const OpportunityAssigned& e, const Meta& m) {
    pass_on_about(w, e.opportunity.entity(), e.to.owner, m, goes_with_item);
}

void project(Work& w, const AppointmentScheduled& e, const Meta& m) {
    for (const EmployeeId employee : e.employees)
        open(w, {.item = e.appointment.entity(), .about = e.subject.value_or(Entity{}), .owner = employee, .asked_by = m.actor, .due = e.slot.begins}, m);
}
void project(Work& w, const AppointmentRescheduled& e, const Meta& m) { set_open<&WorkRow::due>(w, e.appointment.entity(), e.to.begins, m); }
void project(Work& w, const AppointmentHeld& e, const Meta& m) { close(w, e.appointment.entity(), WorkState::done, m); }
void project(Work& w, const AppointmentCancelled& e, const Meta& m) { close(w, e.appointment.entity(), WorkState::withdrawn, m); }

// Submitted again, it waits anew.
void project(Work& w, const GateDocumentSubmitted& e, const Meta& m) {
    close(w, e.gate_document.entity(), WorkState::withdrawn, m);
    open(w, {.item = e.gate_document.entity(), .about = e.opportunity.entity(), .asked_by = m.actor}, m);
}
void project(Work& w, const GateDocumentApproved& e, const Meta& m) { close(w, e.gate_document.entity(), WorkState::done, m); }
void project(Work& w, const GateDocumentRejected& e, const Meta& m) { close(w, e.gate_document.entity(), WorkState::refused, m); }

// A waiver is open until its day is over, and answered once it is granted.
void project(Work& w, const WaiverRequested& e, const Meta& m) {
    open(w, {.item = e.waiver.entity(), .about = e.waived.opportunity.entity(), .asked_by = e.requester, .due = day_after(e.expires)}, m);
}
void project(Work& w, const GateDocumentWaived& e, const Meta& m) {
    if (!e.requester) open(w, {.item = e.waiver.entity(), .about = e.waived.opportunity.entity(), .due = day_after(e.expires)}, m);
    pass_on(w, e.waiver.entity(), e.approver, m);
    answer(w, e.waiver.entity(), m);
}
void project(Work& w, const WaiverDeclined& e, const Meta& m) { close(w, e.waiver.entity(), WorkState::refused, m); }
void project(Work& w, const WaiverWithdrawn& e, const Meta& m) { close(w, e.waiver.entity(), WorkState::withdrawn, known(m)); }
void project(Work& w, const WaiverExpired& e, const Meta& m) { close(w, e.waiver.entity(), WorkState::expired, m); }

void project(Work& w, const MilestonePlanned& e, const Meta& m) {
    open(w, {.item = e.milestone.entity(), .about = e.opportunity.entity(), .asked_by = m.actor, .due = day_after(e.due)}, m);
}
void project(Work& w, const MilestoneMoved& e, const Meta& m) { put_off(w, e.milestone.entity(), day_after(e.to), m); }
void project(Work& w, const MilestoneMet& e, const Meta& m) { close(w, e.milestone.entity(), WorkState::done, m); }
void project(Work& w, const MilestoneMissed& e, const Meta& m) { mark(w, e.milestone.entity(), m); }
void project(Work& w, const MilestoneDropped& e, const Meta& m) { close(w, e.milestone.entity(), WorkState::withdrawn, m); }
void project(Work& w, const MilestoneResumed& e, const Meta& m) {
    for (const std::uint32_t id : rows_of(w, e.milestone.entity())) w.items.set<&WorkRow::ending>(id, Ending{}, m);
    if (e.from != e.to) put_off(w, e.milestone.entity(), day_after(e.to), m);
}

// A lead is open until it is given up or an opportunity; who has it owes an answer, whether it is worth pursuing.
void project(Work& w, const LeadCaptured& e, const Meta& m) {
    open(w, {.item = e.lead.entity(), .about = e.customer ? e.customer->entity() : Entity{}, .asked_by = m.actor}, m);
}
void project(Work& w, const LeadAssigned& e, const Meta& m) { pass_on(w, e.lead.entity(), e.to.owner, m); }
void project(Work& w, const LeadQualified& e, const Meta& m) { answer(w, e.lead.entity(), m); }
void project(Work& w, const LeadDisqualified& e, const Meta& m) { close(w, e.lead.entity(), WorkState::refused, m); }
void project(Work& w, const LeadConverted& e, const Meta& m) { close(w, e.lead.entity(), WorkState::done, m); }

// Each version is a row of its own, with the terms it came with. It is open until the customer answers or its day is over.
static void open_quote(Work& w, QuoteId quote, OpportunityId about, EmployeeId owner, const QuoteTerms& terms, const Meta& m) {
    open(w, {.item = quote.entity(), .about = about.entity(), .owner = owner, .asked_by = m.actor, .due = day_after(terms.valid_until)}, m);
}
void project(Work& w, const QuoteDrafted& e, const Meta& m) { open_quote(w, e.quote, e.opportunity, e.drafter, e.terms, m); }
void project(Work& w, const QuoteRevised& e, const Meta& m) {
    close(w, e.quote.entity(), WorkState::withdrawn, m);
    open_quote(w, e.quote, e.opportunity, e.owner, e.to, m);
}
void project(Work& w, const QuoteAccepted& e, const Meta& m) { close(w, e.quote.entity(), WorkState::done, m); }
void project(Work& w, const QuoteDeclined& e, const Meta& m) { close(w, e.quote.entity(), WorkState::refused, m); }
void project(Work& w, const QuoteExpired& e, const Meta& m) { close(w, e.quote.entity(), WorkState::expired, m); }

template <>
ProjectionEntry entry_of<Work>() {
    return projection_entry<Work, boost::mp11::mp_append<OpportunityEvents, AlertEvents, TaskEvents, HandoverEvents, UrgeEvents, AssistanceEvents, WorkItemEvents,
                                                         RiskFlagEvents, GuidanceEvents, AssignmentEvents, AppointmentEvents, GateDocumentEvents, WaiverEvents,
                                                         MilestoneEvents, LeadEvents, WorkPlanEvents, QuoteEvents>>();
}

}  // namespace foxtrail
