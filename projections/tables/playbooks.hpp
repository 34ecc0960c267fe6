// Playbooks by version, and what was said of their steps on which deal.
#pragma once

#include "events/playbook.hpp"
#include "projections/runner/projection.hpp"

namespace foxtrail {

// Numbered in the order they were published. The steps are in the event.
struct PlaybookVersionRow {
    PlaybookId playbook;
    StageModelId stage_model;
    std::uint16_t version = 0;
    Time published{};  // recorded time: what is recorded later is no deal's that began before
    EventAt event{};
    static constexpr auto indexed = std::tuple{&PlaybookVersionRow::stage_model};
};
BOOST_DESCRIBE_STRUCT(PlaybookVersionRow, (), (playbook, stage_model, version, published, event))

enum class StepState : std::uint8_t { open = 0, followed = 1, deviated = 2 };
BOOST_DESCRIBE_ENUM(StepState, open, followed, deviated)

// One step on one deal, numbered in the order something was first said of it. There at all times, open at first.
struct PlaybookStepRow {
    OpportunityId opportunity;
    std::uint16_t number = 0;
    Since<StepState> state{};
    EventAt said{};
    static constexpr auto indexed = std::tuple{&PlaybookStepRow::opportunity};
};
BOOST_DESCRIBE_STRUCT(PlaybookStepRow, (), (opportunity, number, state, said))

struct Playbooks {
    static constexpr std::string_view name = "playbooks";
    static constexpr std::uint32_t version = 1;
    static constexpr std::string_view doc = "The versions of every playbook, and the steps that deals followed or left.";
    Table<PlaybookVersionRow> versions;
    Table<PlaybookStepRow> steps;
};
BOOST_DESCRIBE_STRUCT(Playbooks, (), (versions, steps))

void project(Playbooks&, const PlaybookPublished&, const Meta&);
void project(Playbooks&, const PlaybookStepFollowed&, const Meta&);
void project(Playbooks&, const PlaybookDeviated&, const Meta&);

template <>
ProjectionEntry entry_of<Playbooks>();

}  // namespace foxtrail
