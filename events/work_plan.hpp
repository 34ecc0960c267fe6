// Work plans: what an employee means to do in a period, approved by his line manager, and what became of it.
#pragma once

#include "events/event.hpp"

namespace foxtrail {

struct PlanItem {
    std::uint32_t number = 0;  // within the plan; never given twice
    std::string what;
    Date due;
    std::optional<Entity> subject;
    bool operator==(const PlanItem&) const = default;
};
BOOST_DESCRIBE_STRUCT(PlanItem, (), (number, what, due, subject))

struct WorkPlanDrafted {
    static constexpr EventType type{"work_plan.drafted", 1, "工作计划起草"};
    static constexpr std::string_view doc = "An employee's plan for a period was drafted. It waits for the line manager.";
    WorkPlanId work_plan;
    EmployeeId employee;
    std::string title;
    Date from, to;
    std::vector<PlanItem> items;
    bool operator==(const WorkPlanDrafted&) const = default;
};
BOOST_DESCRIBE_STRUCT(WorkPlanDrafted, (), (work_plan, employee, title, from, to, items))

struct WorkPlanApproved {
    static constexpr EventType type{"work_plan.approved", 1, "工作计划批准"};
    static constexpr std::string_view doc = "The line manager, of one without any somebody else, approved a version of a plan.";
    WorkPlanId work_plan;
    EmployeeId employee, by;
    std::uint32_t version;
    bool operator==(const WorkPlanApproved&) const = default;
};
BOOST_DESCRIBE_STRUCT(WorkPlanApproved, (), (work_plan, employee, by, version))

struct WorkPlanRevised {
    static constexpr EventType type{"work_plan.revised", 1, "工作计划修订"};
    static constexpr std::string_view doc = "A plan has another version, which waits for the line manager. The items done stay as they are.";
    WorkPlanId work_plan;
    EmployeeId employee;
    std::uint32_t version;
    std::vector<PlanItem> from, to;  // the items that are still to be done
    bool operator==(const WorkPlanRevised&) const = default;
};
BOOST_DESCRIBE_STRUCT(WorkPlanRevised, (), (work_plan, employee, version, from, to))

struct PlanItemCompleted {
    static constexpr EventType type{"work_plan.item_completed", 1, "计划项完成"};
    static constexpr std::string_view doc = "An item of a plan was done, with a result.";
    WorkPlanId work_plan;
    EmployeeId employee;
    PlanItem item;
    std::string result;
    bool operator==(const PlanItemCompleted&) const = default;
};
BOOST_DESCRIBE_STRUCT(PlanItemCompleted, (), (work_plan, employee, item, result))

struct PlanItemOverdue {
    static constexpr EventType type{"work_plan.item_overdue", 1, "计划项逾期"};
    static constexpr std::string_view doc = "The day on which an item of a plan was due passed without its being done.";
    WorkPlanId work_plan;
    EmployeeId employee;
    PlanItem item;
    bool operator==(const PlanItemOverdue&) const = default;
};
BOOST_DESCRIBE_STRUCT(PlanItemOverdue, (), (work_plan, employee, item))

using WorkPlanEvents = boost::mp11::mp_list<WorkPlanDrafted, WorkPlanApproved, WorkPlanRevised, PlanItemCompleted, PlanItemOverdue>;

}  // namespace foxtrail
