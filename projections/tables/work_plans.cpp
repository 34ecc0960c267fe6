#include "projections/tables/work_plans.hpp"

namespace foxtrail {

void project(WorkPlans& w, const WorkPlanDrafted& e, const Meta& m) {
    w.plans.born(e.work_plan.number, {e.employee, e.from, e.to, 1, 0, m.position}, m);
}
void project(WorkPlans& w, const WorkPlanApproved& e, const Meta& m) {
    w.plans.set<&WorkPlanRow::approved>(e.work_plan.number, static_cast<std::uint16_t>(e.version), m);
}
void project(WorkPlans& w, const WorkPlanRevised& e, const Meta& m) {
    w.plans.set<&WorkPlanRow::version>(e.work_plan.number, static_cast<std::uint16_t>(e.version), m);
}
void project(WorkPlans& w, const OwnershipTransferred& e, const Meta& m) {
    if (e.item.kind == WorkPlanId::kind) w.plans.set<&WorkPlanRow::employee>(e.item.number, e.to.owner, m);
}

template <>
ProjectionEntry entry_of<WorkPlans>() {
    return projection_entry<WorkPlans, boost::mp11::mp_append<WorkPlanEvents, HandoverEvents>>();
}

}  // namespace foxtrail
