#include "projections/customers/decision_cycles.hpp"

#include "projections/customers/decision_cycle.hpp"
#include "projections/reading/listing.hpp"
#include "projections/reading/merged_history.hpp"
#include "projections/reading/statistics.hpp"
#include "projections/reading/survival.hpp"

namespace foxtrail {
namespace {

constexpr std::string_view cycle_definition =
    "length: from the first node of the decision tree to the outcome, calendar time; censored_n: deals still open. median_of_all_s: the "
    "product-limit estimate, with the open ones at the age they have; null when not half have ended by then. left_out: nodes were added "
    "after the outcome. path_nodes: in the approval path; path_changes: paths stated anew";

struct CycleTally {
    Durations lengths;
    SurvivalSample survival;
    std::uint64_t deals = 0, left_out = 0, with_path = 0, path_changes = 0;

    void add(const DecisionCycle& cycle, Time now) {
        ++deals, with_path += cycle.path != 0, path_changes += cycle.path_changes;
        if (!cycle.is_measured()) return void(++left_out);
        const std::int64_t us = cycle.length_us(now);
        if (cycle.ended)
            lengths.add(us), survival.ended(us);
        else
            lengths.add_censored(), survival.running(us);
    }
    json::object printed() const {
        const auto median = survival.percentile_us(50);
        json::object printed{{"deals", deals}, {"left_out", left_out}, {"length", lengths.summary()}};
        printed["median_of_all_s"] = median ? json::value(static_cast<double>(*median) / 1e6) : json::value(nullptr);
        printed["with_approval_path"] = with_path, printed["path_changes"] = path_changes;
        return printed;
    }
};

json::array listed_cycles(const DecisionCycles& cycles, const Page& page, const Log& log, const ReadQuestion& question,
                          const DimensionContext& context, json::object& answer) {
    std::vector<DecisionCycles::const_iterator> shown;
    auto at = cycles.upper_bound(OpportunityId{page.after});
    for (; at != cycles.end() && shown.size() < page.limit; ++at) shown.push_back(at);
    if (at != cycles.end()) answer["next"] = "after=" + std::to_string(std::prev(at)->first.number);
    std::vector<Position> paths;
    for (const auto& one : shown) paths.push_back(one->second.path);
    const PathNodes nodes = path_nodes(log, std::move(paths));
    json::array printed;
    for (const auto& one : shown) {
        Deal deal;
        context.deals->deals.at(one->first.number, context.instant, deal);
        json::object cycle = decision_cycle_json(one->second, nodes, question.now);
        cycle["opportunity"] = to_text(one->first);
        cycle["customer"] = named_or_unknown(deal.customer.entity(), context);
        cycle["department"] = named_or_unknown(deal.unit.department.entity(), context);
        printed.push_back(std::move(cycle));
    }
    return printed;
}

json::array by_dimensions(const DecisionCycles& cycles, const DealSelection& selection, Time now, const DimensionContext& context) {
    std::map<GroupKey, CycleTally> groups;
    Deal deal;
    for (const auto& [id, cycle] : cycles)
        if (context.deals->deals.at(id.number, context.instant, deal)) groups[selection.group(deal)].add(cycle, now);
    json::array printed;
    for (const auto& [key, tally] : groups) {
        json::object group = selection.label(key, context);
        add_members(group, tally.printed());
        printed.push_back(std::move(group));
    }
    return printed;
}

json::array by_path_nodes(const DecisionCycles& cycles, const Log& log, Time now) {
    std::vector<Position> paths;
    for (const auto& [id, cycle] : cycles) paths.push_back(cycle.path);
    const PathNodes nodes = path_nodes(log, std::move(paths));
    std::map<std::size_t, CycleTally> groups;
    for (const auto& [id, cycle] : cycles) groups[cycle.path ? nodes.at(cycle.path) : 0].add(cycle, now);
    json::array printed;
    for (const auto& [count, tally] : groups) {
        json::object group{{"path_nodes", count}};
        add_members(group, tally.printed());
        printed.push_back(std::move(group));
    }
    return printed;
}

}  // namespace

ReadAnswer decision_cycles(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    const auto committee = runner.read<Committee>();
    const bool by_path = question.find("group_by") == "path_nodes";
    Problems problems;
    // A path's length is no dimension of a deal.
    const DealSelection selection(by_path ? question.without("group_by") : question.with_default("group_by", "department"), context, problems);
    const Page page = read_page(question, problems);
    if (!problems.empty()) return std::unexpected(std::move(problems));

    DecisionCycles cycles = decision_cycles_at(*committee.tables, context);
    std::erase_if(cycles, [&](const auto& one) {
        Deal deal;
        return !context.deals->deals.at(one.first.number, context.instant, deal) || !selection.selects(deal);
    });
    if (by_path && cycles.size() > history_looked_at_max)
        return std::unexpected(Problems{{"group_by", "more than 100000 deals have a decision tree: narrow them, by department for one"}});
    CycleTally all;
    for (const auto& [id, cycle] : cycles) all.add(cycle, question.now);
    json::object answer{{"all", all.printed()}, {"definition", cycle_definition}};
    answer["groups"] = by_path ? by_path_nodes(cycles, log, question.now) : by_dimensions(cycles, selection, question.now, context);
    answer["cycles"] = listed_cycles(cycles, page, log, question, context, answer);
    return answer;
}

std::vector<ReadParameter> decision_cycles_parameters() {
    auto parameters = DealSelection::parameters();
    parameters.front().doc = "path_nodes, or up to four dimensions, comma-separated; department when left out";
    parameters.push_back({"after", "only cycles of opportunities after this number: the cursor of the page before"});
    parameters.push_back({"limit", "cycles in a page, at most 1000, 100 when left out"});
    return parameters;
}

}  // namespace foxtrail
