// What people in a simulation do about logs, plans, rules and what departments know of customers.
#include "commands/access_grant.hpp"
#include "commands/facet.hpp"
#include "commands/gate_requirement.hpp"
#include "commands/work_log.hpp"
#include "commands/work_plan.hpp"
#include "replay/simulation/reactions.hpp"

namespace foxtrail {

using Colleagues = SimulatedReactions;
constexpr double office_hours_a_day = work_hours_a_day;

static void see(Colleagues& people, const WorkLogSubmitted& e, const Observed& seen) {
    const EmployeeId manager = people.company.manager_of(e.employee);
    if (people.random.chance(0.05))
        people.later(seen, 2, AmendWorkLog{e.work_log, {{e.entries.front().subject, {}, 30, "and a call in the evening"}}}, e.employee,
                     "forgot it");
    if (manager && people.random.chance(0.3)) people.later(seen, office_hours_a_day, ReviewWorkLog{e.work_log, "seen"}, manager);
}
static void see(Colleagues& people, const WorkLogMissed& e, const Observed& seen) {
    if (people.random.chance(0.5))
        people.later(seen, office_hours_a_day, SubmitWorkLog{e.day, {{people.company.old_customer().entity(), {}, 240, "on the road"}}},
                     e.employee);
}

static void see(Colleagues& people, const WorkPlanDrafted& e, const Observed& seen) {
    const EmployeeId manager = people.company.manager_of(e.employee);
    if (!manager) return;
    people.later(seen, 4, ApproveWorkPlan{e.work_plan}, manager);
    for (const auto& item : e.items)
        if (people.random.chance(0.88))
            people.later(seen, 5 * office_hours_a_day, CompletePlanItem{e.work_plan, item.number, "done"}, e.employee);
    if (!people.random.chance(0.15)) return;
    ReviseWorkPlan revised{e.work_plan, {}};
    for (const auto& item : e.items) revised.items.push_back({item.number, item.what, {item.due.days + 5}, item.subject});
    people.later(seen, 2 * office_hours_a_day, std::move(revised), e.employee, "the fair came in between");
}
static void see(Colleagues& people, const WorkPlanRevised& e, const Observed& seen) {
    if (const EmployeeId manager = people.company.manager_of(e.employee)) people.later(seen, 4, ApproveWorkPlan{e.work_plan}, manager);
}

static void see(Colleagues& people, const FacetUpdated& e, const Observed& seen) {
    if (people.random.chance(0.2)) people.noted_later(seen, 2 * office_hours_a_day, NoteFacetsSeen{{e.facet}}, people.company.head_of(e.department));
    if (people.random.chance(0.15))
        people.later(seen, 3, GrantAccess{e.facet.entity(), {Ref(people.company.department_after(e.department)), {}, {}}}, seen.actor(),
                     "they serve him too");
}
static void see(Colleagues& people, const AccessGranted& e, const Observed& seen) {
    if (people.random.chance(0.3)) people.later(seen, 20 * office_hours_a_day, RevokeAccess{e.grant}, seen.actor(), "the project is over");
}

static void see(Colleagues& people, const GateRequirementSet& e, const Observed& seen) {
    if (e.scope.category)
        people.later(seen, 60 * office_hours_a_day, WithdrawGateRequirement{e.requirement}, seen.actor(), "we do not bid in tenders");
}

SimulatedSight<SimulatedReactions> seen_in_the_office() {
    return SimulatedSight<SimulatedReactions>::of<WorkLogSubmitted, WorkLogMissed, WorkPlanDrafted, WorkPlanRevised, FacetUpdated,
                                                  AccessGranted, GateRequirementSet>();
}

}  // namespace foxtrail
