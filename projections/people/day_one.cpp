#include "projections/people/day_one.hpp"

#include "projections/people/employee_workboard.hpp"
#include "projections/people/exposure_of.hpp"
#include "projections/people/handover_cases.hpp"
#include "projections/people/past_deals.hpp"
#include "projections/reading/parameters.hpp"
#include "projections/reading/recall.hpp"
#include "projections/work/library.hpp"

#include <ranges>

namespace foxtrail {
namespace {

constexpr std::size_t day_one_limit = 20;  // of each part when nothing is said

struct Newcomer {
    EmployeeId id;
    EmployeeRow row;
    std::string position;  // "" is unknown
};

json::object people_around(const Newcomer& newcomer, const DimensionContext& context, std::size_t limit) {
    auto colleagues = newcomer.row.manager ? reports_of(newcomer.row.manager, context) : std::vector<EmployeeId>{};
    std::erase(colleagues, newcomer.id);
    const auto named_people = [&](const std::vector<EmployeeId>& people) {
        json::array printed;
        for (const EmployeeId id : people | std::views::take(limit)) printed.push_back(named(id.entity(), context));
        return printed;
    };
    const auto reports = reports_of(newcomer.id, context);
    return {{"manager", named_or_null(newcomer.row.manager.entity(), context)},
            {"colleagues", {{"count", colleagues.size()}, {"employees", named_people(colleagues)}}},
            {"reports", {{"count", reports.size()}, {"employees", named_people(reports)}}}};
}

json::object counted_documents(const std::vector<LibraryDocument>& found, const Documents& documents, const Log& log, const DimensionContext& context, std::size_t limit) {
    const auto shown = std::span(found).first(std::min(limit, found.size()));
    return {{"count", found.size()}, {"documents", library_json(shown, documents, log, context)}};
}

json::object documents_of_position(const Newcomer& newcomer, const Documents& documents, const Log& log, const DimensionContext& context, std::size_t limit) {
    const Text position = documents.documents.texts().find(newcomer.position);
    auto found = library_documents(documents, context.instant, [&](DocumentId, const DocumentRow& row) { return position && row.owner_position == position; });
    std::ranges::stable_sort(found, std::greater<>(), [](const LibraryDocument& document) { return document.uses.reused; });
    return counted_documents(found, documents, log, context, limit);
}

// Proposals and implementation plans by what became of their deals: the most reused first, of equal ones those of his department.
std::map<Outcome, std::vector<LibraryDocument>> documents_by_outcome(const Newcomer& newcomer, const Documents& documents, const DimensionContext& context) {
    std::map<DocumentId, Deal> deals;
    const auto found = library_documents(documents, context.instant, [&](DocumentId id, const DocumentRow& row) {
        const bool tells = row.kind == DocumentKind::proposal || row.kind == DocumentKind::implementation_plan;
        return tells && row.about.kind == OpportunityId::kind && context.deals->deals.at(row.about.number, context.instant, deals[id]);
    });
    std::map<Outcome, std::vector<LibraryDocument>> by_outcome;
    for (const LibraryDocument& document : found) by_outcome[deals.at(document.id).outcome.value].push_back(document);
    for (auto& [outcome, of] : by_outcome)
        std::ranges::stable_sort(of, std::greater<>(), [&](const LibraryDocument& document) {
            return std::pair(document.uses.reused, deals.at(document.id).unit.department == newcomer.row.department);
        });
    return by_outcome;
}

// The latest first; what was refused, taken back or lapsed is not his.
json::object handed_over_to(EmployeeId employee, const Work& work, const Log& log, const DimensionContext& context, std::size_t limit) {
    std::vector<WorkRow> rows;
    work.items.each_with<&WorkRow::owner>(employee, context.instant, [&](std::uint32_t, const WorkRow& row) {
        if (row.item.kind == HandoverId::kind && (is_open(row.state()) || row.state() == WorkState::done)) rows.push_back(row);
    });
    const std::size_t count = rows.size();
    std::ranges::reverse(rows);
    if (rows.size() > limit) rows.resize(limit);
    std::vector<Position> positions;
    for (const WorkRow& row : rows) positions.push_back(row.position);
    const Recalled events = recall(log, positions);
    json::array printed;
    for (const WorkRow& row : rows) {
        json::array items = recalled(events, row.position, "items").as_array();
        const std::size_t all = items.size();
        if (all > limit) items.resize(limit);
        printed.push_back({{"handover", to_text(row.item)}, {"state", row.state() == WorkState::done ? "completed" : "proposed"}, {"from", named_or_unknown(row.about, context)},
                           {"offered_at", to_text(row.opened)}, {"note", recalled(events, row.position, "note")}, {"count", all}, {"items", std::move(items)}});
    }
    return {{"count", count}, {"handovers", std::move(printed)}};
}

// What those who left had and left to him as a whole, the latest first.
json::array left_to(EmployeeId employee, const HandoverContext& context, std::size_t limit) {
    json::array printed;
    const auto cases = departure_cases(context);
    for (const HandoverCase& one : cases | std::views::reverse) {
        if (one.to != employee || printed.size() == limit) continue;
        json::array items;
        for (const Entity item : one.items | std::views::take(limit)) items.push_back(json::value(to_text(item)));
        printed.push_back({{"from", named_or_unknown(one.from.entity(), context)}, {"at", to_text(one.proposed)}, {"count", one.items.size()}, {"items", std::move(items)}});
    }
    return printed;
}

}  // namespace

// Without what went before, which takes the tables for itself.
static ReadAnswer his_own(const Runner& runner, const Log& log, const ReadQuestion& question, std::size_t& limit) {
    const HandoverContext context(runner, question.instant);
    const auto& work = context.work;
    const auto documents = runner.read<Documents>();
    Problems problems;
    read_limit(question, limit, problems);
    Newcomer newcomer;
    const auto id = read_path_id<EmployeeId>(question, context.directory->employees, newcomer.row);
    if (!id) problems.insert(problems.end(), id.error().begin(), id.error().end());
    if (!problems.empty()) return std::unexpected(std::move(problems));

    newcomer.id = *id;
    if (newcomer.row.position) newcomer.position = context.directory->employees.texts().at(newcomer.row.position);
    json::object answer{{"employee", named(id->entity(), context)}};
    answer["position"] = newcomer.position.empty() ? json::value("unknown") : json::value(newcomer.position);
    answer["department"] = named_or_unknown(newcomer.row.department.entity(), context);
    answer["people"] = people_around(newcomer, context, limit);
    answer["documents"] = documents_of_position(newcomer, *documents.tables, log, context, limit);
    auto by_outcome = documents_by_outcome(newcomer, *documents.tables, context);
    answer["proposals_won"] = counted_documents(by_outcome[Outcome::won], *documents.tables, log, context, limit);
    answer["proposals_lost"] = counted_documents(by_outcome[Outcome::lost], *documents.tables, log, context, limit);
    answer["handed_over"] = handed_over_to(*id, *work.tables, log, context, limit);
    answer["handed_over"].as_object()["left_by_others"] = left_to(*id, context, limit);
    answer["work"] = due_items_of(*id, *work.tables, log, context, question, limit);
    answer["deals"] = open_deals_json(*id, context, question.now, limit);
    return answer;
}

ReadAnswer day_one(const Runner& runner, const Log& log, const ReadQuestion& question) {
    std::size_t limit = day_one_limit;
    auto answer = his_own(runner, log, question, limit);
    if (!answer) return answer;
    const auto id = from_text(*question.find("id"), std::type_identity<EmployeeId>{});
    (*answer)["past_deals"] = past_deals(*id, runner, log, question, limit);
    return answer;
}

std::vector<ReadParameter> day_one_parameters() {
    return {{"id", "id of the employee", false, true}, {"limit", "things in each part, at most 1000, 20 when left out"}};
}

}  // namespace foxtrail
