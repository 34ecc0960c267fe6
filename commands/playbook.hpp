// Publishing a stage model's playbook, and saying which of its steps a deal followed or left.
#pragma once

#include "commands/decider/noun.hpp"
#include "events/opportunity.hpp"
#include "events/playbook.hpp"

namespace foxtrail {

struct Opportunity;

inline constexpr std::size_t playbook_steps_max = 200;
inline constexpr std::size_t playbook_versions_max = 100;

struct PlaybookVersion {
    Time published;  // when that was recorded: a deal's version stays what it was, whatever is recorded later
    std::string name;
    std::vector<PlaybookStep> steps;
};
BOOST_DESCRIBE_STRUCT(PlaybookVersion, (), (published, name, steps))

struct Playbook {
    PlaybookId id;
    StageModelId stage_model;
    std::vector<PlaybookVersion> versions;  // [0] is version 1
};
BOOST_DESCRIBE_STRUCT(Playbook, (), (id, stage_model, versions))
template <>
struct StateOf<PlaybookId> { using type = Playbook; };

// What an opportunity's state keeps of a step it followed or left.
struct PlaybookMark {
    std::uint16_t number = 0;
    bool followed = false;
    Time since;
};
BOOST_DESCRIBE_STRUCT(PlaybookMark, (), (number, followed, since))

RestsOn rests_on(const Playbook&);  // on its stage model, which has at most one
void evolve(Playbook&, const PlaybookPublished&, const Meta&);
void evolve(Opportunity&, const PlaybookStepFollowed&, const Meta&);
void evolve(Opportunity&, const PlaybookDeviated&, const Meta&);

// A step as a command names it.
struct StepOfStage {
    std::string stage, name;
};
BOOST_DESCRIBE_STRUCT(StepOfStage, (), (stage, name))

struct PublishPlaybook {
    static constexpr CommandType type{"playbook.publish", "发布销售手册"};
    static constexpr std::string_view doc = "Publish the playbook of a stage model, or its next version: the steps of each stage, by the stages' names. Deals under way keep theirs.";
    Ref<StageModelId> stage_model;
    std::string name;
    std::vector<StepOfStage> steps;
};
BOOST_DESCRIBE_STRUCT(PublishPlaybook, (), (stage_model, name, steps))

struct FollowPlaybookStep {
    static constexpr CommandType type{"playbook.follow_step", "执行销售手册步骤"};
    static constexpr std::string_view doc = "Record that a step of the deal's playbook was done, by the step's name.";
    Ref<OpportunityId> opportunity;
    std::string step, note;
    static constexpr auto target = &FollowPlaybookStep::opportunity;
};
BOOST_DESCRIBE_STRUCT(FollowPlaybookStep, (), (opportunity, step, note))

struct DeviateFromPlaybook {
    static constexpr CommandType type{"playbook.deviate", "偏离销售手册"};
    static constexpr std::string_view doc = "Say why a step of the deal's playbook was left out or done otherwise, by the step's name.";
    Ref<OpportunityId> opportunity;
    std::string step, why;
    static constexpr auto target = &DeviateFromPlaybook::opportunity;
};
BOOST_DESCRIBE_STRUCT(DeviateFromPlaybook, (), (opportunity, step, why))

using PlaybookCommands = boost::mp11::mp_list<PublishPlaybook, FollowPlaybookStep, DeviateFromPlaybook>;
NounEntry playbook_noun();

}  // namespace foxtrail
