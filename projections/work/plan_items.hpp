// What became of the items of work plans: shared by the plans themselves and the statistics over them.
#pragma once

#include "projections/reading/dimension.hpp"
#include "projections/tables/work_plans.hpp"
#include "projections/work/due.hpp"

namespace foxtrail {

enum class PlanItemState : std::uint8_t { open, overdue, in_time, late, dropped };
BOOST_DESCRIBE_ENUM(PlanItemState, open, overdue, in_time, late, dropped)

struct PlanItemOutcome {
    WorkRow row;
    Date due;
    std::optional<Time> completed{};  // valid time
    PlanItemState state = PlanItemState::open;
};

// What became of the item whose row in Work this is, when it was one of a plan. Days are those of the company's time zone.
PlanItemOutcome plan_item_outcome(std::uint32_t id, const WorkRow&, const Work&, const Deadlines&, const Instant&);

// The items of a plan, by number.
std::vector<PlanItemOutcome> plan_items_of(WorkPlanId, const Work&, const Deadlines&, const Instant&);

}  // namespace foxtrail
