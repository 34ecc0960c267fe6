#include "projections/work.hpp"

namespace foxtrail {
namespace {

void open(Work& work, WorkRow row, const Meta& m) {
    row.opened = m.recorded_at, row.position = m.position;
    work.items.born(work.items.last_id() + 1, row, m);
}

// The row of an item: the last one it was opened as.
std::uint32_t row_of(const Work& work, Entity item) {
    const auto rows = work.items.rows_ever<&WorkRow::item>(item);
    if (rows.empty()) throw std::logic_error(to_text(item) + " was never opened");
    return rows.back();
}

void answer(Work& work, Entity item, const Meta& m) {
    const auto row = row_of(work, item);
    work.items.set<&WorkRow::state>(row, WorkState::answered, m);
    work.items.set<&WorkRow::answered>(row, m.recorded_at, m);
}

void mark(Work& work, Entity item, const Meta& m) { work.items.set<&WorkRow::marked>(row_of(work, item), true, m); }

void pass_on(Work& work, Entity item, EmployeeId to, const Meta& m) { work.items.set<&WorkRow::owner>(row_of(work, item), to, m); }

void close(Work& work, Entity item, WorkState how, const Meta& m) {
    const auto row = row_of(work, item);
    work.items.set<&WorkRow::state>(row, how, m);
    work.items.set<&WorkRow::closed>(row, m.recorded_at, m);
}

}  // namespace

void project(Work& w, const AlertRaised& e, const Meta& m) {
    open(w, {.item = e.alert.entity(), .about = e.subject, .owner = e.told, .rule = e.rule, .due = e.acknowledge_by}, m);
}
void project(Work& w, const AlertAcknowledged& e, const Meta& m) { answer(w, e.alert.entity(), m); }
void project(Work& w, const AlertActedOn& e, const Meta& m) { close(w, e.alert.entity(), WorkState::done, m); }

void project(Work& w, const AlertEscalated& e, const Meta& m) { mark(w, e.alert.entity(), m); }

void project(Work& w, const TaskOpened& e, const Meta& m) {
    open(w, {.item = e.task.entity(), .about = e.subject, .owner = e.assignee, .asked_by = m.actor, .due = e.due}, m);
}
void project(Work& w, const TaskCompleted& e, const Meta& m) { close(w, e.task.entity(), WorkState::done, m); }
void project(Work& w, const TaskCancelled& e, const Meta& m) { close(w, e.task.entity(), WorkState::withdrawn, m); }
void project(Work& w, const TaskOverdue& e, const Meta& m) { mark(w, e.task.entity(), m); }
void project(Work& w, const TaskReassigned& e, const Meta& m) { pass_on(w, e.task.entity(), e.to, m); }

void project(Work& w, const HandoverProposed& e, const Meta& m) {
    open(w, {.item = e.handover.entity(), .about = e.from.entity(), .owner = e.to, .asked_by = m.actor, .due = e.answer_by}, m);
}
void project(Work& w, const HandoverAccepted& e, const Meta& m) { answer(w, e.handover.entity(), m); }
void project(Work& w, const HandoverRejected& e, const Meta& m) { close(w, e.handover.entity(), WorkState::refused, m); }
void project(Work& w, const HandoverExpired& e, const Meta& m) { close(w, e.handover.entity(), WorkState::expired, m); }
void project(Work& w, const HandoverCompleted& e, const Meta& m) { close(w, e.handover.entity(), WorkState::done, m); }
void project(Work& w, const OwnershipTransferred& e, const Meta& m) {
    if (!w.items.rows_ever<&WorkRow::item>(e.item).empty()) pass_on(w, e.item, e.to.owner, m);
}

template <>
ProjectionEntry entry_of<Work>() {
    return projection_entry<Work, boost::mp11::mp_append<AlertEvents, TaskEvents, HandoverEvents>>();
}

}  // namespace foxtrail
