// Milestones of an opportunity: those agreed on the way to a decision (advance plan), and those of the project.
#pragma once

#include "events/event.hpp"

namespace foxtrail {

enum class PlanKind : std::uint8_t { advance = 1, project = 2 };
BOOST_DESCRIBE_ENUM(PlanKind, advance, project)

struct AdvancePlanSet {
    static constexpr EventType type{"advance_plan.set", 1, "推进计划设定"};
    static constexpr std::string_view doc = "The plan by which an opportunity is to advance consists of these milestones.";
    OpportunityId opportunity;
    std::vector<MilestoneId> from, to;  // those open before; those open from now on
    bool operator==(const AdvancePlanSet&) const = default;
};
BOOST_DESCRIBE_STRUCT(AdvancePlanSet, (), (opportunity, from, to))

struct ProjectPlanned {
    static constexpr EventType type{"project.planned", 1, "项目计划制定"};
    static constexpr std::string_view doc = "The project plan of an opportunity consists of these milestones. Each keeps the date it was first planned for as its baseline.";
    OpportunityId opportunity;
    std::vector<MilestoneId> from, to;  // those open before; those open from now on
    bool operator==(const ProjectPlanned&) const = default;
};
BOOST_DESCRIBE_STRUCT(ProjectPlanned, (), (opportunity, from, to))

struct MilestonePlanned {
    static constexpr EventType type{"milestone.planned", 1, "里程碑计划"};
    static constexpr std::string_view doc = "A milestone was planned for a day, which is its baseline.";
    MilestoneId milestone;
    OpportunityId opportunity;
    PlanKind plan;
    std::string what;
    Date due;
    bool mutual;  // agreed with the customer
    bool operator==(const MilestonePlanned&) const = default;
};
BOOST_DESCRIBE_STRUCT(MilestonePlanned, (), (milestone, opportunity, plan, what, due, mutual))

struct MilestoneMoved {
    static constexpr EventType type{"milestone.moved", 1, "里程碑延期"};
    static constexpr std::string_view doc = "A milestone moved to another day, for the n-th time; the commit's reason says why.";
    MilestoneId milestone;
    OpportunityId opportunity;
    std::string what;
    Date baseline, from, to;
    std::uint32_t moves;  // with this one
    bool operator==(const MilestoneMoved&) const = default;
};
BOOST_DESCRIBE_STRUCT(MilestoneMoved, (), (milestone, opportunity, what, baseline, from, to, moves))

struct MilestoneMet {
    static constexpr EventType type{"milestone.met", 1, "里程碑达成"};
    static constexpr std::string_view doc = "A milestone was reached; valid_at is when.";
    MilestoneId milestone;
    OpportunityId opportunity;
    std::string what;
    Date baseline, due;
    bool operator==(const MilestoneMet&) const = default;
};
BOOST_DESCRIBE_STRUCT(MilestoneMet, (), (milestone, opportunity, what, baseline, due))

struct MilestoneMissed {
    static constexpr EventType type{"milestone.missed", 1, "里程碑未达成"};
    static constexpr std::string_view doc = "The day of a milestone was over and it was not reached. It stays open: it can be met late, or moved.";
    MilestoneId milestone;
    OpportunityId opportunity;
    std::string what;
    Date baseline, due;
    bool operator==(const MilestoneMissed&) const = default;
};
BOOST_DESCRIBE_STRUCT(MilestoneMissed, (), (milestone, opportunity, what, baseline, due))

struct MilestoneDropped {
    static constexpr EventType type{"milestone.dropped", 1, "里程碑取消"};
    static constexpr std::string_view doc = "A plan set anew leaves an open milestone out; the commit's reason says why.";
    MilestoneId milestone;
    OpportunityId opportunity;
    std::string what;
    Date baseline, due;
    bool operator==(const MilestoneDropped&) const = default;
};
BOOST_DESCRIBE_STRUCT(MilestoneDropped, (), (milestone, opportunity, what, baseline, due))

struct MilestoneResumed {
    static constexpr EventType type{"milestone.resumed", 1, "里程碑恢复"};
    static constexpr std::string_view doc = "A plan set anew takes up a milestone that an earlier one dropped. It keeps its baseline, and another day than it had is one more move.";
    MilestoneId milestone;
    OpportunityId opportunity;
    std::string what;
    Date baseline, from, to;
    bool mutual;
    std::uint32_t moves;  // with this one, if it is one
    bool operator==(const MilestoneResumed&) const = default;
};
BOOST_DESCRIBE_STRUCT(MilestoneResumed, (), (milestone, opportunity, what, baseline, from, to, mutual, moves))

using MilestoneEvents =
    boost::mp11::mp_list<AdvancePlanSet, ProjectPlanned, MilestonePlanned, MilestoneMoved, MilestoneMet, MilestoneMissed, MilestoneDropped, MilestoneResumed>;

}  // namespace foxtrail
