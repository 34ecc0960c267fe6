#include "commands/task.hpp"

#include "commands/alert.hpp"
#include "commands/contact.hpp"
#include "commands/decider/command_entry.hpp"
#include "commands/organisation.hpp"
#include "commands/rules/giving.hpp"
#include "commands/rules/settled.hpp"
#include "commands/rules/work_rules.hpp"
#include "commands/standing_rule.hpp"

namespace foxtrail {
namespace rule {
constexpr Rule not_his_task{"not_his_task", "Only its assignee, or a manager above him, can do this with a task; who opened it can cancel it too."};
constexpr Rule not_watched{"not_watched", "A standing rule asks for this task: it goes to somebody below the manager who is told when it is not done, or that manager gives it."};
constexpr Rule task_of_rule{"task_of_rule", "A standing rule asks for this task: have it done and completed, or have a manager above its assignee cancel it."};
}  // namespace rule

RestsOn rests_on(const Task& task) {
    if (task.status != TaskStatus::open) return {};
    const Entity assignee = task.assignee.entity();
    return task.subject.kind == EmployeeId::kind ? RestsOn{assignee} : RestsOn{assignee, task.subject};
}

void evolve(Task& task, const TaskOpened& e, const Meta& m) {
    task = {task.id, e.subject, e.assignee, e.what, e.due, TaskStatus::open, false, m.valid_at, m.actor, e.rule};
}
void evolve(Task& task, const TaskPromised& e, const Meta& m) {
    task = {task.id, e.subject, e.assignee, e.what, e.due, TaskStatus::open, false, m.valid_at, m.actor, {}, e.promised_to};
}
void evolve(Task& task, const TaskCompleted&, const Meta& m) { task.status = TaskStatus::completed, task.changed = m.valid_at; }
void evolve(Task& task, const TaskCancelled&, const Meta& m) { task.status = TaskStatus::cancelled, task.changed = m.valid_at; }
void evolve(Task& task, const TaskReassigned& e, const Meta& m) { task.assignee = e.to, task.changed = m.valid_at; }
void evolve(Task& task, const TaskOverdue&, const Meta&) { task.overdue = true; }
void evolve(Task& task, const OwnershipTransferred& e, const Meta& m) {
    if (e.item == task.id.entity()) task.assignee = e.to.owner, task.changed = m.valid_at;
}

void open_task(Decision& d, const Facts& f, RuleCode code, Entity subject, EmployeeId assignee, std::string what, Time due) {
    if (is_enabled(f, code)) d.record(TaskOpened{f.next_id<TaskId>(), subject, assignee, std::move(what), due, code});
}

// What every change of an open task needs.
static Decision on_open(const Task& task, const Facts& f) {
    Decision d;
    d.require(task.status == TaskStatus::open, rule::not_open, task.status);
    d.require(f.valid_at() >= task.changed, rule::dated_before_last_change, task.changed);
    return d;
}

// What every new task needs.
static Decision on_new(const std::string& what, Time due, EmployeeId assignee, const Facts& f) {
    Decision d;
    d.require(!blank(what), rule::text_missing, "what");
    d.require(due > f.valid_at(), rule::due_too_early, due);
    require_active(d, f, assignee);
    return d;
}

static Decision decide(const OpenTask& c, const Facts& f) {
    Decision d = on_new(c.what, c.due, c.assignee.id, f);
    if (!d.refused()) d.record(TaskOpened{f.next_id<TaskId>(), c.subject, c.assignee.id, c.what, c.due, {}});
    return d;
}

static Decision decide(const PromiseTask& c, const Facts& f) {
    const EmployeeId assignee = c.assignee ? c.assignee->id : f.actor();
    Decision d = on_new(c.what, c.due, assignee, f);
    d.require(bool(assignee), rule::actor_missing);
    d.require(is_about_work(c.subject), rule::not_about_work, c.subject);
    require_unmerged(d, f.at(c.promised_to.id));
    if (!d.refused()) d.record(TaskPromised{f.next_id<TaskId>(), c.subject, c.promised_to.id, assignee, c.what, c.due});
    return d;
}

static Decision decide(const Task& task, const CompleteTask& c, const Facts& f) {
    if (task.status == TaskStatus::completed) return {};
    Decision d = on_open(task, f);
    d.require(f.imported() || f.actor() == task.assignee, rule::not_assignee, task.assignee);
    d.require(!blank(c.result), rule::text_missing, "result");
    if (!d.refused()) d.record(TaskCompleted{task.id, task.subject, task.assignee, c.result});
    return d;
}

// What a rule asks for is watched: who is to do it does not take it out of sight, unless nobody is above him.
static void require_may_cancel(Decision& d, const Task& task, const Facts& f) {
    const bool is_assignee = f.actor() == task.assignee, is_manager = f.actor() && is_above(f, f.actor(), task.assignee);
    if (task.rule) return d.require(is_manager || (is_assignee && !manager_of(f, task.assignee)), rule::task_of_rule, *task.rule);
    d.require(is_manager || is_assignee || f.actor() == task.opened_by, rule::not_his_task, task.assignee);
}

static Decision decide(const Task& task, const CancelTask&, const Facts& f) {
    if (task.status == TaskStatus::cancelled) return {};
    Decision d = on_open(task, f);
    d.require(f.has_reason(), rule::reason_missing);
    require_may_cancel(d, task, f);
    if (!d.refused()) d.record(TaskCancelled{task.id, task.subject, task.assignee});
    return d;
}

// Who has it next is led by who is to be told when it is not done, unless he who is told gives it himself.
static void require_still_watched(Decision& d, const Task& task, EmployeeId to, const Facts& f) {
    const EmployeeId watches = manager_of(f, task.assignee);
    d.require(may_give(f, watches) || is_above(f, watches, to), rule::not_watched, watches);
}

static Decision decide(const Task& task, const ReassignTask& c, const Facts& f) {
    Decision d = on_open(task, f);
    const bool already = c.assignee.id == task.assignee;
    d.require(already || f.has_reason(), rule::reason_missing);
    d.require(already || may_give(f, task.assignee), rule::not_his_task, task.assignee);
    if (task.rule && !already) require_still_watched(d, task, c.assignee.id, f);
    require_active(d, f, c.assignee.id);
    if (!d.refused() && !already) d.record(TaskReassigned{task.id, task.subject, task.assignee, c.assignee.id});
    return d;
}

// What a rule asks for and was not done a while after the manager heard of it goes to his manager.
static Decision tell_higher(Decision d, const Task& task, const Facts& f) {
    const Time further = hours_after(task.due, threshold(f, RuleCode::R3, "acknowledge_hours"));
    const EmployeeId above = manager_of(f, manager_of(f, task.assignee));
    if (!task.rule || f.now() < further || is_told_of_task(f, task.id.entity(), above)) return d;
    tell_once(d, f, RuleCode::R3, task.id.entity(), {above}, to_text(task.assignee) + " still has not done: " + task.what);
    return d;
}

static Decision decide(const Task& task, const MarkTaskOverdue&, const Facts& f) {
    Decision d;
    d.require(task.status == TaskStatus::open, rule::not_open, task.status);
    d.require(f.now() >= task.due, rule::not_yet_due, task.due);
    if (d.refused() || is_over(f, task.id.entity())) return d;
    if (task.overdue) return tell_higher(std::move(d), task, f);
    d.record(TaskOverdue{task.id, task.subject, task.assignee, task.due});
    tell(d, f, RuleCode::R3, task.id.entity(), {manager_of(f, task.assignee)}, to_text(task.assignee) + " has not done in time: " + task.what);
    return d;
}

NounEntry task_noun() { return {command_entries_of<TaskCommands>(), {state_entry<Task, boost::mp11::mp_append<TaskEvents, HandoverEvents>>()}}; }

}  // namespace foxtrail
