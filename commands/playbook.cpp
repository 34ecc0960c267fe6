#include "commands/playbook.hpp"

#include "commands/decider/command_entry.hpp"
#include "commands/rules/department_rules.hpp"
#include "commands/rules/opportunity_rules.hpp"

#include <algorithm>

namespace foxtrail {
namespace rule {
constexpr Rule steps_count{"steps_count", "A playbook has 1 to 200 steps."};
constexpr Rule step_name_twice{"step_name_twice", "Two steps of a playbook cannot have the same name."};
constexpr Rule playbook_versions_full{"playbook_versions_full", "A playbook has at most 100 versions: publish one for a new stage model."};
constexpr Rule no_playbook{"no_playbook", "The deal's stage model had no playbook when the deal began."};
constexpr Rule unknown_step{"unknown_step", "The version of the playbook that the deal began with has no step of this name."};
}  // namespace rule

RestsOn rests_on(const Playbook& p) { return {p.stage_model.entity()}; }

void evolve(Playbook& p, const PlaybookPublished& e, const Meta& m) {
    p.stage_model = e.stage_model;
    p.versions.push_back({m.recorded_at, e.name, e.steps});
}

static void mark_step(Opportunity& o, std::uint16_t number, bool followed, const Meta& m) {
    auto mark = std::ranges::find(o.playbook, number, &PlaybookMark::number);
    if (mark == o.playbook.end()) mark = o.playbook.insert(mark, PlaybookMark{});
    *mark = {number, followed, m.valid_at};
}
void evolve(Opportunity& o, const PlaybookStepFollowed& e, const Meta& m) { mark_step(o, e.step.number, true, m); }
void evolve(Opportunity& o, const PlaybookDeviated& e, const Meta& m) { mark_step(o, e.step.number, false, m); }

namespace {

const Playbook* playbook_of(const Facts& f, StageModelId model) {
    return f.find(f.first_resting_on<PlaybookId>(model.entity()));
}

// In the order of their stages; only good when the decision is not refused.
std::vector<PlaybookStep> steps_of(Decision& d, const PublishPlaybook& c, const StageModel& model) {
    std::vector<PlaybookStep> steps;
    d.require(!c.steps.empty() && c.steps.size() <= playbook_steps_max, rule::steps_count);
    for (auto step = c.steps.begin(); step != c.steps.end(); ++step) {
        const auto stage = model.stage(model.newest(), step->stage);
        d.require(stage.has_value(), rule::unknown_stage, step->stage);
        d.require(!blank(step->name), rule::name_missing);
        d.require(std::ranges::find(c.steps.begin(), step, step->name, &StepOfStage::name) == step, rule::step_name_twice, step->name);
        steps.push_back({stage.value_or(Stage{}), step->name});
    }
    std::ranges::stable_sort(steps, {}, [](const PlaybookStep& step) { return step.stage.number; });
    return steps;
}

// The step of that name in the version that was the newest when the deal began.
std::optional<PinnedStep> pinned_step(Decision& d, const Opportunity& o, const std::string& name, const Facts& f) {
    const Playbook* playbook = playbook_of(f, o.stage_model);
    std::size_t version = playbook ? playbook->versions.size() : 0;
    while (version > 0 && playbook->versions[version - 1].published > o.created) --version;
    d.require(version > 0, rule::no_playbook);
    if (version == 0) return std::nullopt;
    const auto& steps = playbook->versions[version - 1].steps;
    const auto found = std::ranges::find(steps, name, &PlaybookStep::name);
    d.require(found != steps.end(), rule::unknown_step, name);
    if (found == steps.end()) return std::nullopt;
    return PinnedStep{playbook->id, static_cast<std::uint16_t>(version), static_cast<std::uint16_t>(found - steps.begin() + 1), *found};
}

// Records what is said of a step, unless that was said of it last.
template <class Event>
void record_step(Decision& d, const Opportunity& o, const std::string& name, const std::string& said, bool followed, const Facts& f) {
    require_person(d, f);
    auto step = pinned_step(d, o, name, f);
    if (!step) return;
    const auto mark = std::ranges::find(o.playbook, step->number, &PlaybookMark::number);
    const bool marked = mark != o.playbook.end();
    d.require(!marked || f.valid_at() >= mark->since, rule::dated_before_last_change, marked ? mark->since : Time{});
    if (!d.refused() && !(marked && mark->followed == followed)) d.record(Event{o.id, std::move(*step), said});
}

}  // namespace

static Decision decide(const PublishPlaybook& c, const Facts& f) {
    Decision d;
    const StageModel& model = f.at(c.stage_model.id);
    const Playbook* before = playbook_of(f, model.id);
    d.require(!blank(c.name), rule::name_missing);
    auto steps = steps_of(d, c, model);
    d.require(!before || before->versions.size() < playbook_versions_max, rule::playbook_versions_full);
    if (d.refused() || (before && before->versions.back().name == c.name && before->versions.back().steps == steps)) return d;
    const auto version = static_cast<std::uint16_t>(before ? before->versions.size() + 1 : 1);
    d.record(PlaybookPublished{before ? before->id : f.next_id<PlaybookId>(), version, c.name, model.id, model.newest(), std::move(steps)});
    return d;
}

static Decision decide(const Opportunity& o, const FollowPlaybookStep& c, const Facts& f) {
    Decision d = on_open(o, f);
    record_step<PlaybookStepFollowed>(d, o, c.step, c.note, true, f);
    return d;
}

static Decision decide(const Opportunity& o, const DeviateFromPlaybook& c, const Facts& f) {
    Decision d = on_open(o, f);
    d.require(!blank(c.why), rule::why_missing);
    record_step<PlaybookDeviated>(d, o, c.step, c.why, false, f);
    return d;
}

NounEntry playbook_noun() { return {command_entries_of<PlaybookCommands>(), {state_entry<Playbook, PlaybookEvents>()}}; }

}  // namespace foxtrail
