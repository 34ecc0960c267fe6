#include "projections/work/plan_items.hpp"

#include "projections/reading/changed_by.hpp"
#include "projections/work/due.hpp"

namespace foxtrail {

PlanItemOutcome plan_item_outcome(std::uint32_t id, const WorkRow& row, const Work& work, const WorkingTime& time, const Instant& instant, Time now) {
    PlanItemOutcome outcome{row, due_day(row, time)};
    if (const auto done = changed_by<&WorkRow::ending>(work.items, id, instant); row.state() == WorkState::done && done.position) outcome.completed = done.valid_at;
    if (row.state() == WorkState::withdrawn) outcome.state = PlanItemState::dropped;
    else if (outcome.completed) outcome.state = time.local_date(*outcome.completed) <= outcome.due ? PlanItemState::in_time : PlanItemState::late;
    else if (is_overdue(row, time, now)) outcome.state = PlanItemState::overdue;
    return outcome;
}

std::vector<PlanItemOutcome> plan_items_of(WorkPlanId plan, const Work& work, const WorkingTime& time, const Instant& instant, Time now) {
    std::vector<PlanItemOutcome> items;
    work.items.each_with<&WorkRow::item>(plan.entity(), instant, [&](std::uint32_t id, const WorkRow& row) {
        items.push_back(plan_item_outcome(id, row, work, time, instant, now));
    });
    std::ranges::stable_sort(items, {}, [](const PlanItemOutcome& item) { return item.row.number; });
    return items;
}

}  // namespace foxtrail
