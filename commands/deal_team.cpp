#include "commands/deal_team.hpp"

#include "commands/decider/command_entry.hpp"
#include "commands/organisation.hpp"
#include "commands/rules/opportunity_rules.hpp"

#include <algorithm>

namespace foxtrail {
namespace rule {
constexpr Rule purpose_missing{"purpose_missing", "Say what the team is for: \"purpose\" cannot be blank."};
constexpr Rule duty_role_missing{"duty_role_missing", "Say as what he joins: \"duty.role\" cannot be blank."};
constexpr Rule member_already{"member_already", "He is in the team already: use deal_team.assign_duty for another duty."};
constexpr Rule member_then{"member_then", "He was in the team until later than this: give a valid_at when he no longer was."};
constexpr Rule left_already{"left_already", "He has left the team already."};
constexpr Rule before_joining{"before_joining", "This is dated before he joined or got his present duty: give a later valid_at."};
constexpr Rule team_full{"team_full", "A team has at most 200 members."};
}  // namespace rule

RestsOn rests_on(const TeamMember& m) {
    if (m.open) return {m.opportunity.entity(), m.employee.entity()};
    return m.before.empty() ? RestsOn{} : RestsOn{m.opportunity.entity()};
}

void note_leaver(std::vector<TeamLeaver>& left, TeamLeaver leaver) {
    if (const auto before = std::ranges::find(left, leaver.employee, &TeamLeaver::employee); before != left.end()) {
        leaver.left = std::max(before->left, leaver.left);
        left.erase(before);
    }
    left.push_back(leaver);
    if (left.size() > team_leavers_kept) left.erase(left.begin());
}

void evolve(TeamMember& m, const TeamMemberJoined& e, const Meta& meta) {
    m = {m.id, e.opportunity, e.employee, {e.duty, meta.valid_at}, true};
}
void evolve(TeamMember& m, const TeamMemberLeft&, const Meta&) { m.open = false; }
void evolve(TeamMember& m, const TeamDutyAssigned& e, const Meta& meta) { m.duty.set(e.to, meta.valid_at); }
void evolve(TeamMember& m, const OwnershipTransferred& e, const Meta& meta) {
    if (e.item != m.id.entity()) return;
    note_leaver(m.before, {m.employee, meta.valid_at});
    m.employee = e.to.owner, m.duty.set(m.duty.value, meta.valid_at);
}

std::vector<TeamMemberId> places_on(const Facts& f, OpportunityId opportunity) {
    auto places = f.resting_on<TeamMemberId>(opportunity.entity());
    std::erase_if(places, [&](TeamMemberId id) { return !f.at(id).open; });
    return places;
}

std::vector<EmployeeId> team_of(const Facts& f, OpportunityId opportunity) {
    std::vector<EmployeeId> team;
    for (const auto place : places_on(f, opportunity)) team.push_back(f.at(place).employee);
    return team;
}

// When he was on the team last; nothing when he never was, or is.
static std::optional<Time> left_team(const Facts& f, const Opportunity& o, EmployeeId employee) {
    std::optional<Time> last;
    const auto note = [&](const TeamLeaver& leaver) {
        if (leaver.employee == employee) last = std::max(last, std::optional(leaver.left));
    };
    std::ranges::for_each(o.team_left, note);
    for (const auto member : f.resting_on<TeamMemberId>(o.id.entity()))
        std::ranges::for_each(f.at(member).before, note);
    return last;
}

static Decision decide(const Opportunity& o, const FormTeam& c, const Facts& f) {
    Decision d = on_open(o, f);
    d.require(!blank(c.purpose), rule::purpose_missing);
    const bool already = f.valid_at() >= o.team_purpose.since && o.team_purpose.value == c.purpose;
    if (!d.refused() && !already) d.record(DealTeamFormed{o.id, c.purpose});
    return d;
}

static Decision decide(const Opportunity& o, const JoinTeam& c, const Facts& f) {
    Decision d = on_open(o, f);
    const auto team = team_of(f, o.id);
    d.require(!blank(c.duty.role), rule::duty_role_missing);
    d.require(std::ranges::find(team, c.employee.id) == team.end(), rule::member_already, c.employee.id);
    if (const auto left = left_team(f, o, c.employee.id)) d.require(f.valid_at() >= *left, rule::member_then, *left);
    d.require(team.size() < team_members_max, rule::team_full);
    require_active(d, f, c.employee.id);
    if (!d.refused()) d.record(TeamMemberJoined{f.next_id<TeamMemberId>(), o.id, c.employee.id, f.at(c.employee.id).department.value, c.duty});
    return d;
}

static Decision decide(const TeamMember& m, const LeaveTeam&, const Facts& f) {
    Decision d;
    d.require(m.open, rule::left_already);
    d.require(f.valid_at() >= m.duty.since, rule::before_joining, m.duty.since);
    if (!d.refused()) d.record(TeamMemberLeft{m.id, m.opportunity, m.employee});
    return d;
}

static Decision decide(const TeamMember& m, const AssignTeamDuty& c, const Facts& f) {
    Decision d;
    d.require(m.open, rule::left_already);
    d.require(!blank(c.duty.role), rule::duty_role_missing);
    d.require(f.valid_at() >= m.duty.since, rule::before_joining, m.duty.since);
    if (!d.refused() && c.duty != m.duty.value) d.record(TeamDutyAssigned{m.id, m.duty.value, c.duty});
    return d;
}

NounEntry deal_team_noun() { return {command_entries_of<DealTeamCommands>(), {state_entry<TeamMember, boost::mp11::mp_append<DealTeamEvents, HandoverEvents>>()}}; }

}  // namespace foxtrail
