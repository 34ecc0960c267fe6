// Decision trees of opportunities: nodes, how strongly one sways another, and the path of an approval.
#pragma once

#include "commands/contact.hpp"
#include "commands/opportunity.hpp"
#include "events/decision_tree.hpp"

namespace foxtrail {

inline constexpr std::size_t decision_nodes_max = 500;  // of one opportunity
inline constexpr std::size_t approval_steps_max = 1'000;

struct Influence {
    DecisionNodeId influenced;
    Percent weight;  // never 0
};
BOOST_DESCRIBE_STRUCT(Influence, (), (influenced, weight))

struct DecisionNode {
    DecisionNodeId id;
    OpportunityId opportunity;
    DecisionNodeKind kind = DecisionNodeKind::person;
    std::string name;
    std::optional<ContactId> contact;
    Stated<std::string> scope;
    Time added;
    bool removed = false;
    Time linked;                                        // when its influences last changed
    std::vector<Influence> influences;                  // on others of the same tree, once each
    Latest<std::vector<DecisionNodeId>> approved_next;  // where an approval goes from here
};
BOOST_DESCRIBE_STRUCT(DecisionNode, (), (id, opportunity, kind, name, contact, scope, added, removed, linked, influences, approved_next))
template <>
struct StateOf<DecisionNodeId> { using type = DecisionNode; };

RestsOn rests_on(const DecisionNode&);  // one that was not removed on its opportunity
void evolve(DecisionNode&, const DecisionNodeAdded&, const Meta&);
void evolve(DecisionNode&, const DecisionNodeRemoved&, const Meta&);
void evolve(DecisionNode&, const InfluenceLinked&, const Meta&);
void evolve(DecisionNode&, const ApprovalPathChanged&, const Meta&);

// The nodes on a way from a node back to itself, that node first and last; empty when there is none.
std::vector<DecisionNodeId> cycle_in(std::vector<ApprovalStep>);

struct AddDecisionNode {
    static constexpr CommandType type{"decision_tree.add_node", "加入决策树节点"};
    static constexpr std::string_view doc =
        "Put a person, department or organisation into an opportunity's decision tree: a contact of any customer, or a name.";
    Ref<OpportunityId> opportunity;
    DecisionNodeKind kind = DecisionNodeKind::person;
    std::optional<std::string> name;
    std::optional<Ref<ContactId>> contact;
    Stated<std::string> scope;
    static constexpr auto target = &AddDecisionNode::opportunity;
};
BOOST_DESCRIBE_STRUCT(AddDecisionNode, (), (opportunity, kind, name, contact, scope))

struct RemoveDecisionNode {
    static constexpr CommandType type{"decision_tree.remove_node", "移除决策树节点"};
    static constexpr std::string_view doc = "Take a node that has no say any more out of the decision tree, with its influences.";
    Ref<DecisionNodeId> node;
    static constexpr auto target = &RemoveDecisionNode::node;
};
BOOST_DESCRIBE_STRUCT(RemoveDecisionNode, (), (node))

struct LinkInfluence {
    static constexpr CommandType type{"decision_tree.link_influence", "确定影响力关系"};
    static constexpr std::string_view doc = "State how strongly one node sways another of the same opportunity; 0 is not at all.";
    Ref<DecisionNodeId> influencer, influenced;
    Percent weight;
    static constexpr auto target = &LinkInfluence::influencer;
};
BOOST_DESCRIBE_STRUCT(LinkInfluence, (), (influencer, influenced, weight))

struct ApprovalStepAsked {
    Ref<DecisionNodeId> from, to;
};
BOOST_DESCRIBE_STRUCT(ApprovalStepAsked, (), (from, to))

struct ChangeApprovalPath {
    static constexpr CommandType type{"decision_tree.change_path", "变更审批路径"};
    static constexpr std::string_view doc =
        "State anew, as steps from one node to the next, the whole path that an approval takes; it may fork and join, never return.";
    Ref<OpportunityId> opportunity;
    std::vector<ApprovalStepAsked> steps;
    static constexpr auto target = &ChangeApprovalPath::opportunity;
};
BOOST_DESCRIBE_STRUCT(ChangeApprovalPath, (), (opportunity, steps))

using DecisionTreeCommands = boost::mp11::mp_list<AddDecisionNode, RemoveDecisionNode, LinkInfluence, ChangeApprovalPath>;
NounEntry decision_tree_noun();

}  // namespace foxtrail
