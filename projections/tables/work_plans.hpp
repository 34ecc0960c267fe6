// Work plans: whose, for which days, which version stands and which one was approved. Their items are in Work.
#pragma once

#include "events/handover.hpp"
#include "events/work_plan.hpp"
#include "projections/runner/projection.hpp"

namespace foxtrail {

struct WorkPlanRow {
    EmployeeId employee;
    Date from, to;
    std::uint16_t version = 1, approved = 0;  // 0: none yet
    EventAt drafted;
    static constexpr auto indexed = std::tuple{&WorkPlanRow::employee};
};
BOOST_DESCRIBE_STRUCT(WorkPlanRow, (), (employee, from, to, version, approved, drafted))

struct WorkPlans {
    static constexpr std::string_view name = "work_plans";
    static constexpr std::uint32_t version = 1;
    static constexpr std::string_view doc = "Work plans by employee and period, with the versions that stand and were approved.";
    Table<WorkPlanRow> plans;
};
BOOST_DESCRIBE_STRUCT(WorkPlans, (), (plans))

void project(WorkPlans&, const WorkPlanDrafted&, const Meta&);
void project(WorkPlans&, const WorkPlanApproved&, const Meta&);
void project(WorkPlans&, const WorkPlanRevised&, const Meta&);
void project(WorkPlans&, const OwnershipTransferred&, const Meta&);

template <>
ProjectionEntry entry_of<WorkPlans>();

}  // namespace foxtrail
