// Forming the team of a deal, joining and leaving it, and who answers for what.
#pragma once

#include "commands/decider/latest.hpp"
#include "commands/decider/noun.hpp"
#include "events/deal_team.hpp"
#include "events/handover.hpp"

namespace foxtrail {

// Until when somebody was on a team.
struct TeamLeaver {
    EmployeeId employee;
    Time left;
};
BOOST_DESCRIBE_STRUCT(TeamLeaver, (), (employee, left))
inline constexpr std::size_t team_leavers_kept = 200;  // of a deal, and of a place, who left last
void note_leaver(std::vector<TeamLeaver>&, TeamLeaver);  // each once, with the last time he left

// A place in a team.
struct TeamMember {
    TeamMemberId id;
    OpportunityId opportunity;
    EmployeeId employee;
    Latest<TeamDuty> duty;  // the first one since he joined
    bool open = false;
    std::vector<TeamLeaver> before{};  // who had the place until it was handed over
};
BOOST_DESCRIBE_STRUCT(TeamMember, (), (id, opportunity, employee, duty, open, before))
template <>
struct StateOf<TeamMemberId> { using type = TeamMember; };

RestsOn rests_on(const TeamMember&);  // an open place on its opportunity and its employee, one that was handed on on its opportunity for good
void evolve(TeamMember&, const TeamMemberJoined&, const Meta&);
void evolve(TeamMember&, const TeamMemberLeft&, const Meta&);
void evolve(TeamMember&, const TeamDutyAssigned&, const Meta&);
void evolve(TeamMember&, const OwnershipTransferred&, const Meta&);

// The places that somebody has now.
std::vector<TeamMemberId> places_on(const Facts&, OpportunityId);
// Who is in the team of the opportunity now; twice when a handover brought a member a second place.
std::vector<EmployeeId> team_of(const Facts&, OpportunityId);
inline constexpr std::size_t team_members_max = 200;

struct FormTeam {
    static constexpr CommandType type{"deal_team.form", "成立项目组"};
    static constexpr std::string_view doc = "Form a team for an open opportunity, or say anew what it is for.";
    Ref<OpportunityId> opportunity;
    std::string purpose;
    static constexpr auto target = &FormTeam::opportunity;
};
BOOST_DESCRIBE_STRUCT(FormTeam, (), (opportunity, purpose))

struct JoinTeam {
    static constexpr CommandType type{"deal_team.join", "加入项目组"};
    static constexpr std::string_view doc = "An employee of any department joins the team of an open opportunity; valid_at is when he entered.";
    Ref<OpportunityId> opportunity;
    Ref<EmployeeId> employee;
    TeamDuty duty;
    static constexpr auto target = &JoinTeam::opportunity;
};
BOOST_DESCRIBE_STRUCT(JoinTeam, (), (opportunity, employee, duty))

struct LeaveTeam {
    static constexpr CommandType type{"deal_team.leave", "离开项目组"};
    static constexpr std::string_view doc = "A member leaves the team.";
    Ref<TeamMemberId> member;
    static constexpr auto target = &LeaveTeam::member;
};
BOOST_DESCRIBE_STRUCT(LeaveTeam, (), (member))

struct AssignTeamDuty {
    static constexpr CommandType type{"deal_team.assign_duty", "项目组分工"};
    static constexpr std::string_view doc = "Give a member of a team another role and duty.";
    Ref<TeamMemberId> member;
    TeamDuty duty;
    static constexpr auto target = &AssignTeamDuty::member;
};
BOOST_DESCRIBE_STRUCT(AssignTeamDuty, (), (member, duty))

using DealTeamCommands = boost::mp11::mp_list<FormTeam, JoinTeam, LeaveTeam, AssignTeamDuty>;
NounEntry deal_team_noun();

}  // namespace foxtrail
