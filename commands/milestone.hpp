// Planning milestones of an opportunity, moving and meeting them; every slip is an event.
#pragma once

#include "commands/opportunity.hpp"
#include "events/milestone.hpp"

namespace foxtrail {

enum class MilestoneStatus : std::uint8_t { open, met, dropped };
BOOST_DESCRIBE_ENUM(MilestoneStatus, open, met, dropped)

struct Milestone {
    MilestoneId id;
    OpportunityId opportunity;
    PlanKind plan = PlanKind::advance;
    std::string what;
    Date baseline, due;  // as first planned; as planned now
    bool mutual = false;
    std::uint32_t moves = 0;
    MilestoneStatus status = MilestoneStatus::open;
    bool missed = false;  // the day planned now is over
    Time changed;         // valid time of the last change but for being missed
};
BOOST_DESCRIBE_STRUCT(Milestone, (), (id, opportunity, plan, what, baseline, due, mutual, moves, status, missed, changed))
template <>
struct StateOf<MilestoneId> { using type = Milestone; };

RestsOn rests_on(const Milestone&);  // an open one on its opportunity, a dropped one on what it has in common with one that takes it up again
void evolve(Milestone&, const MilestonePlanned&, const Meta&);
void evolve(Milestone&, const MilestoneMoved&, const Meta&);
void evolve(Milestone&, const MilestoneMet&, const Meta&);
void evolve(Milestone&, const MilestoneMissed&, const Meta&);
void evolve(Milestone&, const MilestoneDropped&, const Meta&);
void evolve(Milestone&, const MilestoneResumed&, const Meta&);

std::vector<const Milestone*> open_milestones(const Facts&, OpportunityId, PlanKind);

struct SetAdvancePlan {
    static constexpr CommandType type{"advance_plan.set", "设定推进计划"};
    static constexpr std::string_view doc = "State the open milestones by which an opportunity is to advance: new ones are planned, those left out are dropped for a reason, and one that was dropped is taken up again as it was, moves and all. Days of open ones change by milestone.move only.";
    Ref<OpportunityId> opportunity;
    std::vector<MilestoneDraft> milestones;
    static constexpr auto target = &SetAdvancePlan::opportunity;
};
BOOST_DESCRIBE_STRUCT(SetAdvancePlan, (), (opportunity, milestones))

struct PlanProject {
    static constexpr CommandType type{"project.plan", "制定项目计划"};
    static constexpr std::string_view doc = "State the open milestones of an opportunity's project plan, as advance_plan.set does. Each keeps its first day as baseline.";
    Ref<OpportunityId> opportunity;
    std::vector<MilestoneDraft> milestones;
    static constexpr auto target = &PlanProject::opportunity;
};
BOOST_DESCRIBE_STRUCT(PlanProject, (), (opportunity, milestones))

struct MoveMilestone {
    static constexpr CommandType type{"milestone.move", "调整里程碑"};
    static constexpr std::string_view doc = "Move a milestone to another day, for a reason; from the third time on the owner's manager is told and the deal flagged (R11).";
    Ref<MilestoneId> milestone;
    Date due;
    static constexpr auto target = &MoveMilestone::milestone;
};
BOOST_DESCRIBE_STRUCT(MoveMilestone, (), (milestone, due))

struct MeetMilestone {
    static constexpr CommandType type{"milestone.meet", "达成里程碑"};
    static constexpr std::string_view doc = "Say that a milestone is reached; valid_at says when.";
    Ref<MilestoneId> milestone;
    static constexpr auto target = &MeetMilestone::milestone;
};
BOOST_DESCRIBE_STRUCT(MeetMilestone, (), (milestone))

struct MarkMilestoneMissed {
    static constexpr CommandType type{"milestone.mark_missed", "标记里程碑未达成", AskedBy::scheduler};
    static constexpr std::string_view doc = "Note that the day of a milestone is over and tell the owner (R11). Only the scheduler asks this.";
    Ref<MilestoneId> milestone;
    static constexpr auto target = &MarkMilestoneMissed::milestone;
};
BOOST_DESCRIBE_STRUCT(MarkMilestoneMissed, (), (milestone))

using MilestoneCommands = boost::mp11::mp_list<SetAdvancePlan, PlanProject, MoveMilestone, MeetMilestone, MarkMilestoneMissed>;
NounEntry milestone_noun();

}  // namespace foxtrail
