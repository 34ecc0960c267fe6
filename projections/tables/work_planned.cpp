// Items of work plans: nobody's work before their version is approved.
#include "projections/tables/work_rows.hpp"

#include <set>

namespace foxtrail {
using namespace work_rows;

namespace {

void propose(Work& work, WorkPlanId plan, std::uint32_t version, const std::vector<PlanItem>& items, const Meta& m) {
    for (const PlanItem& item : items)
        work.planned.born(work.planned.last_id() + 1, {plan, item.subject.value_or(Entity{}), item.due, static_cast<std::uint16_t>(version), item.number}, m);
}
// The last row of a plan's item; 0 when it never counted.
std::uint32_t plan_item_row(Work& work, WorkPlanId plan, std::uint32_t number) {
    std::uint32_t found = 0;
    for (const std::uint32_t id : rows_of(work, plan.entity()))
        if (work.items.now(id).number == number) found = id;
    return found;
}
std::uint32_t open_plan_item(Work& work, WorkPlanId plan, std::uint32_t number) {
    const std::uint32_t id = plan_item_row(work, plan, number);
    return id && is_open(work.items.now(id).state()) ? id : 0;
}
void put_in_force(Work& work, const PlannedItemRow& item, Position proposed, const WorkPlanApproved& e, const Meta& m) {
    const auto id = plan_item_row(work, item.plan, item.number);
    if (!id)
        return open(work, {.item = item.plan.entity(), .about = item.about, .owner = e.employee, .asked_by = m.actor, .number = item.number,
                           .position = proposed, .due = day_after(item.due)}, m);
    if (!is_open(work.items.now(id).state())) return;
    work.items.set<&WorkRow::about>(id, item.about, m);
    if (work.items.now(id).due == day_after(item.due)) return;
    work.items.set<&WorkRow::due>(id, day_after(item.due), m);
    work.items.set<&WorkRow::marked>(id, false, known(m));
}

}  // namespace

void project(Work& w, const WorkPlanDrafted& e, const Meta& m) { propose(w, e.work_plan, 1, e.items, m); }
void project(Work& w, const WorkPlanRevised& e, const Meta& m) { propose(w, e.work_plan, e.version, e.to, m); }
// Items that stay are the same work, perhaps on another day; those no longer named are withdrawn; one done meanwhile stays done.
void project(Work& w, const WorkPlanApproved& e, const Meta& m) {
    std::set<std::uint32_t> named;
    for (const std::uint32_t planned : w.planned.rows_ever<&PlannedItemRow::plan>(e.work_plan))
        if (const PlannedItemRow item = w.planned.now(planned); item.version == e.version) {
            named.insert(item.number);
            put_in_force(w, item, w.planned.birth(planned), e, m);
        }
    each_open(w, e.work_plan.entity(), [&](std::uint32_t id) {
        if (!named.contains(w.items.now(id).number)) end(w, id, WorkState::withdrawn, m);
    });
}
void project(Work& w, const PlanItemCompleted& e, const Meta& m) {
    if (const auto id = open_plan_item(w, e.work_plan, e.item.number)) end(w, id, WorkState::done, m);
}
void project(Work& w, const PlanItemOverdue& e, const Meta& m) {
    if (const auto id = open_plan_item(w, e.work_plan, e.item.number)) w.items.set<&WorkRow::marked>(id, true, m);
}

}  // namespace foxtrail
