#include "commands/work_log.hpp"

#include "commands/alert.hpp"
#include "commands/decider/command_entry.hpp"
#include "commands/organisation.hpp"
#include "commands/rules/approval.hpp"
#include "commands/rules/opportunity_rules.hpp"
#include "commands/rules/work_rules.hpp"
#include "commands/working_calendar.hpp"

namespace foxtrail {
namespace rule {
constexpr Rule log_exists{"log_exists", "There is a log of this day already: add to it with work_log.amend."};
constexpr Rule log_missing{"log_missing", "This log was never handed in: do so with work_log.submit."};
constexpr Rule day_ahead{"day_ahead", "The day has not begun yet."};
constexpr Rule day_too_far_back{"day_too_far_back", "The day lies too far back."};
constexpr Rule not_a_working_day{"not_a_working_day", "Nobody works on this day."};
constexpr Rule not_employed_then{"not_employed_then", "He was not in the company on this day."};
constexpr Rule entries_missing{"entries_missing", "Say what was done: give at least one entry."};
constexpr Rule stage_then_unstated{"stage_then_unstated", "The opportunity came into its present stage after this day: name the stage that the work went into."};
constexpr Rule stage_without_opportunity{"stage_without_opportunity", "Only an opportunity has a stage: leave it out."};
}  // namespace rule

void evolve(WorkLog& log, const WorkLogSubmitted& e, const Meta& m) { log = {log.id, e.employee, e.day, false, false, e.minutes, m.valid_at}; }
void evolve(WorkLog& log, const WorkLogAmended& e, const Meta& m) { log.minutes = e.to_minutes, log.reviewed = false, log.changed = std::max(log.changed, m.valid_at); }
void evolve(WorkLog& log, const WorkLogReviewed&, const Meta&) { log.reviewed = true; }
void evolve(WorkLog& log, const WorkLogMissed& e, const Meta&) { log = {log.id, e.employee, e.day, true, false, 0}; }

// The entry as it is recorded: with the stage the work went into.
static WorkLogEntry with_stage(WorkLogEntry entry, Date day, Decision& d, const Facts& f) {
    d.require(is_about_work(entry.subject), rule::not_about_work, entry.subject);
    if (entry.subject.kind != OpportunityId::kind) {
        d.require(!entry.stage, rule::stage_without_opportunity, entry.subject);
        return entry;
    }
    const Opportunity& o = f.at(OpportunityId{entry.subject.number});
    d.require(entry.stage || f.imported() || working_time(f).local_date(o.stage.since) <= day, rule::stage_then_unstated, o.id);
    if (!entry.stage) entry.stage = o.stage.value.name;
    const auto stage = f.at(o.stage_model).stage(o.model_version, *entry.stage);
    d.require(stage.has_value(), rule::unknown_stage, *entry.stage);
    require_reached(d, o, stage);
    return entry;
}

struct CheckedEntries {
    std::vector<WorkLogEntry> entries;
    std::uint32_t minutes;  // with those there were before
};

static CheckedEntries checked(const std::vector<WorkLogEntry>& entries, std::uint32_t minutes_before, Date day, Decision& d, const Facts& f) {
    d.require(!entries.empty(), rule::entries_missing);
    d.require(entries.size() <= work_log_entries_max, rule::too_many, "entries");
    CheckedEntries made{{}, minutes_before};
    for (const auto& entry : entries) {
        d.require(!blank(entry.text), rule::text_missing, "text");
        d.require(entry.minutes > 0 && entry.minutes <= minutes_of_day_max, rule::minutes_amiss);
        made.minutes += std::min(entry.minutes, minutes_of_day_max);
        made.entries.push_back(with_stage(entry, day, d, f));
    }
    d.require(made.minutes <= minutes_of_day_max, rule::minutes_amiss, "in all");
    return made;
}

// The log of the day, {} when it was neither handed in nor found missing.
static WorkLogId log_of(const Employee& employee, Date day) {
    const auto found = std::ranges::find(employee.work_logs, day, &DayLog::day);
    return found == employee.work_logs.end() ? WorkLogId{} : found->work_log;
}

static bool was_there(const Employee& employee, Date day, const WorkingTime& time) {
    return day >= time.local_date(employee.joined) && (!employee.departed || day <= time.local_date(employee.left));
}

static void require_recent(Decision& d, Date day, const WorkingTime& time, const Facts& f) {
    const Date today = time.local_date(f.now());
    d.require(day <= today, rule::day_ahead, today);
    d.require(day.days > today.days - work_log_days_kept, rule::day_too_far_back);
}

static Decision decide(const SubmitWorkLog& c, const Facts& f) {
    Decision d;
    d.require(bool(f.actor()), rule::actor_missing);
    require_recent(d, c.day, working_time(f), f);
    auto made = checked(c.entries, 0, c.day, d, f);
    if (d.refused()) return d;
    d.require(was_there(f.at(f.actor()), c.day, working_time(f)), rule::not_employed_then, f.actor());
    const WorkLogId found = log_of(f.at(f.actor()), c.day);
    const bool late = found && f.at(found).missed;
    d.require(!found || late, rule::log_exists, found);
    if (!d.refused()) d.record(WorkLogSubmitted{found ? found : f.next_id<WorkLogId>(), f.actor(), c.day, std::move(made.entries), made.minutes, late});
    return d;
}

static Decision decide(const WorkLog& log, const AmendWorkLog& c, const Facts& f) {
    Decision d;
    d.require(f.actor() == log.employee, rule::not_the_author, log.employee);
    d.require(f.has_reason(), rule::reason_missing);
    d.require(!log.missed, rule::log_missing);
    const auto* wrong = f.corrected<WorkLogAmended>();
    const std::uint32_t before = log.minutes - (wrong ? wrong->to_minutes - wrong->from_minutes : 0);
    auto made = checked(c.entries, before, log.day, d, f);
    if (!d.refused()) d.record(WorkLogAmended{log.id, log.employee, std::move(made.entries), before, made.minutes});
    return d;
}

static Decision decide(const WorkLog& log, const ReviewWorkLog& c, const Facts& f) {
    Decision d;
    require_line_manager(d, f, log.employee);
    d.require(f.valid_at() >= log.changed, rule::dated_before_last_change, log.changed);
    d.require(!log.missed, rule::log_missing);
    d.require(!blank(c.comment), rule::text_missing, "comment");
    if (!d.refused() && !log.reviewed) d.record(WorkLogReviewed{log.id, log.employee, f.actor(), c.comment});
    return d;
}

static Decision decide(const Employee& employee, const MarkWorkLogMissed& c, const Facts& f) {
    Decision d;
    const WorkingTime& time = working_time(f);
    const WorkLogId found = log_of(employee, c.day);
    require_over(d, f, c.day);
    d.require(c.day.days > time.local_date(f.now()).days - work_log_days_kept, rule::day_too_far_back);
    d.require(time.is_working_day(c.day), rule::not_a_working_day, c.day);
    d.require(was_there(employee, c.day, time), rule::not_employed_then, employee.id);
    d.require(!found || f.at(found).missed, rule::log_exists, found);
    if (d.refused() || found) return d;
    const auto id = f.next_id<WorkLogId>();
    d.record(WorkLogMissed{id, employee.id, c.day});
    tell(d, f, RuleCode::R6, id.entity(), {manager_of(f, employee.id)}, to_text(employee.id) + " has not handed in the work log of " + to_text(c.day));
    return d;
}

NounEntry work_log_noun() { return {command_entries_of<WorkLogCommands>(), {state_entry<WorkLog, WorkLogEvents>()}}; }

}  // namespace foxtrail
