// Drafting, approving and revising work plans, finishing their items; what is overdue reaches the line manager.
#pragma once

#include "commands/decider/noun.hpp"
#include "events/handover.hpp"
#include "events/work_plan.hpp"

namespace foxtrail {

inline constexpr std::size_t plan_items_max = 100;  // to be done at a time

struct OpenPlanItem {
    PlanItem item;
    bool overdue = false;
};
BOOST_DESCRIBE_STRUCT(OpenPlanItem, (), (item, overdue))

struct WorkPlan {
    WorkPlanId id;
    EmployeeId employee;
    Date from, to;
    std::uint32_t version = 1, approved_version = 0;  // 0: none yet
    std::vector<OpenPlanItem> open_items;  // of the approved version
    std::vector<PlanItem> proposed;        // of the last version
    std::uint32_t last_item = 0;  // the greatest number given
    Time changed;
};
BOOST_DESCRIBE_STRUCT(WorkPlan, (), (id, employee, from, to, version, approved_version, open_items, proposed, last_item, changed))
template <>
struct StateOf<WorkPlanId> { using type = WorkPlan; };

RestsOn rests_on(const WorkPlan&);  // on its employee while an approved item is to be done
void evolve(WorkPlan&, const WorkPlanDrafted&, const Meta&);
void evolve(WorkPlan&, const WorkPlanApproved&, const Meta&);
void evolve(WorkPlan&, const WorkPlanRevised&, const Meta&);
void evolve(WorkPlan&, const PlanItemCompleted&, const Meta&);
void evolve(WorkPlan&, const PlanItemOverdue&, const Meta&);
void evolve(WorkPlan&, const OwnershipTransferred&, const Meta&);

// An item as it is asked for: with a number, one there is already; without, a new one.
struct PlanItemDraft {
    std::optional<std::uint32_t> number;
    std::string what;
    Date due;
    std::optional<Entity> subject;
};
BOOST_DESCRIBE_STRUCT(PlanItemDraft, (), (number, what, due, subject))

struct DraftWorkPlan {
    static constexpr CommandType type{"work_plan.draft", "起草工作计划"};
    static constexpr std::string_view doc = "Draft an employee's plan for a period: what is to be done, by which day.";
    Ref<EmployeeId> employee;
    std::string title;
    Date from, to;
    std::vector<PlanItemDraft> items;
};
BOOST_DESCRIBE_STRUCT(DraftWorkPlan, (), (employee, title, from, to, items))

struct ApproveWorkPlan {
    static constexpr CommandType type{"work_plan.approve", "批准工作计划"};
    static constexpr std::string_view doc = "Approve the last version of the plan of somebody one is the line manager of, or who has nobody above him. From then on its items count.";
    Ref<WorkPlanId> work_plan;
    static constexpr auto target = &ApproveWorkPlan::work_plan;
};
BOOST_DESCRIBE_STRUCT(ApproveWorkPlan, (), (work_plan))

struct ReviseWorkPlan {
    static constexpr CommandType type{"work_plan.revise", "修订工作计划"};
    static constexpr std::string_view doc =
        "Say anew what is still to be done of an approved plan, for a reason: a new version. Until it is approved, the one before stands. Items not named "
        "are dropped; one whose day is over is the line manager's to drop or put off.";
    Ref<WorkPlanId> work_plan;
    std::vector<PlanItemDraft> items;
    static constexpr auto target = &ReviseWorkPlan::work_plan;
};
BOOST_DESCRIBE_STRUCT(ReviseWorkPlan, (), (work_plan, items))

struct CompletePlanItem {
    static constexpr CommandType type{"work_plan.complete_item", "完成计划项"};
    static constexpr std::string_view doc = "Say that an item of an approved plan is done and with what result; the employee whose plan it is does.";
    Ref<WorkPlanId> work_plan;
    std::uint32_t item = 0;
    std::string result;
    static constexpr auto target = &CompletePlanItem::work_plan;
};
BOOST_DESCRIBE_STRUCT(CompletePlanItem, (), (work_plan, item, result))

struct MarkPlanItemOverdue {
    static constexpr CommandType type{"work_plan.mark_item_overdue", "标记计划项逾期", AskedBy::scheduler};
    static constexpr std::string_view doc =
        "Note that the day on which an item was due is over and tell the line manager (R3). Only the scheduler asks this.";
    Ref<WorkPlanId> work_plan;
    std::uint32_t item = 0;
    static constexpr auto target = &MarkPlanItemOverdue::work_plan;
};
BOOST_DESCRIBE_STRUCT(MarkPlanItemOverdue, (), (work_plan, item))

using WorkPlanCommands = boost::mp11::mp_list<DraftWorkPlan, ApproveWorkPlan, ReviseWorkPlan, CompletePlanItem, MarkPlanItemOverdue>;
NounEntry work_plan_noun();

}  // namespace foxtrail
