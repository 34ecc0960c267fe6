#include "projections/customers/facets.hpp"

#include "events/event_entry.hpp"
#include "events/facet.hpp"
#include "projections/reading/merged_history.hpp"
#include "projections/reading/seen_events.hpp"

namespace foxtrail {
namespace {

std::vector<FacetId> facet_ids_of(CustomerId customer, const Log& log, const Instant& instant) {
    std::vector<FacetId> ids;
    log.read(log.history(customer.entity(), 0, std::min(instant.as_of, log.head()), history_looked_at_max),
             [&](const RecordedEvent& event) {
                 const auto update = event_as<FacetUpdated>(event.type, event.payload);
                 if (update && std::ranges::find(ids, update->facet) == ids.end()) ids.push_back(update->facet);
                 return true;
             });
    return ids;
}

void restate(FacetAt& facet, const FacetUpdated& update, Time valid_at, EmployeeId by) {
    facet.id = update.facet, facet.customer = update.customer, facet.department = update.department;
    for (const auto& change : update.fields) {
        if (change.to)
            facet.fields.insert_or_assign(change.name, FacetFieldAt{*change.to, valid_at, by});
        else
            facet.fields.erase(change.name);
    }
}

std::optional<FacetAt> facet_at(FacetId id, const Log& log, const Instant& instant) {
    struct Update {
        FacetUpdated event;
        Time valid_at;
        EmployeeId by;
    };
    const auto updates = seen_events(id.entity(), log, instant, [](const RecordedEvent& event) -> std::optional<Update> {
        auto update = event_as<FacetUpdated>(event.type, event.payload);
        if (!update) return std::nullopt;
        return Update{std::move(*update), event.envelope->valid_at, EmployeeId{event.envelope->actor.number}};
    });
    if (updates.empty()) return std::nullopt;
    FacetAt facet;
    for (const auto& [event, valid_at, by] : updates) restate(facet, event, valid_at, by);
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

std::vector<FacetAt> facets_of(CustomerId customer, const Log& log, const Instant& instant) {
    std::vector<FacetAt> facets;
    for (const FacetId id : facet_ids_of(customer, log, instant))
        if (auto facet = facet_at(id, log, instant)) facets.push_back(std::move(*facet));
    return facets;
}

std::optional<FacetAt> facet_owner(FacetId id, const Log& log) {
    std::optional<FacetAt> owner;
    log.read(log.history(id.entity(), 0, log.head(), 1), [&](const RecordedEvent& event) {
        if (const auto update = event_as<FacetUpdated>(event.type, event.payload)) restate(owner.emplace(), *update, event.envelope->valid_at, {});
        return false;
    });
    return owner;
}

std::string_view AccessRights::reached_as(const AccessGrantRow& grant, EmployeeId employee) const {
    EmployeeRow row;
    if (!directory_.employees.at(employee.number, instant_, row) || row.departed.value) return {};
    if (grant.to_employee == employee) return "employee";
    if (grant.to_department && grant.to_department == row.department) return "department";
    const bool in_position =
        grant.to_position && row.position && sharing_.grants.texts().at(grant.to_position) == directory_.employees.texts().at(row.position);
    return in_position ? "position" : "";
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
