// Tasks: what an employee has to do about something by some instant.
#pragma once

#include "events/event.hpp"

namespace foxtrail {

struct TaskOpened {
    static constexpr EventType type{"task.opened", 1, "任务下达"};
    static constexpr std::string_view doc = "An employee was asked to do something about an entity by an instant.";
    TaskId task;
    Entity subject;  // what it is about: an opportunity, a customer, a contact, ...
    EmployeeId assignee;
    EmployeeId asked_by;  // {} when a rule asks
    std::string what;
    Time due;
    bool operator==(const TaskOpened&) const = default;
};
BOOST_DESCRIBE_STRUCT(TaskOpened, (), (task, subject, assignee, asked_by, what, due))

struct TaskCompleted {
    static constexpr EventType type{"task.completed", 1, "任务完成"};
    static constexpr std::string_view doc = "The task was done, with what came of it.";
    TaskId task;
    EmployeeId by;
    std::string result;
    bool operator==(const TaskCompleted&) const = default;
};
BOOST_DESCRIBE_STRUCT(TaskCompleted, (), (task, by, result))

struct TaskCancelled {
    static constexpr EventType type{"task.cancelled", 1, "任务取消"};
    static constexpr std::string_view doc = "The task need not be done any more.";
    TaskId task;
    bool operator==(const TaskCancelled&) const = default;
};
BOOST_DESCRIBE_STRUCT(TaskCancelled, (), (task))

struct TaskReassigned {
    static constexpr EventType type{"task.reassigned", 1, "任务转派"};
    static constexpr std::string_view doc = "The task passed to another employee.";
    TaskId task;
    EmployeeId from, to;
    bool operator==(const TaskReassigned&) const = default;
};
BOOST_DESCRIBE_STRUCT(TaskReassigned, (), (task, from, to))

struct TaskOverdue {
    static constexpr EventType type{"task.overdue", 1, "任务逾期"};
    static constexpr std::string_view doc = "The task was still open when its instant had passed.";
    TaskId task;
    EmployeeId assignee;
    Time due;
    bool operator==(const TaskOverdue&) const = default;
};
BOOST_DESCRIBE_STRUCT(TaskOverdue, (), (task, assignee, due))

using TaskEvents = boost::mp11::mp_list<TaskOpened, TaskCompleted, TaskCancelled, TaskReassigned, TaskOverdue>;

}  // namespace foxtrail
