#include "projections/customers/access_audit.hpp"

#include "projections/customers/facets.hpp"
#include "projections/reading/commit_facts.hpp"
#include "projections/reading/entities.hpp"
#include "projections/reading/listing.hpp"
#include "projections/reading/recall.hpp"

#include <set>

namespace foxtrail {
namespace {

constexpr std::size_t viewers_listed_max = 1'000;  // of one facet
constexpr std::size_t updates_listed_max = 1'000;  // of one facet, the last ones

// Readings are taken in the order of Projections, as the runner takes its locks.
struct AuditContext : DimensionContext {
    AuditContext(const Runner& runner, const Log& of, const Instant& at)
        : DimensionContext(runner, at), committee(runner.read<Committee>()), sharing(runner.read<Sharing>()),
          rights(*sharing.tables, *committee.tables, of, *this), log(of) {}
    Runner::Reading<Committee> committee;
    Runner::Reading<Sharing> sharing;
    AccessRights rights;
    const Log& log;
};

json::object recipient_json(const AccessGrantRow& row, const AuditContext& context) {
    if (row.to_employee) return {{"employee", named(row.to_employee.entity(), context)}};
    if (row.to_department) return {{"department", named(row.to_department.entity(), context)}};
    if (row.to_role) return {{"team_role", context.sharing->grants.texts().at(row.to_role)}};
    return {{"position", context.sharing->grants.texts().at(row.to_position)}};
}

json::object grant_json(std::uint32_t id, const AccessGrantRow& row, const AuditContext& context) {
    const Position granted = context.sharing->grants.birth(id);
    const auto commits = commit_facts(context.log, {granted, row.revoked});
    json::object printed{{"grant", to_text(AccessGrantId{id})}, {"what", to_text(row.what)}};
    printed["department"] = named(row.department.entity(), context);
    printed["to"] = recipient_json(row, context);
    printed["in_force"] = !row.revoked;
    printed["from"] = to_text(commits.at(granted).valid_at);
    printed["until"] = row.revoked ? json::value(to_text(commits.at(row.revoked).valid_at)) : json::value(nullptr);
    printed["granted"] = commit_json(granted, commits, context);
    printed["revoked"] = commit_json(row.revoked, commits, context);
    return printed;
}

json::object viewers_json(const FacetAt& facet, const AuditContext& context) {
    json::array employees;
    std::uint64_t count = 0;
    const auto grants = context.rights.in_force(facet);
    context.directory->employees.each(context.instant, [&](std::uint32_t id, const EmployeeRow& row) {
        json::array through;
        if (context.rights.owns(facet, {id})) through.push_back("own_department");
        for (const auto& [grant, of] : grants)
            if (!context.rights.reached_as(of, {id}).empty()) through.push_back(json::value(to_text(grant)));
        if (through.empty() || ++count > viewers_listed_max) return;
        employees.push_back({{"employee", named(EmployeeId{id}.entity(), context)},
                             {"department", named_or_unknown(row.department.entity(), context)},
                             {"through", std::move(through)}});
    });
    return {{"count", count}, {"employees", std::move(employees)}};
}

// Who was shown it, on how many days, and on which first and last.
json::array seen_by_json(FacetId facet, const AuditContext& context) {
    struct Days {
        Date first, last;
        std::uint64_t count = 0;
    };
    std::map<EmployeeId, Days> viewers;
    context.sharing->sightings.each_with<&SightingRow::facet>(facet, context.instant, [&](std::uint32_t, const SightingRow& row) {
        Days& days = viewers.try_emplace(row.viewer, Days{row.day, row.day}).first->second;
        days.first = std::min(days.first, row.day), days.last = std::max(days.last, row.day), ++days.count;
    });
    json::array printed;
    for (const auto& [viewer, days] : viewers)
        if (printed.size() < viewers_listed_max)
            printed.push_back({{"employee", named(viewer.entity(), context)}, {"days", days.count}, {"first", to_text(days.first)}, {"last", to_text(days.last)}});
    return printed;
}

json::array changes_json(FacetId facet, const AuditContext& context) {
    std::vector<Position> updates = facet_updates(facet, *context.sharing.tables, context.instant);
    if (updates.size() > updates_listed_max) updates.erase(updates.begin(), updates.end() - updates_listed_max);
    const auto commits = commit_facts(context.log, updates);
    const Recalled events = recall(context.log, updates);
    json::array printed;
    for (const Position update : updates) {
        json::object change = commit_json(update, commits, context).as_object();
        change["fields"] = recalled(events, update, "fields");
        printed.push_back(std::move(change));
    }
    return printed;
}

json::object facet_audit_json(const FacetAt& facet, const AuditContext& context) {
    json::object printed{{"facet", to_text(facet.id)}, {"department", named(facet.department.entity(), context)}};
    printed["seen_by"] = viewers_json(facet, context);
    printed["saw"] = seen_by_json(facet.id, context);
    printed["changed"] = changes_json(facet.id, context);
    return printed;
}

// A grant on the customer may be of a department that has stated nothing of him yet.
std::set<std::uint32_t> grants_about(CustomerId customer, const std::vector<FacetAt>& facets, const AuditContext& context) {
    std::set<std::uint32_t> ids;
    const auto add = [&](Entity what) {
        for (const std::uint32_t id : context.sharing->grants.rows_ever<&AccessGrantRow::what>(what)) ids.insert(id);
    };
    add(customer.entity());
    for (const FacetAt& facet : facets) add(facet.id.entity());
    return ids;
}

}  // namespace

ReadAnswer customer_access(const Runner& runner, const Log& log, const ReadQuestion& question) {
    Problems problems;
    const Page page = read_page(question, problems);
    if (!problems.empty()) return std::unexpected(std::move(problems));
    const AuditContext context(runner, log, question.instant);
    CustomerRow row;
    const auto id = read_path_id<CustomerId>(question, context.directory->customers, row);
    if (!id) return std::unexpected(id.error());

    const auto facets = facets_of(*id, *context.sharing.tables, log, question.instant);
    json::object answer = listed(context.sharing->grants, grants_about(*id, facets, context), "grants", question.instant, page,
                                 [&](std::uint32_t grant, const AccessGrantRow& of) { return grant_json(grant, of, context); });
    answer["customer"] = named(id->entity(), context);
    json::array viewers;
    for (const FacetAt& facet : facets) viewers.push_back(facet_audit_json(facet, context));
    answer["facets"] = std::move(viewers);
    return answer;
}

ReadAnswer employee_access(const Runner& runner, const Log& log, const ReadQuestion& question) {
    Problems problems;
    const Page page = read_page(question, problems);
    if (!problems.empty()) return std::unexpected(std::move(problems));
    const AuditContext context(runner, log, question.instant);
    EmployeeRow row;
    const auto id = read_path_id<EmployeeId>(question, context.directory->employees, row);
    if (!id) return std::unexpected(id.error());

    const auto print = [&](std::uint32_t grant, const AccessGrantRow& of) -> json::object {
        const std::string_view reached = context.rights.reached_as(of, *id);
        if (of.revoked || of.department == row.department || reached.empty()) return {};
        json::object printed = grant_json(grant, of, context);
        printed["customer"] = named_or_unknown(context.rights.customer_of(of.what).entity(), context);
        printed["reached_as"] = reached;
        return printed;
    };
    json::object answer = listed(context.sharing->grants, "grants", question.instant, page, print);
    answer["employee"] = named(id->entity(), context);
    answer["department"] = named_or_unknown(row.department.entity(), context);
    answer["position"] = row.position ? json::value(context.directory->employees.texts().at(row.position)) : json::value("unknown");
    return answer;
}

std::vector<ReadParameter> customer_access_parameters() {
    auto parameters = list_parameters();
    parameters.insert(parameters.begin(), {"id", "id of the customer", false, true});
    return parameters;
}

std::vector<ReadParameter> employee_access_parameters() {
    auto parameters = list_parameters();
    parameters.insert(parameters.begin(), {"id", "id of the employee", false, true});
    return parameters;
}

}  // namespace foxtrail
