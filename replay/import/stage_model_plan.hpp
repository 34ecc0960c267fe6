// Which version of a stage model an import needs.
#pragma once

#include "commands/stage_model.hpp"
#include "replay/import/mapping.hpp"

namespace foxtrail {

// What is published already, or else what to publish.
struct StageModelPlan {
    std::optional<PublishStageModel> publish;
    std::size_t version = 1;
    std::vector<std::string> differences;  // probabilities that the mapping lists otherwise; the published ones stand
};

// `published` is null when there is none; `listed`: the mapping lists the stages, they were not discovered in a file.
// Stages the model lacks come behind those it has, except where the mapping lists all of them: then its order counts. A stage that
// stays keeps its name, so the way from one version to the next is the identity.
StageModelPlan plan_stage_model(const StageModel* published, const MappedStageModel& needed, bool listed, const ExternalKey& key);

}  // namespace foxtrail
