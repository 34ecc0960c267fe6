// Work that passes from department to department: nothing leaves one before the next has accepted it.
#pragma once

#include "commands/decider/noun.hpp"
#include "events/handover.hpp"
#include "events/work_item.hpp"

namespace foxtrail {

struct WorkItem {
    WorkItemId id;
    Entity subject;
    DepartmentId department;  // where it is
    EmployeeId holder;        // who answers for it there
    std::optional<DepartmentId> waiting_for;  // whose acceptance it waits for
    Time changed;                             // valid time of the last change; since when it waits, while it does
    Time passed{};                            // when it was handed over last
    bool delivery = false, open = false;
};
BOOST_DESCRIBE_STRUCT(WorkItem, (), (id, subject, department, holder, waiting_for, changed, passed, delivery, open))
template <>
struct StateOf<WorkItemId> { using type = WorkItem; };

// An open one on its subject, on its holder, who has it until another accepts it, and on the department it waits for. A delivery
// stays with its opportunity when it is done, so that none is taken over twice.
RestsOn rests_on(const WorkItem&);
void evolve(WorkItem&, const WorkItemOpened&, const Meta&);
void evolve(WorkItem&, const WorkItemAccepted&, const Meta&);
void evolve(WorkItem&, const WorkItemReturned&, const Meta&);
void evolve(WorkItem&, const WorkItemPassedOn&, const Meta&);
void evolve(WorkItem&, const WorkItemClosed&, const Meta&);
void evolve(WorkItem&, const DeliveryHandoverAccepted&, const Meta&);
void evolve(WorkItem&, const OwnershipTransferred&, const Meta&);

struct OpenWorkItem {
    static constexpr CommandType type{"work_item.open", "发起协同事项"};
    static constexpr std::string_view doc =
        "Lay work for a customer or on an opportunity before a department; it is the opener's until somebody there accepts it.";
    Entity subject;
    Ref<DepartmentId> department;
    std::string what;
};
BOOST_DESCRIBE_STRUCT(OpenWorkItem, (), (subject, department, what))

struct AcceptWorkItem {
    static constexpr CommandType type{"work_item.accept", "接受协同事项"};
    static constexpr std::string_view doc = "Take over a work item that waits for one's department.";
    Ref<WorkItemId> work_item;
    static constexpr auto target = &AcceptWorkItem::work_item;
};
BOOST_DESCRIBE_STRUCT(AcceptWorkItem, (), (work_item))

struct ReturnWorkItem {
    static constexpr CommandType type{"work_item.return", "退回协同事项"};
    static constexpr std::string_view doc = "Give back a work item that waits for one's department, and say why.";
    Ref<WorkItemId> work_item;
    std::string why;
    static constexpr auto target = &ReturnWorkItem::work_item;
};
BOOST_DESCRIBE_STRUCT(ReturnWorkItem, (), (work_item, why))

struct PassOnWorkItem {
    static constexpr CommandType type{"work_item.pass_on", "流转协同事项"};
    static constexpr std::string_view doc = "Lay a work item before the next department; only who has it can.";
    Ref<WorkItemId> work_item;
    Ref<DepartmentId> department;
    static constexpr auto target = &PassOnWorkItem::work_item;
};
BOOST_DESCRIBE_STRUCT(PassOnWorkItem, (), (work_item, department))

struct CloseWorkItem {
    static constexpr CommandType type{"work_item.close", "完成协同事项"};
    static constexpr std::string_view doc = "Say that a work item is done, or no longer wanted, and with what result; only who has it can.";
    Ref<WorkItemId> work_item;
    std::string result;
    static constexpr auto target = &CloseWorkItem::work_item;
};
BOOST_DESCRIBE_STRUCT(CloseWorkItem, (), (work_item, result))

struct AcceptDeliveryHandover {
    static constexpr CommandType type{"delivery.accept_handover", "接受交付移交"};
    static constexpr std::string_view doc =
        "Take a won opportunity over for delivery by one's department; the delivery is a work item from then on.";
    Ref<OpportunityId> opportunity;
    std::string scope;
    static constexpr auto target = &AcceptDeliveryHandover::opportunity;
};
BOOST_DESCRIBE_STRUCT(AcceptDeliveryHandover, (), (opportunity, scope))

using WorkItemCommands =
    boost::mp11::mp_list<OpenWorkItem, AcceptWorkItem, ReturnWorkItem, PassOnWorkItem, CloseWorkItem, AcceptDeliveryHandover>;
NounEntry work_item_noun();

}  // namespace foxtrail
