#include "projections/customers/access_audit.hpp"

#include "projections/customers/facets.hpp"
#include "projections/reading/commit_facts.hpp"
#include "projections/reading/entities.hpp"
#include "projections/reading/listing.hpp"

#include <set>

namespace foxtrail {
namespace {

constexpr std::size_t viewers_listed_max = 1'000;  // of one facet

// Readings are taken in the order of Projections, as the runner takes its locks.
struct AuditContext : DimensionContext {
    AuditContext(const Runner& runner, const Log& of, const Instant& at)
        : DimensionContext(runner, at), sharing(runner.read<Sharing>()), rights(*sharing.tables, *directory.tables, at), log(of) {}
    Runner::Reading<Sharing> sharing;
    AccessRights rights;
    const Log& log;
};

json::object recipient_json(const AccessGrantRow& row, const AuditContext& context) {
    if (row.to_employee) return {{"employee", named(row.to_employee.entity(), context)}};
    if (row.to_department) return {{"department", named(row.to_department.entity(), context)}};
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
    return {{"facet", to_text(facet.id)},
            {"department", named(facet.department.entity(), context)},
            {"seen_by", {{"count", count}, {"employees", std::move(employees)}}}};
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

std::optional<CustomerId> customer_of(Entity what, const Log& log) {
    if (what.kind == CustomerId::kind) return CustomerId{what.number};
    const auto facet = facet_owner(FacetId{what.number}, log);
    return facet ? std::optional(facet->customer) : std::nullopt;
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

    const auto facets = facets_of(*id, log, question.instant);
    json::object answer = listed(context.sharing->grants, grants_about(*id, facets, context), "grants", question.instant, page,
                                 [&](std::uint32_t grant, const AccessGrantRow& of) { return grant_json(grant, of, context); });
    answer["customer"] = named(id->entity(), context);
    json::array viewers;
    for (const FacetAt& facet : facets) viewers.push_back(viewers_json(facet, context));
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
        const auto customer = customer_of(of.what, log);
        printed["customer"] = customer ? json::value(named(customer->entity(), context)) : json::value("unknown");
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
