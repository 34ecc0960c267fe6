#include "projections/people/orphans.hpp"

#include "projections/people/exposure_of.hpp"
#include "projections/people/resting.hpp"
#include "projections/reading/listing.hpp"

namespace foxtrail {
namespace {

struct Leaver {
    EmployeeId id;
    EmployeeRow row;
    std::vector<Entity> items;
};

std::vector<Leaver> leavers(const std::optional<EmployeeId>& only, const RestingContext& context) {
    std::vector<Leaver> found;
    context.directory->employees.each(context.instant, [&](std::uint32_t id, const EmployeeRow& row) {
        if ((row.departed.value || row.last_day) && (!only || *only == EmployeeId{id}))
            found.push_back({EmployeeId{id}, row, {}});
    });
    for (auto& leaver : found) leaver.items = resting_on(leaver.id, context);
    std::erase_if(found, [](const Leaver& leaver) { return leaver.items.empty(); });
    return found;
}

json::object leaver_json(const Leaver& leaver, const RestingContext& context) {
    json::object printed = named(leaver.id.entity(), context);
    printed["department"] = named_or_unknown(leaver.row.department.entity(), context);
    printed["manager"] =
        named_or_null(leaver.row.manager.entity(), context);
    printed["last_day"] = to_json(leaver.row.last_day);
    printed["departed"] =
        leaver.row.departed.value ? json::value(to_text(leaver.row.departed.since)) : json::value(nullptr);
    printed["items"] = leaver.items.size();
    printed["accounts"] = accounts_json(leaver.items, context);
    json::array& reports = printed["reports"].emplace_array();  // who will report to the next one above
    for (const EmployeeId report : reports_of(leaver.id, context)) reports.push_back(named(report.entity(), context));
    return printed;
}

}  // namespace

ReadAnswer orphans(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const RestingContext context(runner, log, question.instant);
    Problems problems;
    const auto owner = read_known<EmployeeId>(question, "owner", context.directory->employees, problems);
    const Page page = read_page(question, problems);
    if (!problems.empty()) return std::unexpected(std::move(problems));

    const Deadlines due(log, question);
    json::array people, items;
    std::size_t count = 0;
    for (const auto& leaver : leavers(owner, context)) {
        people.push_back(leaver_json(leaver, context));
        for (const Entity item : leaver.items) {
            if (++count <= page.after || items.size() == page.limit) continue;
            json::object printed = resting_json(item, context, due);
            printed["owner"] = named(leaver.id.entity(), context);
            printed["last_day"] = people.back().at("last_day");
            printed["departed"] = people.back().at("departed");
            items.push_back(std::move(printed));
        }
    }
    json::object answer{{"count", count}};
    name_next(answer, page, items.size(), count);
    answer["people"] = std::move(people);
    answer["items"] = std::move(items);
    return answer;
}

std::vector<ReadParameter> orphans_parameters() {
    return {{"owner", "id of the employee who leaves"},
            {"after", "items to leave out: the cursor of the page before"},
            {"limit", "items in a page, at most 1000, 100 when left out"}};
}

}  // namespace foxtrail
