// Sales playbooks: the steps that have won deals, stage by stage, and which of them a deal followed or left.
#pragma once

#include "events/stage_model.hpp"

namespace foxtrail {

struct PlaybookStep {
    Stage stage;
    std::string name;
    bool operator==(const PlaybookStep&) const = default;
};
BOOST_DESCRIBE_STRUCT(PlaybookStep, (), (stage, name))

struct PlaybookPublished {
    static constexpr EventType type{"playbook.published", 1, "销售手册发布"};
    static constexpr std::string_view doc = "A version of a stage model's playbook was published. Deals stay with the version that was the newest when they began.";
    PlaybookId playbook;
    std::uint16_t version;
    std::string name;
    StageModelId stage_model;
    std::uint16_t model_version;
    std::vector<PlaybookStep> steps;  // a step's number is its place, from 1
    bool operator==(const PlaybookPublished&) const = default;
};
BOOST_DESCRIBE_STRUCT(PlaybookPublished, (), (playbook, version, name, stage_model, model_version, steps))

// A step of the version a deal is pinned to.
struct PinnedStep {
    PlaybookId playbook;
    std::uint16_t version = 0, number = 0;
    PlaybookStep step;
    bool operator==(const PinnedStep&) const = default;
};
BOOST_DESCRIBE_STRUCT(PinnedStep, (), (playbook, version, number, step))

struct PlaybookStepFollowed {
    static constexpr EventType type{"playbook.step_followed", 1, "销售手册步骤执行"};
    static constexpr std::string_view doc = "A step of a deal's playbook was done.";
    OpportunityId opportunity;
    PinnedStep step;
    std::string note;
    bool operator==(const PlaybookStepFollowed&) const = default;
};
BOOST_DESCRIBE_STRUCT(PlaybookStepFollowed, (), (opportunity, step, note))

struct PlaybookDeviated {
    static constexpr EventType type{"playbook.deviated", 1, "偏离销售手册"};
    static constexpr std::string_view doc = "A step of a deal's playbook was left out or done otherwise, for a reason.";
    OpportunityId opportunity;
    PinnedStep step;
    std::string why;
    bool operator==(const PlaybookDeviated&) const = default;
};
BOOST_DESCRIBE_STRUCT(PlaybookDeviated, (), (opportunity, step, why))

using PlaybookEvents = boost::mp11::mp_list<PlaybookPublished, PlaybookStepFollowed, PlaybookDeviated>;

}  // namespace foxtrail
