// Work items: what passes from department to department until it is done. Between an opening, a passing on or a delivery and
// the acceptance that answers it lies the waiting time of the department asked.
#pragma once

#include "events/event.hpp"

namespace foxtrail {

struct WorkItemOpened {
    static constexpr EventType type{"work_item.opened", 1, "协同事项发起"};
    static constexpr std::string_view doc =
        "Work for a customer or on an opportunity was laid before a department; it is the opener's until somebody there accepts it.";
    WorkItemId work_item;
    Entity subject;  // a customer or an opportunity
    EmployeeId opener;
    DepartmentId from, to;
    std::string what;
    bool operator==(const WorkItemOpened&) const = default;
};
BOOST_DESCRIBE_STRUCT(WorkItemOpened, (), (work_item, subject, opener, from, to, what))

struct WorkItemAccepted {
    static constexpr EventType type{"work_item.accepted", 1, "协同事项接受"};
    static constexpr std::string_view doc = "An employee of the department asked took the work item over.";
    WorkItemId work_item;
    Entity subject;
    EmployeeId from, to;
    DepartmentId department;  // of `to`: where it waited
    Time waiting_since;
    bool operator==(const WorkItemAccepted&) const = default;
};
BOOST_DESCRIBE_STRUCT(WorkItemAccepted, (), (work_item, subject, from, to, department, waiting_since))

struct WorkItemReturned {
    static constexpr EventType type{"work_item.returned", 1, "协同事项退回"};
    static constexpr std::string_view doc = "The department asked did not take the work item over and says why; it stays where it was.";
    WorkItemId work_item;
    Entity subject;
    EmployeeId by;
    DepartmentId department;  // which gave it back
    Time waiting_since;
    std::string why;
    bool operator==(const WorkItemReturned&) const = default;
};
BOOST_DESCRIBE_STRUCT(WorkItemReturned, (), (work_item, subject, by, department, waiting_since, why))

struct WorkItemPassedOn {
    static constexpr EventType type{"work_item.passed_on", 1, "协同事项流转"};
    static constexpr std::string_view doc =
        "A work item was laid before the next department; it stays where it is until somebody there accepts it.";
    WorkItemId work_item;
    Entity subject;
    EmployeeId holder;
    DepartmentId from, to;
    bool operator==(const WorkItemPassedOn&) const = default;
};
BOOST_DESCRIBE_STRUCT(WorkItemPassedOn, (), (work_item, subject, holder, from, to))

struct WorkItemClosed {
    static constexpr EventType type{"work_item.closed", 1, "协同事项完成"};
    static constexpr std::string_view doc = "A work item is done, with a result.";
    WorkItemId work_item;
    Entity subject;
    EmployeeId by;
    DepartmentId department;
    std::string result;
    bool operator==(const WorkItemClosed&) const = default;
};
BOOST_DESCRIBE_STRUCT(WorkItemClosed, (), (work_item, subject, by, department, result))

struct DeliveryHandoverAccepted {
    static constexpr EventType type{"delivery.handover_accepted", 1, "交付移交接受"};
    static constexpr std::string_view doc =
        "A department took over a won opportunity for delivery: the delivery is a work item of its own from then on.";
    WorkItemId work_item;
    OpportunityId opportunity;
    std::optional<DepartmentId> from;  // whose deal it was, when somebody had it
    DepartmentId department;
    EmployeeId by;
    std::string scope;
    Time waiting_since;  // when it was won
    bool operator==(const DeliveryHandoverAccepted&) const = default;
};
BOOST_DESCRIBE_STRUCT(DeliveryHandoverAccepted, (), (work_item, opportunity, from, department, by, scope, waiting_since))

using WorkItemEvents =
    boost::mp11::mp_list<WorkItemOpened, WorkItemAccepted, WorkItemReturned, WorkItemPassedOn, WorkItemClosed, DeliveryHandoverAccepted>;

}  // namespace foxtrail
