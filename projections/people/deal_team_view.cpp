#include "projections/people/deal_team_view.hpp"

#include "projections/reading/parameters.hpp"

namespace foxtrail {
namespace {

// One person's time in the team. A stay that passes to another person by a handover is two of these.
struct Stay {
    TeamMemberId member;
    TeamMemberRow row;
    Time entered;
    std::optional<Time> left;
};

void add_stays(TeamMemberId member, const TeamMemberRow& birth, Time born, std::span<const Change> changes, std::vector<Stay>& stays) {
    constexpr auto employee = Table<TeamMemberRow>::attribute_of<&TeamMemberRow::employee>();
    Stay stay{member, birth, born, std::nullopt};
    for (const Change& change : changes) {
        if (change.attribute() == employee) {
            stays.push_back(stay);
            stays.back().left = change.valid_at();
            stay.entered = change.valid_at();
        }
        Table<TeamMemberRow>::apply(stay.row, change);
    }
    if (stay.row.left != Time{}) stay.left = stay.row.left;
    stays.push_back(std::move(stay));
}

std::vector<Stay> stays_in(OpportunityId opportunity, const Committee& committee, const Instant& instant) {
    std::vector<Stay> stays;
    for (const auto member : committee.team_members.rows_ever<&TeamMemberRow::opportunity>(opportunity))
        committee.team_members.history(member, instant,
                                       [&](std::uint32_t id, const TeamMemberRow& birth, Time born, std::span<const Change> changes) {
                                           add_stays(TeamMemberId{id}, birth, born, changes, stays);
                                       });
    std::ranges::stable_sort(stays, {}, &Stay::entered);
    return stays;
}

}  // namespace

// As he joined, or was given another duty since.
json::object duty_json(Position said, const Recalled& events) {
    json::value duty = recalled(events, said, "duty");
    if (duty.is_null()) duty = recalled(events, said, "to");
    return duty.is_object() ? duty.get_object() : json::object{};
}

std::string team_role(const TeamMemberRow& row, const Log& log) {
    const json::object duty = duty_json(row.duty, recall(log, {row.duty}));
    const auto* role = duty.if_contains("role");
    return role ? std::string(role->as_string()) : "";
}

ReadAnswer deal_team(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    const auto committee = runner.read<Committee>();
    Deal deal;
    const auto id = read_path_id<OpportunityId>(question, context.deals->deals, deal);
    if (!id) return std::unexpected(id.error());

    const auto stays = stays_in(*id, *committee.tables, question.instant);
    std::vector<Position> duties;
    for (const auto& stay : stays) duties.push_back(stay.row.duty);
    const Recalled events = recall(log, std::move(duties));

    json::array members;
    for (const auto& stay : stays) {
        json::object member{{"member", to_text(stay.member)},
                            {"employee", named(stay.row.employee.entity(), context)},
                            {"department", named(stay.row.department.entity(), context)},
                            {"entered", to_text(stay.entered)}};
        member["left"] = stay.left ? json::value(to_text(*stay.left)) : json::value(nullptr);
        for (auto& fact : duty_json(stay.row.duty, events)) member.emplace(fact.key(), fact.value());
        members.push_back(std::move(member));
    }
    json::object answer{{"opportunity", to_text(*id)}};
    answer["owner"] = deal.owner ? json::value(named(deal.owner.entity(), context)) : json::value("unknown");
    answer["members"] = std::move(members);
    return answer;
}

}  // namespace foxtrail
