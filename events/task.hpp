// Tasks: what somebody is to do about something, by when.
#pragma once

#include "events/standing_rule.hpp"

namespace foxtrail {

struct TaskOpened1 {
    static constexpr EventType type{"task.opened", 1, "任务下达"};
    static constexpr std::string_view doc = "An employee got a task about something, due at an instant.";
    TaskId task;
    Entity subject;
    EmployeeId assignee;
    std::string what;
    Time due;
    bool operator==(const TaskOpened1&) const = default;
};
BOOST_DESCRIBE_STRUCT(TaskOpened1, (), (task, subject, assignee, what, due))

struct TaskOpened {
    static constexpr EventType type{"task.opened", 2, "任务下达"};
    static constexpr std::string_view doc = "An employee got a task about something, due at an instant; a standing rule asks for some of them.";
    TaskId task;
    Entity subject;  // what it is about
    EmployeeId assignee;
    std::string what;
    Time due;
    std::optional<RuleCode> rule{};  // that asks for it; left out: people do
    bool operator==(const TaskOpened&) const = default;
};
BOOST_DESCRIBE_STRUCT(TaskOpened, (), (task, subject, assignee, what, due, rule))
inline TaskOpened upcast(const TaskOpened1& old) { return {old.task, old.subject, old.assignee, old.what, old.due, {}}; }

// A task of the kind promise.
struct TaskPromised {
    static constexpr EventType type{"task.promised", 1, "客户承诺"};
    static constexpr std::string_view doc = "An employee promised a contact of a customer something by an instant; it is his task from then on.";
    TaskId task;
    Entity subject;
    ContactId promised_to;
    EmployeeId assignee;
    std::string what;
    Time due;
    bool operator==(const TaskPromised&) const = default;
};
BOOST_DESCRIBE_STRUCT(TaskPromised, (), (task, subject, promised_to, assignee, what, due))

// The others name the subject too, so that the history of a deal tells what became of the tasks about it.
struct TaskCompleted {
    static constexpr EventType type{"task.completed", 1, "任务完成"};
    static constexpr std::string_view doc = "The task was done, with a result. The credit is its assignee's of then.";
    TaskId task;
    Entity subject;
    EmployeeId assignee;
    std::string result;
    bool operator==(const TaskCompleted&) const = default;
};
BOOST_DESCRIBE_STRUCT(TaskCompleted, (), (task, subject, assignee, result))

struct TaskCancelled {
    static constexpr EventType type{"task.cancelled", 1, "任务取消"};
    static constexpr std::string_view doc = "The task need not be done any more; the commit's reason says why.";
    TaskId task;
    Entity subject;
    EmployeeId assignee;
    bool operator==(const TaskCancelled&) const = default;
};
BOOST_DESCRIBE_STRUCT(TaskCancelled, (), (task, subject, assignee))

struct TaskReassigned {
    static constexpr EventType type{"task.reassigned", 1, "任务转派"};
    static constexpr std::string_view doc = "The task passed from one employee to another.";
    TaskId task;
    Entity subject;
    EmployeeId from, to;
    bool operator==(const TaskReassigned&) const = default;
};
BOOST_DESCRIBE_STRUCT(TaskReassigned, (), (task, subject, from, to))

struct TaskOverdue {
    static constexpr EventType type{"task.overdue", 1, "任务逾期"};
    static constexpr std::string_view doc = "The task was still open when it fell due.";
    TaskId task;
    Entity subject;
    EmployeeId assignee;
    Time due;
    bool operator==(const TaskOverdue&) const = default;
};
BOOST_DESCRIBE_STRUCT(TaskOverdue, (), (task, subject, assignee, due))

using TaskEvents = boost::mp11::mp_list<TaskOpened1, TaskOpened, TaskPromised, TaskCompleted, TaskCancelled, TaskReassigned, TaskOverdue>;

}  // namespace foxtrail
