#include "projections/customers/decision_tree_view.hpp"

#include "projections/customers/decision_cycle.hpp"
#include "projections/reading/named_contact.hpp"
#include "projections/reading/parameters.hpp"
#include "projections/reading/recall.hpp"

#include <set>

namespace foxtrail {
namespace {

using Steps = std::set<std::pair<std::string, std::string>>;

// A tree as it stood at an instant.
struct DecisionTree {
    std::map<DecisionNodeId, DecisionNodeRow> nodes;
    std::map<std::pair<DecisionNodeId, DecisionNodeId>, Since<Percent>> influences;  // influencer, influenced
    Since<EventAt> path;
};

DecisionTree tree_at(OpportunityId opportunity, const Committee& committee, const Instant& instant) {
    DecisionTree tree;
    committee.nodes.each_with<&DecisionNodeRow::opportunity>(opportunity, instant, [&](std::uint32_t id, const DecisionNodeRow& row) {
        if (!row.removed) tree.nodes.emplace(DecisionNodeId{id}, row);
    });
    committee.influences.each_with<&InfluenceRow::opportunity>(opportunity, instant, [&](std::uint32_t, const InfluenceRow& row) {
        if (row.weight.value != Percent{}) tree.influences.emplace(std::pair(row.influencer, row.influenced), row.weight);
    });
    committee.approval_paths.each_with<&ApprovalPathRow::opportunity>(
        opportunity, instant, [&](std::uint32_t, const ApprovalPathRow& row) { tree.path = row.path; });
    return tree;
}

void add_positions(const DecisionTree& tree, std::vector<Position>& positions) {
    for (const auto& [id, node] : tree.nodes) positions.push_back(node.described);
    positions.push_back(tree.path.value);
}

Steps steps_of(const DecisionTree& tree, const Recalled& events) {
    Steps steps;
    const json::value to = recalled(events, tree.path.value, "to");
    if (const auto* listed = to.if_array())
        for (const auto& step : *listed) steps.emplace(step.at("from").as_string(), step.at("to").as_string());
    return steps;
}

json::object node_json(DecisionNodeId id, const DecisionNodeRow& row, const Recalled& events, const NamedContacts& people) {
    json::object node{{"node", to_text(id)}, {"kind", enum_name(row.kind)}, {"added", to_text(row.added)}};
    if (row.contact)
        node["contact"] = people.named(row.contact);
    else
        node["name"] = recalled(events, row.described, "name");
    node["scope"] = recalled(events, row.described, "scope");
    return node;
}

json::object influence_json(const std::pair<DecisionNodeId, DecisionNodeId>& nodes) {
    return {{"influencer", to_text(nodes.first)}, {"influenced", to_text(nodes.second)}};
}

json::object step_json(const std::pair<std::string, std::string>& step) { return {{"from", step.first}, {"to", step.second}}; }

// What is in `all` and not in `other`, printed.
template <class Items, class Print>
json::array missing_in(const Items& other, const Items& all, Print&& print) {
    json::array missing;
    for (const auto& item : all) {
        if constexpr (requires { typename Items::mapped_type; }) {
            if (!other.contains(item.first)) missing.push_back(print(item));
        } else if (!other.contains(item)) {
            missing.push_back(print(item));
        }
    }
    return missing;
}

json::object tree_json(const DecisionTree& tree, const Recalled& events, const NamedContacts& people) {
    json::array nodes, influences, steps;
    for (const auto& [id, row] : tree.nodes) nodes.push_back(node_json(id, row, events, people));
    for (const auto& [between, weight] : tree.influences) {
        json::object influence = influence_json(between);
        influence["weight"] = weight.value.value, influence["since"] = to_text(weight.since);
        influences.push_back(std::move(influence));
    }
    for (const auto& step : steps_of(tree, events)) steps.push_back(step_json(step));
    json::object path{{"since", tree.path.value ? json::value(to_text(tree.path.since)) : json::value(nullptr)}};
    path["steps"] = std::move(steps);
    return {{"nodes", std::move(nodes)}, {"influences", std::move(influences)}, {"approval_path", std::move(path)}};
}

json::array changed_weights(const DecisionTree& before, const DecisionTree& after) {
    json::array changed;
    for (const auto& [between, weight] : after.influences) {
        const auto known = before.influences.find(between);
        if (known == before.influences.end() || known->second.value == weight.value) continue;
        json::object influence = influence_json(between);
        influence["from"] = known->second.value.value, influence["to"] = weight.value.value;
        changed.push_back(std::move(influence));
    }
    return changed;
}

// Nodes and steps never change: another scope or name is another node.
json::object difference_json(const DecisionTree& before, const DecisionTree& after, const Recalled& events,
                             const NamedContacts& people) {
    const auto print_node = [&](const auto& node) { return node_json(node.first, node.second, events, people); };
    const auto print_influence = [](const auto& influence) {
        json::object printed = influence_json(influence.first);
        printed["weight"] = influence.second.value.value;
        return printed;
    };
    const Steps path_before = steps_of(before, events), path_after = steps_of(after, events);
    return {
        {"nodes",
         {{"added", missing_in(before.nodes, after.nodes, print_node)}, {"removed", missing_in(after.nodes, before.nodes, print_node)}}},
        {"influences",
         {{"added", missing_in(before.influences, after.influences, print_influence)},
          {"removed", missing_in(after.influences, before.influences, print_influence)},
          {"changed", changed_weights(before, after)}}},
        {"approval_path",
         {{"added", missing_in(path_before, path_after, step_json)}, {"removed", missing_in(path_after, path_before, step_json)}}}};
}

}  // namespace

ReadAnswer decision_tree(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    const auto committee = runner.read<Committee>();
    Deal deal;
    const auto id = read_path_id<OpportunityId>(question, context.deals->deals, deal);
    if (!id) return std::unexpected(id.error());
    Problems problems;
    const auto other = read_other_instant(question, log, "compare_to", "compare_as_of", problems);
    if (!problems.empty()) return std::unexpected(std::move(problems));

    const DecisionTree after = tree_at(*id, *committee.tables, question.instant);
    const DecisionTree before = other ? tree_at(*id, *committee.tables, *other) : DecisionTree{};
    std::vector<Position> positions;
    add_positions(before, positions), add_positions(after, positions);
    const Recalled events = recall(log, std::move(positions));

    const NamedContacts people(*committee.tables, log, question.instant);
    json::object answer{{"opportunity", to_text(*id)}};
    add_members(answer, tree_json(after, events, people));
    const auto cycle = decision_cycle_of(*id, *committee.tables, context);
    answer["cycle"] = cycle ? json::value(decision_cycle_json(*cycle, path_nodes(log, {cycle->path}), question.now)) : json::value(nullptr);
    if (other) answer["difference"] = difference_json(before, after, events, people);
    return answer;
}

std::vector<ReadParameter> decision_tree_parameters() {
    return {
        {"id", "id of the opportunity", false, true},
        {"compare_to", "what was true then, an instant or the end of a date: the answer says what was added, removed and changed since"},
        {"compare_as_of",
         "with what was known then, a position, an instant or the end of a date; what is known to the answer when left out"}};
}

}  // namespace foxtrail
