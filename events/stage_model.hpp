// Stage models: the stages of a sales process, in order. Won, lost and derailed are the ends of every model.
#pragma once

#include "events/event.hpp"

namespace foxtrail {

// A stage as it was called then; `number` is its place in the model version, from 1.
struct Stage {
    std::uint16_t number = 0;
    std::string name;
    bool operator==(const Stage&) const = default;
};
BOOST_DESCRIBE_STRUCT(Stage, (), (number, name))

struct StageDefinition {
    std::string name;
    Percent probability;  // of winning, as planned by the model; the weight of a deal whose own probability is unknown
    bool operator==(const StageDefinition&) const = default;
};
BOOST_DESCRIBE_STRUCT(StageDefinition, (), (name, probability))

// Where a stage of the version before went.
struct StageMapping {
    std::string from, to;
    bool operator==(const StageMapping&) const = default;
};
BOOST_DESCRIBE_STRUCT(StageMapping, (), (from, to))

struct StageModelPublished {
    static constexpr EventType type{"stage_model.published", 1, "阶段模型发布"};
    static constexpr std::string_view doc = "A version of a stage model was published. Opportunities stay with the version they started with.";
    StageModelId stage_model;
    std::uint16_t version;
    std::string name;
    std::vector<StageDefinition> stages;
    std::vector<StageMapping> mapping;
    std::optional<ExternalKey> external_key;
    bool operator==(const StageModelPublished&) const = default;
};
BOOST_DESCRIBE_STRUCT(StageModelPublished, (), (stage_model, version, name, stages, mapping, external_key))

using StageModelEvents = boost::mp11::mp_list<StageModelPublished>;

}  // namespace foxtrail
