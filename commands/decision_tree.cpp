#include "commands/decision_tree.hpp"

#include "commands/decider/command_entry.hpp"
#include "commands/rules/naming.hpp"
#include "commands/rules/opportunity_rules.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace foxtrail {
namespace rule {
constexpr Rule node_is_contact_or_name{"node_is_contact_or_name", "Give a contact or a name, not both."};
constexpr Rule contact_is_person{"contact_is_person",
                                 "A contact is a person: say so in \"kind\", or give the name of the department or organisation."};
constexpr Rule node_known{"node_known", "The opportunity's decision tree has this node already, with another scope: remove it first."};
constexpr Rule too_many_nodes{"too_many_nodes", "The opportunity's decision tree has as many nodes as it can have."};
constexpr Rule node_on_path{"node_on_path", "The approval path leads over this node: change the path first."};
constexpr Rule node_removed{"node_removed", "The node was removed from the decision tree."};
constexpr Rule node_of_other_opportunity{"node_of_other_opportunity", "The node belongs to another opportunity's decision tree."};
constexpr Rule own_influence{"own_influence", "A node does not sway itself."};
constexpr Rule weight_over{"weight_over", "A weight lies between 0 and 100."};
constexpr Rule before_last_link{"before_last_link",
                                "This is dated before the nodes were added or their influences were last stated: give a later valid_at."};
constexpr Rule approval_cycle{"approval_cycle", "An approval never returns to where it was: leave out one of these steps."};
constexpr Rule too_many_steps{"too_many_steps", "An approval path has fewer steps than this."};
constexpr Rule before_last_path{
    "before_last_path", "This is dated before the approval path last changed, or before a node on it was added: give a later valid_at."};
}  // namespace rule

RestsOn rests_on(const DecisionNode& node) { return node.removed ? RestsOn{} : RestsOn{node.opportunity.entity()}; }

void evolve(DecisionNode& node, const DecisionNodeAdded& e, const Meta& m) {
    node = {node.id, e.opportunity, e.kind, e.name, e.contact, e.scope, m.valid_at, false, m.valid_at, {}, {}};
}
void evolve(DecisionNode& node, const DecisionNodeRemoved&, const Meta&) { node.removed = true; }
void evolve(DecisionNode& node, const InfluenceLinked& e, const Meta& m) {
    if (node.id != e.influencer) return;
    std::erase_if(node.influences, [&](const Influence& known) { return known.influenced == e.influenced; });
    if (e.to != Percent{}) node.influences.push_back({e.influenced, e.to});
    node.linked = m.valid_at;
}
void evolve(DecisionNode& node, const ApprovalPathChanged& e, const Meta& m) {
    std::vector<DecisionNodeId> next;
    for (const auto& step : e.to)
        if (step.from == node.id) next.push_back(step.to);
    node.approved_next.set(std::move(next), m.valid_at);
}

namespace {

std::vector<ApprovalStep> steps_from(const DecisionNode& node) {
    std::vector<ApprovalStep> steps;
    for (const auto next : node.approved_next.value) steps.push_back({node.id, next});
    return steps;
}

// The path as it stands, ascending, and since when at the earliest it may change.
std::pair<std::vector<ApprovalStep>, Time> path_of(const Facts& f, OpportunityId opportunity) {
    std::pair<std::vector<ApprovalStep>, Time> path{{}, Time::min()};
    for (const auto id : f.resting_on<DecisionNodeId>(opportunity.entity())) {
        const DecisionNode& node = f.at(id);
        std::ranges::copy(steps_from(node), std::back_inserter(path.first));
        path.second = std::max(path.second, node.approved_next.since);
    }
    return path;
}

std::string in_words(const std::vector<DecisionNodeId>& nodes) {
    std::string words;
    for (const auto node : nodes) words.append(words.empty() ? "" : " -> ").append(to_text(node));
    return words;
}

Percent weight_of(const DecisionNode& influencer, DecisionNodeId influenced) {
    const auto found = std::ranges::find(influencer.influences, influenced, &Influence::influenced);
    return found == influencer.influences.end() ? Percent{} : found->weight;
}

// The person, whatever record of his the node names; the node itself when it is nobody's.
Entity who_is(const Facts& f, DecisionNodeId id) {
    const auto& contact = f.at(id).contact;
    return contact ? whole_person(f, f.at(*contact)).id.entity() : id.entity();
}

// With one node for each person.
std::vector<ApprovalStep> steps_by_person(const Facts& f, const std::vector<ApprovalStep>& steps) {
    std::map<Entity, DecisionNodeId> nodes;
    std::vector<ApprovalStep> by_person;
    const auto node_of = [&](DecisionNodeId id) { return nodes.try_emplace(who_is(f, id), id).first->second; };
    for (const auto& [from, to] : steps) by_person.push_back({node_of(from), node_of(to)});
    return by_person;
}

void require_in_tree(Decision& d, const DecisionNode& node, OpportunityId opportunity) {
    d.require(node.opportunity == opportunity, rule::node_of_other_opportunity, node.id);
    d.require(!node.removed, rule::node_removed, node.id);
}

}  // namespace

std::vector<DecisionNodeId> cycle_in(std::vector<ApprovalStep> steps) {
    // Steps from nodes that no step leads to are on no cycle. Taken away again and again, they leave only steps that have one before them.
    for (std::size_t before = 0; before != steps.size();) {
        before = steps.size();
        std::set<DecisionNodeId> reached;
        for (const auto& step : steps) reached.insert(step.to);
        std::erase_if(steps, [&](const auto& step) { return !reached.contains(step.from); });
    }
    if (steps.empty()) return {};
    // Walking against them comes back to a node.
    std::vector<DecisionNodeId> way{steps.front().from};
    for (;;) {
        const auto before = std::ranges::find(steps, way.back(), &ApprovalStep::to)->from;
        const auto seen = std::ranges::find(way, before) - way.begin();
        way.push_back(before);
        if (seen + 1 == std::ssize(way)) continue;
        return {way.rbegin(), way.rend() - seen};
    }
}

static Decision decide(const Opportunity& o, const AddDecisionNode& c, const Facts& f) {
    Decision d = on_open(o, f);
    const std::string name = c.name.value_or("");
    d.require(c.contact ? name.empty() : !blank(name), rule::node_is_contact_or_name);
    d.require(!c.contact || c.kind == DecisionNodeKind::person, rule::contact_is_person);
    if (c.contact) require_unmerged(d, f.at(c.contact->id));
    const auto nodes = f.resting_on<DecisionNodeId>(o.id.entity());
    const auto same = std::ranges::find_if(nodes, [&](DecisionNodeId id) {
        const DecisionNode& known = f.at(id);
        return known.kind == c.kind && known.name == name && known.contact == id_of(c.contact);
    });
    d.require(same == nodes.end() || f.at(*same).scope == c.scope, rule::node_known, same == nodes.end() ? "" : to_text(*same));
    if (d.refused() || same != nodes.end()) return d;
    d.require(nodes.size() < decision_nodes_max, rule::too_many_nodes);
    if (!d.refused()) d.record(DecisionNodeAdded{f.next_id<DecisionNodeId>(), o.id, c.kind, name, id_of(c.contact), c.scope});
    return d;
}

static Decision decide(const DecisionNode& node, const RemoveDecisionNode&, const Facts& f) {
    if (node.removed) return {};
    Decision d = on_open(f.at(node.opportunity), f);
    const auto [path, stood_since] = path_of(f, node.opportunity);
    d.require(std::ranges::none_of(path, [&](const auto& step) { return step.from == node.id || step.to == node.id; }), rule::node_on_path);
    d.require(f.has_reason(), rule::reason_missing);
    std::vector<InfluenceLinked> ended;
    Time since = std::max(node.linked, stood_since);
    for (const auto& [influenced, weight] : node.influences) ended.push_back({node.opportunity, node.id, influenced, weight, {}});
    for (const auto id : f.resting_on<DecisionNodeId>(node.opportunity.entity())) {
        const Percent weight = weight_of(f.at(id), node.id);
        if (weight == Percent{}) continue;
        ended.push_back({node.opportunity, id, node.id, weight, {}});
        since = std::max(since, f.at(id).linked);
    }
    d.require(f.valid_at() >= since, rule::before_last_link, since);
    if (d.refused()) return d;
    for (const auto& link : ended) d.record(link);
    d.record(DecisionNodeRemoved{node.id, node.opportunity});
    return d;
}

static Decision decide(const DecisionNode& influencer, const LinkInfluence& c, const Facts& f) {
    Decision d = on_open(f.at(influencer.opportunity), f);
    const DecisionNode& influenced = f.at(c.influenced.id);
    require_in_tree(d, influencer, influencer.opportunity);
    require_in_tree(d, influenced, influencer.opportunity);
    d.require(c.weight == Percent{} || who_is(f, influencer.id) != who_is(f, influenced.id), rule::own_influence);
    d.require(c.weight.value <= 100, rule::weight_over);
    const Time since = std::max(influencer.linked, influenced.added);
    d.require(f.valid_at() >= since, rule::before_last_link, since);
    const Percent from = weight_of(influencer, influenced.id);
    d.require(from == c.weight || from == Percent{} || f.has_reason(), rule::reason_missing);
    if (!d.refused() && from != c.weight) d.record(InfluenceLinked{influencer.opportunity, influencer.id, influenced.id, from, c.weight});
    return d;
}

static Decision decide(const Opportunity& o, const ChangeApprovalPath& c, const Facts& f) {
    Decision d = on_open(o, f);
    d.require(c.steps.size() <= approval_steps_max, rule::too_many_steps, approval_steps_max + 1);
    if (d.refused()) return d;
    auto [from, since] = path_of(f, o.id);
    std::set<ApprovalStep> steps;
    std::set<DecisionNodeId> nodes;
    for (const auto& step : c.steps) {
        steps.insert({step.from.id, step.to.id});
        nodes.insert({step.from.id, step.to.id});
    }
    std::vector<ApprovalStep> to(steps.begin(), steps.end());
    for (const auto node : nodes) {
        require_in_tree(d, f.at(node), o.id);
        since = std::max(since, f.at(node).added);
    }
    const auto cycle = cycle_in(steps_by_person(f, to));
    d.require(cycle.empty(), rule::approval_cycle, in_words(cycle));
    if (d.refused() || from == to) return d;
    d.require(f.valid_at() >= since, rule::before_last_path, since);
    d.require(from.empty() || f.has_reason(), rule::reason_missing);
    if (!d.refused()) d.record(ApprovalPathChanged{o.id, std::move(from), std::move(to)});
    return d;
}

NounEntry decision_tree_noun() { return {command_entries_of<DecisionTreeCommands>(), {state_entry<DecisionNode, DecisionTreeEvents>()}}; }

}  // namespace foxtrail
