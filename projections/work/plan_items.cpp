#include "projections/work/plan_items.hpp"

#include "projections/reading/changed_by.hpp"

namespace foxtrail {

PlanItemOutcome plan_item_outcome(std::uint32_t id, const WorkRow& row, const Work& work, const Deadlines& due, const Instant& instant) {
    PlanItemOutcome outcome{row, due.day_of(row)};
    if (const auto done = changed_by<&WorkRow::ending>(work.items, id, instant); row.state() == WorkState::done && done.position) outcome.completed = done.valid_at;
    if (row.state() == WorkState::withdrawn) outcome.state = PlanItemState::dropped;
    else if (outcome.completed) outcome.state = due.company.time.local_date(*outcome.completed) <= outcome.due ? PlanItemState::in_time : PlanItemState::late;
    else if (due.passed(row)) outcome.state = PlanItemState::overdue;
    return outcome;
}

std::vector<PlanItemOutcome> plan_items_of(WorkPlanId plan, const Work& work, const Deadlines& due, const Instant& instant) {
    std::vector<PlanItemOutcome> items;
    work.items.each_with<&WorkRow::item>(plan.entity(), instant, [&](std::uint32_t id, const WorkRow& row) {
        items.push_back(plan_item_outcome(id, row, work, due, instant));
    });
    std::ranges::stable_sort(items, {}, [](const PlanItemOutcome& item) { return item.row.number; });
    return items;
}

}  // namespace foxtrail
