#include "commands/activity.hpp"

#include "commands/decider/command_entry.hpp"
#include "commands/opportunity.hpp"
#include "commands/rules/work_rules.hpp"
#include "commands/task.hpp"

namespace foxtrail {
namespace rule {
constexpr Rule subject_missing{"subject_missing", "Say what it was about: name at least one customer, opportunity, lead, task or contact, each once."};
constexpr Rule no_progress{"no_progress", "Only an opportunity or a task makes progress: name one of them."};
}  // namespace rule

// What everything that is recorded of work needs: who did it, in words, and a reason when it comes late.
static Decision on_record(std::string_view text, const Facts& f) {
    Decision d;
    d.require(bool(f.actor()), rule::actor_missing);
    d.require(!blank(text), rule::text_missing, "text");
    d.require(f.valid_at() == f.now() || f.has_reason(), rule::reason_missing);
    return d;
}

static bool each_once(std::vector<Entity> subjects) {
    std::ranges::sort(subjects);
    return !subjects.empty() && std::ranges::adjacent_find(subjects) == subjects.end();
}

static Decision decide(const RecordActivity& c, const Facts& f) {
    Decision d = on_record(c.text, f);
    d.require(each_once(c.subjects), rule::subject_missing);
    d.require(c.subjects.size() <= activity_subjects_max, rule::too_many, "subjects");
    for (const Entity subject : c.subjects) d.require(is_about_work(subject), rule::not_about_work, subject);
    d.require(c.minutes <= minutes_of_day_max, rule::minutes_amiss);
    if (!d.refused()) d.record(ActivityLogged{f.next_id<ActivityId>(), f.actor(), c.subjects, c.kind, c.text, c.minutes});
    return d;
}

// Whether work on it was still going on at the valid time.
static bool was_open(Entity subject, const Facts& f) {
    if (subject.kind == TaskId::kind) {
        const Task& task = f.at(TaskId{subject.number});
        return task.status == TaskStatus::open || f.valid_at() < task.changed;
    }
    const Opportunity& opportunity = f.at(OpportunityId{subject.number});
    return opportunity.open() || f.valid_at() < opportunity.outcome.since;
}

static Decision decide(const RecordProgress& c, const Facts& f) {
    Decision d = on_record(c.text, f);
    const bool progresses = c.subject.kind == TaskId::kind || c.subject.kind == OpportunityId::kind;
    d.require(progresses, rule::no_progress, c.subject);
    if (progresses) d.require(was_open(c.subject, f), rule::not_open, c.subject);
    if (!d.refused()) d.record(WorkProgressRecorded{f.next_id<ActivityId>(), f.actor(), c.subject, c.text, c.percent_done});
    return d;
}

NounEntry activity_noun() { return {command_entries_of<ActivityCommands>(), {}}; }

}  // namespace foxtrail
