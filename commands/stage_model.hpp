// Publishing stage models and their versions.
#pragma once

#include "commands/decider/noun.hpp"
#include "events/stage_model.hpp"

namespace foxtrail {

struct StageModelVersion {
    std::vector<StageDefinition> stages;
};
BOOST_DESCRIBE_STRUCT(StageModelVersion, (), (stages))

struct StageModel {
    StageModelId id;
    std::string name;
    std::vector<StageModelVersion> versions;  // [0] is version 1

    std::uint16_t newest() const { return static_cast<std::uint16_t>(versions.size()); }
    const std::vector<StageDefinition>& stages(std::uint16_t version) const { return versions.at(version - 1U).stages; }
    // The stage of that name in that version; nothing when there is none.
    std::optional<Stage> stage(std::uint16_t version, std::string_view name) const;
};
BOOST_DESCRIBE_STRUCT(StageModel, (), (id, name, versions))
template <>
struct StateOf<StageModelId> { using type = StageModel; };

inline constexpr std::size_t stages_max = 200;
inline constexpr std::size_t stage_model_versions_max = 200;

void evolve(StageModel&, const StageModelPublished&, const Meta&);

struct PublishStageModel {
    static constexpr CommandType type{"stage_model.publish", "发布阶段模型"};
    static constexpr std::string_view doc = "Publish a stage model, or the next version of one; mapping says where the stages of the version before went.";
    std::optional<Ref<StageModelId>> stage_model;  // left out: a new model
    std::string name;
    std::vector<StageDefinition> stages;
    std::vector<StageMapping> mapping;
    std::optional<ExternalKey> external_key;
};
BOOST_DESCRIBE_STRUCT(PublishStageModel, (), (stage_model, name, stages, mapping, external_key))

using StageModelCommands = boost::mp11::mp_list<PublishStageModel>;
NounEntry stage_model_noun();

}  // namespace foxtrail
