#include "projections/people/exposure.hpp"

#include "projections/people/exposure_of.hpp"
#include "projections/reading/entities.hpp"
#include "projections/reading/entity_version.hpp"
#include "projections/reading/parameters.hpp"
#include "projections/work/document_view.hpp"
#include "projections/work/work_board.hpp"

#include <ranges>

namespace foxtrail {
namespace {

constexpr std::size_t things_listed_max = 1'000;  // of each kind of thing on the page

json::object employee_json(EmployeeId id, const EmployeeRow& row, const DimensionContext& context) {
    const TextPool& texts = context.directory->employees.texts();
    json::object printed{{"id", to_text(id)}, {"name", texts.at(row.name)}};
    printed["position"] = row.position ? json::value(texts.at(row.position)) : json::value("unknown");
    printed["department"] = named_or_unknown(row.department.entity(), context);
    printed["last_day"] = row.last_day ? json::value(to_text(*row.last_day)) : json::value(nullptr);
    printed["departed"] = row.departed.value ? json::value(to_text(row.departed.since)) : json::value(nullptr);
    return printed;
}

template <class Ids, class Print>
json::array some_of(const Ids& ids, Print&& print) {
    json::array printed;
    for (const auto id : ids | std::views::take(things_listed_max)) printed.push_back(print(id));
    return printed;
}

json::array people_json(const std::vector<EmployeeId>& people, const DimensionContext& context) {
    return some_of(people, [&](EmployeeId id) { return named(id.entity(), context); });
}

template <class Ids>
json::object resting_list(const Ids& ids, std::string_view name, const ExposureContext& context, const Deadlines& due) {
    return {{"count", ids.size()},
            {name, some_of(ids, [&](auto id) { return resting_json(id.entity(), context, due); })}};
}

json::object deals_json(const Exposure& found, const ExposureContext& context) {
    json::object printed = found.deal_total.printed();
    printed["opportunities"] = some_of(found.deals, [&](OpportunityId id) {
        Deal deal;
        context.deals->deals.at(id.number, context.instant, deal);
        return deal_json(id, deal, context);
    });
    return printed;
}

json::object counterparts_json(const Exposure& found, const ExposureContext& context, const Deadlines& due) {
    json::object printed = resting_list(found.counterpart_roles, "contact_roles", context, due), roles;
    ContactRoleRow row;
    for (const ContactRoleId id : found.counterpart_roles)
        if (context.committee->roles.at(id.number, context.instant, row)) {
            auto& count = roles[enum_name(row.role)];
            count = count.is_null() ? 1 : count.to_number<int>() + 1;
        }
    printed["by_role"] = std::move(roles);
    return printed;
}

json::object open_items_json(const Exposure& found) {
    json::object printed;
    for (const auto& [kind, count] : found.open_items) printed[kind] = count;
    return printed;
}

json::object documents_list(const Exposure& found, const ExposureContext& context) {
    const std::size_t listed = std::min(found.documents.size(), things_listed_max);
    const std::vector<DocumentId> some(found.documents.begin(),
                                       found.documents.begin() + static_cast<std::ptrdiff_t>(listed));
    return {{"count", found.documents.size()},
            {"documents", documents_json(some, *context.documents.tables, context.log, context)}};
}

json::object alerts_json(const Exposure& found, const ExposureContext& context, const Deadlines& due) {
    return {{"count", found.alerts_unanswered.size()},
            {"alerts", some_of(found.alerts_unanswered, [&](std::uint32_t id) {
                 WorkRow row;
                 context.work->items.at(id, context.instant, row);
                 return work_item_json(row, due, context);
             })}};
}

}  // namespace

ReadAnswer employee(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    EmployeeRow row;
    const auto id = read_path_id<EmployeeId>(question, context.directory->employees, row);
    if (!id) return std::unexpected(id.error());
    json::object answer = employee_json(*id, row, context);
    answer["line"] = people_json(line_above(*id, *context.directory.tables, question.instant), context);
    answer["reports"] = people_json(reports_of(*id, context), context);
    answer["version"] = version_at(log, id->entity(), question.instant.as_of);
    return answer;
}

ReadAnswer employee_exposure(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const ExposureContext context(runner, log, question.instant);
    EmployeeRow row;
    const auto id = read_path_id<EmployeeId>(question, context.directory->employees, row);
    if (!id) return std::unexpected(id.error());
    const Exposure found = exposure_of(*id, context);
    const Deadlines due(log, question);
    json::object answer{{"employee", employee_json(*id, row, context)}};
    answer["deals"] = deals_json(found, context);
    answer["team_places"] = resting_list(found.team_places, "members", context, due);
    answer["counterparts"] = counterparts_json(found, context, due);
    answer["sole_contacts"] = json::object{
        {"count", found.sole_contacts.size()},
        {"contacts", some_of(found.sole_contacts, [&](ContactId contact) { return context.people.named(contact); })}};
    answer["open_items"] = open_items_json(found);
    answer["documents"] = documents_list(found, context);
    answer["reports"] =
        json::object{{"count", found.reports.size()}, {"employees", people_json(found.reports, context)}};
    answer["alerts_unanswered"] = alerts_json(found, context, due);
    return answer;
}

}  // namespace foxtrail
