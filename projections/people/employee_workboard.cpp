#include "projections/people/employee_workboard.hpp"

#include "projections/pipeline/deal_total.hpp"
#include "projections/reading/entities.hpp"
#include "projections/reading/parameters.hpp"
#include "projections/reading/recall.hpp"
#include "projections/work/due.hpp"
#include "projections/work/progress.hpp"
#include "projections/work/work_board.hpp"

namespace foxtrail {
namespace {

enum class DueBy : std::uint8_t { overdue, today, this_week, later, undated };
BOOST_DESCRIBE_ENUM(DueBy, overdue, today, this_week, later, undated)

// The Sunday of the day's week.
Date end_of_week(Date day) { return {day.days + 6 - ((day.days + 3) % 7 + 7) % 7}; }

// What was answered has no day to be answered by any more.
DueBy due_by(const WorkRow& row, const Deadlines& due) {
    if (row.due == Time{} || row.state() == WorkState::answered) return DueBy::undated;
    if (due.passed(row)) return DueBy::overdue;
    const Date day = due.day_of(row);
    if (day <= due.today) return DueBy::today;
    return day <= end_of_week(due.today) ? DueBy::this_week : DueBy::later;
}

json::array printed_items(const std::vector<WorkRow>& rows, const Deadlines& due, const Log& log, const DimensionContext& context) {
    std::vector<Position> positions;
    for (const WorkRow& row : rows) positions.push_back(row.position);
    const Recalled events = recall(log, positions);
    json::array printed;
    for (const WorkRow& row : rows) {
        json::object item = work_item_json(row, due, context);
        item["due_day"] = row.due == Time{} ? json::value(nullptr) : json::value(to_text(due.day_of(row)));
        item["event"] = events.at(row.position).data;
        printed.push_back(std::move(item));
    }
    return printed;
}

}  // namespace

json::object due_items_of(EmployeeId employee, const Work& work, const Log& log, const DimensionContext& context, const ReadQuestion& question, std::size_t limit) {
    const Deadlines due(log, question);
    std::map<DueBy, std::vector<WorkRow>> buckets;
    std::uint64_t count = 0;
    work.items.each_with<&WorkRow::owner>(employee, context.instant, [&](std::uint32_t, const WorkRow& row) {
        if (is_to_do(row, work, context)) ++count, buckets[due_by(row, due)].push_back(row);
    });
    json::object printed{{"count", count}, {"today", to_text(due.today)}, {"time_zone", due.company.week.time_zone}};
    for (const DueBy when : enum_values<DueBy>()) {
        auto& rows = buckets[when];
        std::ranges::stable_sort(rows, {}, [&](const WorkRow& row) { return due.instant_of(row); });
        json::object bucket{{"count", rows.size()}};
        if (rows.size() > limit) rows.resize(limit);
        bucket["items"] = printed_items(rows, due, log, context);
        printed[enum_name(when)] = std::move(bucket);
    }
    return printed;
}

json::object open_deals_json(EmployeeId owner, const DimensionContext& context, Time now, std::size_t limit) {
    DealTotal total;
    json::array deals;
    context.deals->deals.each_with<&Deal::owner>(owner, context.instant, [&](std::uint32_t id, const Deal& deal) {
        if (deal.outcome.value != Outcome::open) return;
        total.add(deal);
        if (deals.size() == limit) return;
        json::object printed = deal_json(OpportunityId{id}, deal, context);
        printed["stage_since"] = to_text(deal.stage.since);
        printed["stage_age_s"] = (now.us - deal.stage.since.us) / us_per_second;
        deals.push_back(std::move(printed));
    });
    json::object printed = total.printed();
    printed["opportunities"] = std::move(deals);
    return printed;
}

ReadAnswer workboard(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    const auto items = runner.read<Work>();
    Problems problems;
    std::size_t limit = page_limit_default;
    read_limit(question, limit, problems);
    EmployeeRow row;
    const auto id = read_path_id<EmployeeId>(question, context.directory->employees, row);
    if (!id) problems.insert(problems.end(), id.error().begin(), id.error().end());
    if (!problems.empty()) return std::unexpected(std::move(problems));

    json::object answer{{"employee", named(id->entity(), context)}};
    answer["department"] = named_or_unknown(row.department.entity(), context);
    answer["work"] = due_items_of(*id, *items.tables, log, context, question, limit);
    answer["deals"] = open_deals_json(*id, context, question.now, limit);
    answer["activities"] = activities_of(*id, log, context, limit);
    return answer;
}

std::vector<ReadParameter> workboard_parameters() {
    return {{"id", "id of the employee", false, true},
            {"limit", "items, deals and activities of each part, at most 1000, 100 when left out; activities are the last recorded"}};
}

}  // namespace foxtrail
