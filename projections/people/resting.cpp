#include "projections/people/resting.hpp"

#include "events/handed_over.hpp"
#include "projections/people/deal_team_view.hpp"
#include "projections/reading/entities.hpp"
#include "projections/work/work_board.hpp"

#include <set>

namespace foxtrail {
namespace {

template <class IdType>
void add(std::vector<Entity>& items, const std::vector<IdType>& ids) {
    for (const IdType id : ids) items.push_back(id.entity());
}

json::object member_json(TeamMemberId id, const RestingContext& context) {
    TeamMemberRow row;
    if (!context.committee->team_members.at(id.number, context.instant, row)) return {};
    json::object printed{{"opportunity", to_text(row.opportunity)},
                         {"employee", named(row.employee.entity(), context)}};
    for (auto& fact : duty_json(row.duty, recall(context.log, {row.duty})))
        printed.emplace(fact.key(), std::move(fact.value()));
    return printed;
}

json::object role_json(ContactRoleId id, const RestingContext& context) {
    ContactRoleRow row;
    if (!context.committee->roles.at(id.number, context.instant, row)) return {};
    json::object printed{
        {"opportunity", to_text(row.opportunity)}, {"role", enum_name(row.role)}, {"state", enum_name(row.state)}};
    printed["contact"] = context.people.named(row.contact);
    printed["counterpart"] = named_or_unknown(row.counterpart.entity(), context);
    return printed;
}

// What is still to be done of it first; the text it came with beside.
json::object work_json(Entity item, const RestingContext& context, const Deadlines& due) {
    std::optional<WorkRow> shown;
    context.work->items.each_with<&WorkRow::item>(item, context.instant, [&](std::uint32_t, const WorkRow& row) {
        if (!shown || !is_open(shown->state())) shown = row;
    });
    if (!shown) return {};
    json::object printed = work_item_json(*shown, due, context);
    if (is_promise(*shown)) printed["promised_to"] = context.people.named({shown->number});
    const Recalled events = recall(context.log, {shown->position});
    if (const auto event = events.find(shown->position); event != events.end()) printed["event"] = event->second.data;
    return printed;
}

json::object facts_json(Entity item, const RestingContext& context, const Deadlines& due) {
    if (item.kind == TeamMemberId::kind) return member_json({item.number}, context);
    if (item.kind == ContactRoleId::kind) return role_json({item.number}, context);
    if (item.kind != OpportunityId::kind) return work_json(item, context, due);
    Deal deal;
    return context.deals->deals.at(item.number, context.instant, deal) ? deal_json({item.number}, deal, context)
                                                                       : json::object{};
}

}  // namespace

std::vector<OpportunityId> open_deals_of(EmployeeId employee, const RestingContext& context) {
    std::vector<OpportunityId> deals;
    context.deals->deals.each_with<&Deal::owner>(employee, context.instant, [&](std::uint32_t id, const Deal& deal) {
        if (deal.outcome.value == Outcome::open) deals.push_back({id});
    });
    return deals;
}

std::vector<TeamMemberId> team_places_of(EmployeeId employee, const RestingContext& context) {
    std::vector<TeamMemberId> places;
    context.committee->team_members.each_with<&TeamMemberRow::employee>(
        employee, context.instant, [&](std::uint32_t id, const TeamMemberRow& row) {
            if (row.left == Time{} && is_open_deal(row.opportunity, context)) places.push_back({id});
        });
    return places;
}

std::vector<ContactRoleId> counterpart_roles_of(EmployeeId employee, const RestingContext& context) {
    std::vector<ContactRoleId> roles;
    context.committee->roles.each_with<&ContactRoleRow::counterpart>(
        employee, context.instant, [&](std::uint32_t id, const ContactRoleRow& row) {
            if ((row.state == RoleState::held || row.state == RoleState::vacant) && is_open_deal(row.opportunity, context)) roles.push_back({id});
        });
    return roles;
}

std::vector<Entity> resting_on(EmployeeId employee, const RestingContext& context) {
    std::vector<Entity> items;
    add(items, open_deals_of(employee, context));
    add(items, team_places_of(employee, context));
    add(items, counterpart_roles_of(employee, context));
    std::set<Entity> work;  // an item of a plan is a row of its own; an offer of a deal is not the deal
    context.work->items.each_with<&WorkRow::owner>(employee, context.instant, [&](std::uint32_t, const WorkRow& row) {
        const bool moves =
            row.item.kind != OpportunityId::kind && std::ranges::find(handed_over, row.item.kind) != handed_over.end();
        if (moves && is_open(row.state())) work.insert(row.item);
    });
    items.insert(items.end(), work.begin(), work.end());
    std::ranges::sort(items, {}, [](Entity item) {
        return std::pair(std::ranges::find(handed_over, item.kind) - handed_over.begin(), item.number);
    });
    return items;
}

json::array accounts_json(const std::vector<Entity>& items, const DimensionContext& context) {
    std::set<CustomerId> accounts;
    Deal deal;
    for (const Entity item : items)
        if (item.kind == OpportunityId::kind && context.deals->deals.at(item.number, context.instant, deal) && deal.customer) accounts.insert(deal.customer);
    json::array printed;
    for (const CustomerId account : accounts) printed.push_back(named(account.entity(), context));
    return printed;
}

json::object resting_json(Entity item, const RestingContext& context, const Deadlines& due) {
    json::object printed{{"item", to_text(item)}, {"kind", to_text(item.kind)}};
    for (auto& fact : facts_json(item, context, due)) printed.emplace(fact.key(), std::move(fact.value()));
    return printed;
}

}  // namespace foxtrail
