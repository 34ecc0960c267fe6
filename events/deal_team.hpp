// The team of a deal: who works on it beside its owner, as what, from when to when.
#pragma once

#include "events/event.hpp"

namespace foxtrail {

struct DealTeamFormed {
    static constexpr EventType type{"deal_team.formed", 1, "项目组成立"};
    static constexpr std::string_view doc = "A team across departments and regions was formed for an opportunity.";
    OpportunityId opportunity;
    std::string purpose;
    bool operator==(const DealTeamFormed&) const = default;
};
BOOST_DESCRIBE_STRUCT(DealTeamFormed, (), (opportunity, purpose))

// What a member is there for.
struct TeamDuty {
    std::string role;       // "technical lead"
    std::string duty;       // what he answers for
    std::string expertise;  // why he
    bool operator==(const TeamDuty&) const = default;
};
BOOST_DESCRIBE_STRUCT(TeamDuty, (), (role, duty, expertise))

struct TeamMemberJoined {
    static constexpr EventType type{"team_member.joined", 1, "成员加入项目组"};
    static constexpr std::string_view doc = "An employee joined the team of an opportunity; valid_at is when he entered.";
    TeamMemberId member;
    OpportunityId opportunity;
    EmployeeId employee;
    DepartmentId department;  // his own, then
    TeamDuty duty;
    bool operator==(const TeamMemberJoined&) const = default;
};
BOOST_DESCRIBE_STRUCT(TeamMemberJoined, (), (member, opportunity, employee, department, duty))

struct TeamMemberLeft {
    static constexpr EventType type{"team_member.left", 1, "成员离开项目组"};
    static constexpr std::string_view doc = "An employee left the team of an opportunity.";
    TeamMemberId member;
    OpportunityId opportunity;
    EmployeeId employee;
    bool operator==(const TeamMemberLeft&) const = default;
};
BOOST_DESCRIBE_STRUCT(TeamMemberLeft, (), (member, opportunity, employee))

struct TeamDutyAssigned {
    static constexpr EventType type{"team_member.duty_assigned", 1, "项目组分工"};
    static constexpr std::string_view doc = "A member of a team got another duty.";
    TeamMemberId member;
    TeamDuty from, to;
    bool operator==(const TeamDutyAssigned&) const = default;
};
BOOST_DESCRIBE_STRUCT(TeamDutyAssigned, (), (member, from, to))

using DealTeamEvents = boost::mp11::mp_list<DealTeamFormed, TeamMemberJoined, TeamMemberLeft, TeamDutyAssigned>;

}  // namespace foxtrail
