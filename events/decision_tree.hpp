// Decision trees: who and what in the customer's organisations has a say on an opportunity, how strongly one sways
// another, and the path that an approval takes.
#pragma once

#include "events/event.hpp"

namespace foxtrail {

enum class DecisionNodeKind : std::uint8_t { person = 1, department = 2, organisation = 3 };
BOOST_DESCRIBE_ENUM(DecisionNodeKind, person, department, organisation)

struct DecisionNodeAdded {
    static constexpr EventType type{"decision_tree.node_added", 1, "决策树节点加入"};
    static constexpr std::string_view doc =
        "A person, department or organisation with a say on the opportunity was put into its decision tree.";
    DecisionNodeId node;
    OpportunityId opportunity;
    DecisionNodeKind kind;
    std::string name;  // empty for a contact: his name is personal data
    std::optional<ContactId> contact;
    Stated<std::string> scope;  // what the say extends to
    bool operator==(const DecisionNodeAdded&) const = default;
};
BOOST_DESCRIBE_STRUCT(DecisionNodeAdded, (), (node, opportunity, kind, name, contact, scope))

struct DecisionNodeRemoved {
    static constexpr EventType type{"decision_tree.node_removed", 1, "决策树节点移除"};
    static constexpr std::string_view doc = "The node has no say on the opportunity any more.";
    DecisionNodeId node;
    OpportunityId opportunity;
    bool operator==(const DecisionNodeRemoved&) const = default;
};
BOOST_DESCRIBE_STRUCT(DecisionNodeRemoved, (), (node, opportunity))

struct InfluenceLinked {
    static constexpr EventType type{"decision_tree.influence_linked", 1, "影响力关系确定"};
    static constexpr std::string_view doc = "How strongly one node sways another was stated; 0 is not at all.";
    OpportunityId opportunity;
    DecisionNodeId influencer, influenced;
    Percent from, to;
    bool operator==(const InfluenceLinked&) const = default;
};
BOOST_DESCRIBE_STRUCT(InfluenceLinked, (), (opportunity, influencer, influenced, from, to))

// One step of an approval: after `from` has agreed, it goes to `to`.
struct ApprovalStep {
    DecisionNodeId from, to;
    auto operator<=>(const ApprovalStep&) const = default;
};
BOOST_DESCRIBE_STRUCT(ApprovalStep, (), (from, to))

struct ApprovalPathChanged {
    static constexpr EventType type{"decision_tree.approval_path_changed", 1, "审批路径变更"};
    static constexpr std::string_view doc =
        "An approval takes another path through the customer's organisations; it never comes back to where it was.";
    OpportunityId opportunity;
    std::vector<ApprovalStep> from, to;  // each in ascending order
    bool operator==(const ApprovalPathChanged&) const = default;
};
BOOST_DESCRIBE_STRUCT(ApprovalPathChanged, (), (opportunity, from, to))

using DecisionTreeEvents = boost::mp11::mp_list<DecisionNodeAdded, DecisionNodeRemoved, InfluenceLinked, ApprovalPathChanged>;

}  // namespace foxtrail
