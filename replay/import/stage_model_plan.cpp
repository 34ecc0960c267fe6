#include "replay/import/stage_model_plan.hpp"

#include <algorithm>

namespace foxtrail {
namespace {

std::vector<StageDefinition> definitions_of(const std::vector<MappedStage>& stages) {
    std::vector<StageDefinition> definitions;
    for (const MappedStage& stage : stages) definitions.push_back({stage.name, stage.probability});
    return definitions;
}

const StageDefinition* find(const std::vector<StageDefinition>& stages, const std::string& name) {
    const auto found = std::ranges::find(stages, name, &StageDefinition::name);
    return found == stages.end() ? nullptr : &*found;
}

std::vector<std::string> differences_between(const std::vector<StageDefinition>& before, const std::vector<StageDefinition>& needed) {
    std::vector<std::string> differences;
    for (const StageDefinition& stage : needed)
        if (const auto* known = find(before, stage.name); known && known->probability != stage.probability)
            differences.push_back("the stage \"" + stage.name + "\" has probability " + std::to_string(known->probability.value) +
                                  " in the published model, " + std::to_string(stage.probability.value) +
                                  " in the mapping; the published one stands");
    return differences;
}

std::vector<StageDefinition> next_version(const std::vector<StageDefinition>& before, const std::vector<StageDefinition>& needed,
                                          bool listed) {
    const bool all_listed = listed && std::ranges::all_of(before, [&](const auto& stage) { return find(needed, stage.name) != nullptr; });
    std::vector<StageDefinition> stages = all_listed ? needed : before;
    for (StageDefinition& stage : stages)
        if (const auto* known = find(before, stage.name)) stage.probability = known->probability;
    for (const StageDefinition& stage : needed)
        if (!find(stages, stage.name)) stages.push_back(stage);
    return stages;
}

}  // namespace

StageModelPlan plan_stage_model(const StageModel* published, const MappedStageModel& needed_model, bool listed, const ExternalKey& key) {
    const auto needed = definitions_of(needed_model.stages);
    StageModelPlan plan;
    if (!published) {
        plan.publish = PublishStageModel{std::nullopt, needed_model.name, needed, {}, key};
        return plan;
    }
    const auto& before = published->stages(published->newest());
    if (listed) plan.differences = differences_between(before, needed);
    plan.version = published->newest();
    if (std::ranges::all_of(needed, [&](const auto& stage) { return find(before, stage.name) != nullptr; })) return plan;
    std::vector<StageMapping> identity;
    for (const StageDefinition& stage : before) identity.push_back({stage.name, stage.name});
    plan.publish =
        PublishStageModel{Ref<StageModelId>(key), published->name, next_version(before, needed, listed), std::move(identity), std::nullopt};
    ++plan.version;
    return plan;
}

}  // namespace foxtrail
