#include "projections/people/handover_cases.hpp"
#include "projections/people/handovers.hpp"
#include "projections/reading/listing.hpp"
#include "projections/reading/statistics.hpp"

namespace foxtrail {
namespace {

constexpr std::string_view network_definition =
    "handovers proposed in the period, from giver to receiver, by department the one each worked in then; departures: of one who left, whose work "
    "another accepted as a whole; items: those that were moved, by "
    "kind; accepted_share: accepted of accepted, rejected and expired, Wilson's interval at 95 %, censored_n: those waiting; "
    "until_answered: from the proposal to its acceptance or rejection, as recorded, censored_n: waiting or expired";

struct HandoverTally {
    std::map<HandoverState, std::uint64_t> states;
    std::map<Kind, std::uint64_t> items;
    std::uint64_t handovers = 0, departures = 0, item_count = 0, accepted = 0;
    Durations until_answered;

    void add(const HandoverCase& one) {
        item_count += one.transferred_count();
        for (const auto& [kind, count] : one.transferred) items[kind] += count;
        if (!one.id) return void(++departures);
        ++handovers, ++states[one.state], accepted += one.is_accepted();
        if (one.is_answered())
            until_answered.add(one.ended.us - one.told.us);
        else
            until_answered.add_censored();
    }
    json::object printed() {
        json::object kinds;
        for (const auto& [kind, count] : items) kinds[to_text(kind)] = count;
        json::object printed{{"handovers", handovers}, {"departures", departures}, {"item_count", item_count}, {"items", std::move(kinds)}};
        printed["proposed"] = states[HandoverState::proposed], printed["accepted"] = accepted;
        printed["completed"] = states[HandoverState::completed];
        printed["rejected"] = states[HandoverState::rejected], printed["expired"] = states[HandoverState::expired];
        printed["withdrawn"] = states[HandoverState::withdrawn];
        printed["accepted_share"] =
            proportion(accepted, accepted + states[HandoverState::rejected] + states[HandoverState::expired], states[HandoverState::proposed]);
        printed["until_answered"] = until_answered.summary();
        return printed;
    }
};

struct HandoverNetwork {
    std::map<std::pair<Entity, Entity>, HandoverTally> edges;
    std::map<Entity, std::pair<HandoverTally, HandoverTally>> nodes;  // given, received
    HandoverTally all;

    void add(Entity from, Entity to, const HandoverCase& one) {
        edges[{from, to}].add(one), nodes[from].first.add(one), nodes[to].second.add(one), all.add(one);
    }
};

json::array edges_json(HandoverNetwork& network, const Page& page, const DimensionContext& context) {
    std::vector<decltype(network.edges)::value_type*> sorted;
    for (auto& edge : network.edges) sorted.push_back(&edge);
    std::ranges::stable_sort(sorted, std::greater(), [](const auto* edge) { return edge->second.handovers + edge->second.departures; });
    json::array printed;
    for (auto* edge : paged(sorted, page)) {
        json::object one = edge->second.printed();
        one["from"] = named_or_unknown(edge->first.first, context), one["to"] = named_or_unknown(edge->first.second, context);
        printed.push_back(std::move(one));
    }
    return printed;
}

json::array nodes_json(const HandoverNetwork& network, const DimensionContext& context) {
    json::array printed;
    for (const auto& [node, tallies] : network.nodes) {
        const auto& [given, received] = tallies;
        printed.push_back({{"node", named_or_unknown(node, context)},
                           {"given", {{"handovers", given.handovers}, {"departures", given.departures}, {"items", given.item_count}}},
                           {"received", {{"handovers", received.handovers}, {"departures", received.departures}, {"items", received.item_count}}}});
    }
    return printed;
}

}  // namespace

ReadAnswer handover_network(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const HandoverContext context(runner, question.instant);
    Problems problems;
    const TimeRange times = read_times(question, CompanyDays(log, question.instant), problems);
    const auto by = question.find("group_by").value_or("employee");
    const auto department = read_known<DepartmentId>(question, "department", context.directory->departments, problems);
    const Page page = read_page(question, problems);
    if (by != "employee" && by != "department") problems.push_back({"group_by", "expected employee or department"});
    if (!problems.empty()) return std::unexpected(std::move(problems));

    HandoverNetwork network;
    auto cases = handover_cases(context);
    std::ranges::move(departure_cases(context), std::back_inserter(cases));
    for (const auto& one : cases) {
        if (!times.has(one.proposed)) continue;
        if (department && one.from_department != *department && one.to_department != *department) continue;
        if (by == "employee")
            network.add(one.from.entity(), one.to.entity(), one);
        else
            network.add(one.from_department.entity(), one.to_department.entity(), one);
    }
    json::object answer{{"definition", network_definition}, {"all", network.all.printed()}};
    answer["nodes"] = nodes_json(network, context);
    json::array edges = edges_json(network, page, context);
    name_next(answer, page, edges.size(), network.edges.size());
    answer["edges"] = std::move(edges);
    return answer;
}

std::vector<ReadParameter> handover_network_parameters() {
    return {{"group_by", "employee or department; employee when left out"},
            {"from", "only handovers proposed at or after this instant or the beginning of this day"},
            {"to", "only handovers proposed before this instant or the beginning of this day"},
            {"department", "id of the department of giver or receiver then"},
            {"after", "edges to leave out: the cursor of the page before"},
            {"limit", "edges in a page, at most 1000, 100 when left out; those with the most handovers come first"}};
}

}  // namespace foxtrail
