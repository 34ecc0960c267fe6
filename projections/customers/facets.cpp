#include "projections/customers/facets.hpp"

#include "events/event_entry.hpp"
#include "events/facet.hpp"
#include "projections/people/deal_team_view.hpp"
#include "projections/reading/recall.hpp"

namespace foxtrail {
namespace {

void restate(FacetAt& facet, const FacetUpdated& update, Time valid_at, EmployeeId by) {
    facet.id = update.facet, facet.customer = update.customer, facet.department = update.department;
    for (const auto& change : update.fields) {
        if (change.to)
            facet.fields.insert_or_assign(change.name, FacetFieldAt{*change.to, valid_at, by});
        else
            facet.fields.erase(change.name);
    }
}

std::optional<FacetAt> facet_at(FacetId id, const Sharing& sharing, const Log& log, const Instant& instant) {
    const auto updates = facet_updates(id, sharing, instant);
    if (updates.empty()) return std::nullopt;
    struct Update {
        FacetUpdated event;
        Time valid_at;
        EmployeeId by;
    };
    std::map<Position, Update> stated;
    log.read(ascending(updates), [&](const RecordedEvent& event) {
        if (auto update = event_as<FacetUpdated>(event.type, event.payload))
            stated.emplace(event.position, Update{std::move(*update), event.envelope->valid_at, EmployeeId{event.envelope->actor.number}});
        return true;
    });
    FacetAt facet;
    for (const Position position : updates) restate(facet, stated.at(position).event, stated.at(position).valid_at, stated.at(position).by);
    return facet;
}

json::array fields_json(const FacetAt& facet, const DimensionContext& context) {
    json::array fields;
    for (const auto& [name, field] : facet.fields) {
        json::object printed{{"name", name}, {"value", field.value}, {"since", to_text(field.since)}};
        printed["stated_by"] = named_or_null(field.stated_by.entity(), context);
        fields.push_back(std::move(printed));
    }
    return fields;
}

}  // namespace

std::vector<Position> facet_updates(FacetId id, const Sharing& sharing, const Instant& instant) {
    std::vector<Position> updates;
    sharing.facets.history(id.number, instant, [&](std::uint32_t, const FacetRow&, Time, std::span<const Change> changes) {
        for (const Change& change : changes) updates.push_back(change.position());
    });
    return updates;
}

std::vector<FacetAt> facets_of(CustomerId customer, const Sharing& sharing, const Log& log, const Instant& instant) {
    std::vector<FacetAt> facets;
    for (const std::uint32_t id : sharing.facets.rows_ever<&FacetRow::customer>(customer))
        if (auto facet = facet_at({id}, sharing, log, instant)) facets.push_back(std::move(*facet));
    return facets;
}

CustomerId AccessRights::customer_of(Entity what) const {
    if (what.kind == CustomerId::kind) return {what.number};
    FacetRow row;
    return what.kind == FacetId::kind && sharing_.facets.at(what.number, instant_, row) ? row.customer : CustomerId{};
}

bool AccessRights::has_role(EmployeeId employee, std::string_view role, CustomerId customer) const {
    bool has = false;
    committee_.team_members.each_with<&TeamMemberRow::employee>(employee, instant_, [&](std::uint32_t, const TeamMemberRow& member) {
        Deal deal;
        has = has || (member.left == Time{} && deals_.deals.at(member.opportunity.number, instant_, deal) && deal.customer == customer &&
                      deal.outcome.value == Outcome::open && team_role(member, log_) == role);
    });
    return has;
}

std::string_view AccessRights::reached_as(const AccessGrantRow& grant, EmployeeId employee) const {
    EmployeeRow row;
    if (!directory_.employees.at(employee.number, instant_, row) || row.departed.value) return {};
    if (grant.to_employee == employee) return "employee";
    if (grant.to_department && grant.to_department == row.department) return "department";
    const bool in_position =
        grant.to_position && row.position && sharing_.grants.texts().at(grant.to_position) == directory_.employees.texts().at(row.position);
    if (in_position) return "position";
    return grant.to_role && has_role(employee, sharing_.grants.texts().at(grant.to_role), customer_of(grant.what)) ? "team_role" : "";
}

bool AccessRights::owns(const FacetAt& facet, EmployeeId employee) const {
    EmployeeRow row;
    return directory_.employees.at(employee.number, instant_, row) && !row.departed.value && row.department == facet.department;
}

std::map<AccessGrantId, AccessGrantRow> AccessRights::in_force(const FacetAt& facet) const {
    std::map<AccessGrantId, AccessGrantRow> found;
    const auto add = [&](std::uint32_t id, const AccessGrantRow& row) {
        if (row.department == facet.department && !row.revoked) found.emplace(AccessGrantId{id}, row);
    };
    sharing_.grants.each_with<&AccessGrantRow::what>(facet.id.entity(), instant_, add);
    sharing_.grants.each_with<&AccessGrantRow::what>(facet.customer.entity(), instant_, add);
    return found;
}

bool AccessRights::sees(const FacetAt& facet, EmployeeId employee) const {
    return owns(facet, employee) ||
           std::ranges::any_of(in_force(facet), [&](const auto& grant) { return !reached_as(grant.second, employee).empty(); });
}

json::array facets_json(const std::vector<FacetAt>& facets, std::optional<EmployeeId> seen_by, const AccessRights& rights,
                        const DimensionContext& context) {
    json::array printed;
    for (const FacetAt& facet : facets) {
        json::object one{{"facet", to_text(facet.id)}, {"department", named(facet.department.entity(), context)}};
        if (seen_by && !rights.sees(facet, *seen_by))
            one["withheld"] = true;
        else
            one["fields"] = fields_json(facet, context);
        printed.push_back(std::move(one));
    }
    return printed;
}

}  // namespace foxtrail
