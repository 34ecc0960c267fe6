#include "commands/stage_model.hpp"

#include "commands/decider/command_entry.hpp"
#include "commands/rules/naming.hpp"

#include <algorithm>

namespace foxtrail {
namespace rule {
constexpr Rule no_stages{"no_stages", "A stage model has 1 to 200 stages."};
constexpr Rule stage_name_twice{"stage_name_twice", "Two stages of a model cannot have the same name."};
constexpr Rule stage_name_reserved{"stage_name_reserved", "won, lost and derailed are the ends of every model, not stages."};
constexpr Rule too_many_versions{"too_many_versions", "A stage model has at most 200 versions: publish a new model."};
constexpr Rule mapping_unknown_stage{"mapping_unknown_stage", "A mapping leads from a stage of the version before to a stage of this one."};
}  // namespace rule

std::optional<Stage> StageModel::stage(std::uint16_t version, std::string_view stage_name) const {
    const auto& list = stages(version);
    const auto found = std::ranges::find(list, stage_name, &StageDefinition::name);
    if (found == list.end()) return std::nullopt;
    return Stage{static_cast<std::uint16_t>(found - list.begin() + 1), found->name};
}

void evolve(StageModel& model, const StageModelPublished& e, const Meta&) {
    model.name = e.name;
    model.versions.push_back({e.stages});
}

static void require_stages(Decision& d, const std::vector<StageDefinition>& stages) {
    d.require(!stages.empty() && stages.size() <= stages_max, rule::no_stages);
    for (auto stage = stages.begin(); stage != stages.end(); ++stage) {
        d.require(!blank(stage->name), rule::name_missing);
        d.require(std::find_if(stages.begin(), stage, [&](const auto& other) { return other.name == stage->name; }) == stage, rule::stage_name_twice, stage->name);
        d.require(stage->name != "won" && stage->name != "lost" && stage->name != "derailed", rule::stage_name_reserved, stage->name);
    }
}

static void require_mapping(Decision& d, const StageModel* before, const PublishStageModel& c) {
    for (const auto& [from, to] : c.mapping) {
        const bool known = before && before->stage(before->newest(), from) && std::ranges::find(c.stages, to, &StageDefinition::name) != c.stages.end();
        d.require(known, rule::mapping_unknown_stage, from + " -> " + to);
    }
}

static Decision decide(const PublishStageModel& c, const Facts& f) {
    const StageModel* before = c.stage_model ? &f.at(c.stage_model->id) : nullptr;
    Decision d = named_newcomer(c.name, StageModelId::kind, c.external_key, f);
    d.require(!before || !c.external_key, rule::version_keeps_key);
    d.require(!before || before->versions.size() < stage_model_versions_max, rule::too_many_versions);
    require_stages(d, c.stages);
    require_mapping(d, before, c);
    if (d.refused()) return d;
    if (before && before->name == c.name && before->versions.back().stages == c.stages) return d;
    const auto version = static_cast<std::uint16_t>(before ? before->newest() + 1 : 1);
    d.record(StageModelPublished{before ? before->id : f.next_id<StageModelId>(), version, c.name, c.stages, c.mapping, c.external_key});
    return d;
}

NounEntry stage_model_noun() { return {command_entries_of<StageModelCommands>(), {state_entry<StageModel, StageModelEvents>()}}; }

}  // namespace foxtrail
