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

template <>
ProjectionEntry entry_of<Work>() {
    return projection_entry<Work, AlertEvents>();
}

}  // namespace foxtrail
