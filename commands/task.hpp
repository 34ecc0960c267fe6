// Opening tasks, passing them on, finishing them; what is overdue reaches the assignee's manager.
#pragma once

#include "commands/decider/noun.hpp"
#include "events/handover.hpp"
#include "events/task.hpp"

namespace foxtrail {

enum class TaskStatus : std::uint8_t { open, completed, cancelled };
BOOST_DESCRIBE_ENUM(TaskStatus, open, completed, cancelled)

struct Task {
    TaskId id;
    Entity subject;
    EmployeeId assignee;
    std::string what;
    Time due;
    TaskStatus status = TaskStatus::open;
    bool overdue = false;
    Time changed;  // valid time of the last change but for falling due
    EmployeeId opened_by;
    std::optional<RuleCode> rule{};  // that asks for it
    std::optional<ContactId> promised_to{};
};
BOOST_DESCRIBE_STRUCT(Task, (), (id, subject, assignee, what, due, status, overdue, changed, opened_by, rule, promised_to))
template <>
struct StateOf<TaskId> { using type = Task; };

// An open one on its assignee and on its subject. An employee as subject carries nothing: a task about somebody who
// leaves is another's.
RestsOn rests_on(const Task&);
void evolve(Task&, const TaskOpened&, const Meta&);
void evolve(Task&, const TaskPromised&, const Meta&);
void evolve(Task&, const TaskCompleted&, const Meta&);
void evolve(Task&, const TaskCancelled&, const Meta&);
void evolve(Task&, const TaskReassigned&, const Meta&);
void evolve(Task&, const TaskOverdue&, const Meta&);
void evolve(Task&, const OwnershipTransferred&, const Meta&);

// Records a task that a standing rule asks for along with what is decided, when the rule is on. The assignee must be active.
void open_task(Decision&, const Facts&, RuleCode, Entity subject, EmployeeId assignee, std::string what, Time due);

struct OpenTask {
    static constexpr CommandType type{"task.open", "下达任务"};
    static constexpr std::string_view doc = "Give an employee something to do about an entity, by when.";
    Entity subject;
    Ref<EmployeeId> assignee;
    std::string what;
    Time due;
};
BOOST_DESCRIBE_STRUCT(OpenTask, (), (subject, assignee, what, due))

struct PromiseTask {
    static constexpr CommandType type{"task.promise", "向客户承诺"};
    static constexpr std::string_view doc = "Record what was promised to a contact of a customer, about what, and by when. It is a task of who promised it: of the actor when no assignee is named.";
    Entity subject;
    Ref<ContactId> promised_to;
    std::optional<Ref<EmployeeId>> assignee;
    std::string what;
    Time due;
};
BOOST_DESCRIBE_STRUCT(PromiseTask, (), (subject, promised_to, assignee, what, due))

struct CompleteTask {
    static constexpr CommandType type{"task.complete", "完成任务"};
    static constexpr std::string_view doc = "Say that a task is done and with what result; its assignee does.";
    Ref<TaskId> task;
    std::string result;
    static constexpr auto target = &CompleteTask::task;
};
BOOST_DESCRIBE_STRUCT(CompleteTask, (), (task, result))

struct CancelTask {
    static constexpr CommandType type{"task.cancel", "取消任务"};
    static constexpr std::string_view doc = "Take a task back, for a reason: who opened it, its assignee or a manager above him does. One that a standing rule asks for is a manager's to take back.";
    Ref<TaskId> task;
    static constexpr auto target = &CancelTask::task;
};
BOOST_DESCRIBE_STRUCT(CancelTask, (), (task))

struct ReassignTask {
    static constexpr CommandType type{"task.reassign", "转派任务"};
    static constexpr std::string_view doc = "Pass a task to another employee, for a reason; its assignee does, or a manager above him.";
    Ref<TaskId> task;
    Ref<EmployeeId> assignee;
    static constexpr auto target = &ReassignTask::task;
};
BOOST_DESCRIBE_STRUCT(ReassignTask, (), (task, assignee))

struct MarkTaskOverdue {
    static constexpr CommandType type{"task.mark_overdue", "标记任务逾期", AskedBy::scheduler};
    static constexpr std::string_view doc = "Note that a task was still open when it fell due and tell the assignee's manager, and of one that a standing rule asks for a day later his manager too (R3). Only the scheduler asks this.";
    Ref<TaskId> task;
    static constexpr auto target = &MarkTaskOverdue::task;
};
BOOST_DESCRIBE_STRUCT(MarkTaskOverdue, (), (task))

using TaskCommands = boost::mp11::mp_list<OpenTask, PromiseTask, CompleteTask, CancelTask, ReassignTask, MarkTaskOverdue>;
NounEntry task_noun();

}  // namespace foxtrail
