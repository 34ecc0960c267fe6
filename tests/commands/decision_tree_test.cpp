// Decision trees: nodes, influence, and an approval path that never returns.
#include "commands/contact_identity.hpp"
#include "commands/decision_tree.hpp"
#include "tests/commands/buying_scenario.hpp"

namespace foxtrail::decision_tree_test {
using namespace buying_tests;

namespace {

constexpr DecisionNodeId buyer{1}, technics{2}, board{3};

AddDecisionNode organisation(const std::string& name) { return {the_deal, DecisionNodeKind::organisation, name, {}, {}}; }
ChangeApprovalPath path(std::vector<ApprovalStepAsked> steps) { return {the_deal, std::move(steps)}; }

// A contact, a department, an organisation.
struct TreeScenario : BuyingScenario {
    TreeScenario() {
        given(AddDecisionNode{the_deal, DecisionNodeKind::person, {}, wang, std::string("up to 1 M")}, days_ago(10));
        given(AddDecisionNode{the_deal, DecisionNodeKind::department, "Technics", {}, {}}, days_ago(10))
            .given(organisation("Board"), days_ago(10));
    }
};

}  // namespace

TEST_CASE_METHOD(TreeScenario, "an approval does not return to a person by another record of his", "[commands][decision_tree]") {
    given(AddDecisionNode{the_deal, DecisionNodeKind::person, {}, zhao, {}}).given(MergeContacts{zhao, wang});
    constexpr DecisionNodeId again{4};
    CHECK(refused_by(run(path({{buyer, board}, {board, again}})), {"approval_cycle"}));
    CHECK(refused_by(run(LinkInfluence{buyer, again, {50}}), {"own_influence"}));
    CHECK(run(path({{technics, board}, {board, again}})).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(BuyingScenario, "a node is a contact of any customer, or a name", "[commands][decision_tree]") {
    const AddDecisionNode contact{the_deal, DecisionNodeKind::person, {}, stranger, std::string("norms")};
    CHECK(run(contact).events ==
          std::vector<AnyEvent>{DecisionNodeAdded{buyer, the_deal, DecisionNodeKind::person, "", stranger, std::string("norms")}});
    CHECK(run(contact).verdict == Verdict::already_so);
    auto wider = contact;
    wider.scope = {};
    CHECK(refused_by(run(wider), {"node_known"}));
    CHECK(run(organisation("Board")).verdict == Verdict::recorded);
    CHECK(refused_by(run(organisation(" ")), {"node_is_contact_or_name"}));
    CHECK(refused_by(run(AddDecisionNode{the_deal, DecisionNodeKind::department, "Buying", wang, {}}),
                     {"node_is_contact_or_name", "contact_is_person"}));
    given(Lose{the_deal, "price", {}});
    CHECK(refused_by(run(organisation("Bank")), {"already_closed"}));
}

TEST_CASE_METHOD(BuyingScenario, "a decision tree has a bounded number of nodes", "[commands][decision_tree]") {
    for (std::size_t i = 0; i < decision_nodes_max; ++i) given(organisation(std::to_string(i)));
    CHECK(refused_by(run(organisation("one more")), {"too_many_nodes"}));
    given(RemoveDecisionNode{buyer}).given(organisation("one more"));
}

TEST_CASE_METHOD(TreeScenario, "influence has a weight, from and to", "[commands][decision_tree]") {
    CHECK(run(LinkInfluence{technics, buyer, {40}}).events == std::vector<AnyEvent>{InfluenceLinked{the_deal, technics, buyer, {}, {40}}});
    CHECK(run(LinkInfluence{technics, buyer, {40}}, "").verdict == Verdict::already_so);
    CHECK(refused_by(run(LinkInfluence{technics, buyer, {60}}, ""), {"reason_missing"}));
    CHECK(refused_by(run(LinkInfluence{technics, buyer, {60}}, "x", days_ago(1)), {"before_last_link"}));
    CHECK(run(LinkInfluence{technics, buyer, {60}}).events ==
          std::vector<AnyEvent>{InfluenceLinked{the_deal, technics, buyer, {40}, {60}}});
    CHECK(refused_by(run(LinkInfluence{technics, technics, {101}}), {"own_influence", "weight_over"}));
    deal().given(AddDecisionNode{OpportunityId{2}, DecisionNodeKind::person, "Ma", {}, {}});
    CHECK(refused_by(run(LinkInfluence{technics, DecisionNodeId{4}, {10}}), {"node_of_other_opportunity"}));
    given(RemoveDecisionNode{board});
    CHECK(refused_by(run(LinkInfluence{technics, board, {10}}), {"node_removed"}));
}

TEST_CASE_METHOD(TreeScenario, "a change of the approval path says from and to", "[commands][decision_tree]") {
    CHECK(run(path({{technics, board}, {buyer, technics}, {buyer, technics}}), "").events ==
          std::vector<AnyEvent>{ApprovalPathChanged{the_deal, {}, {{buyer, technics}, {technics, board}}}});
    CHECK(run(path({{buyer, technics}, {technics, board}}), "").verdict == Verdict::already_so);
    CHECK(refused_by(run(path({{buyer, board}}), ""), {"reason_missing"}));
    CHECK(refused_by(run(path({{buyer, board}}), "x", days_ago(1)), {"before_last_path"}));
    CHECK(run(path({{buyer, board}})).events ==
          std::vector<AnyEvent>{ApprovalPathChanged{the_deal, {{buyer, technics}, {technics, board}}, {{buyer, board}}}});
    CHECK(run(path({})).events == std::vector<AnyEvent>{ApprovalPathChanged{the_deal, {{buyer, board}}, {}}});
}

TEST_CASE_METHOD(TreeScenario, "an approval path with a cycle is refused by name, as are nodes of another tree",
                 "[commands][decision_tree]") {
    const auto cycle = run(path({{buyer, technics}, {technics, board}, {board, technics}}));
    REQUIRE(refused_by(cycle, {"approval_cycle"}));
    CHECK(cycle.broken[0].text.find("(nod-2 -> nod-3 -> nod-2)") != std::string::npos);
    CHECK(refused_by(run(path({{buyer, buyer}})), {"approval_cycle"}));
    CHECK(run(path({{buyer, technics}, {buyer, board}, {technics, board}})).verdict == Verdict::recorded);
    deal().given(AddDecisionNode{OpportunityId{2}, DecisionNodeKind::person, "Ma", {}, {}});
    CHECK(refused_by(run(path({{buyer, DecisionNodeId{4}}, {DecisionNodeId{4}, buyer}})), {"node_of_other_opportunity", "approval_cycle"}));
    CHECK(refused_by(run(path(std::vector<ApprovalStepAsked>(approval_steps_max + 1, {buyer, technics}))), {"too_many_steps"}));
}

TEST_CASE_METHOD(TreeScenario, "a node leaves with its influences, not from under an approval path", "[commands][decision_tree]") {
    given(LinkInfluence{technics, board, {40}});
    CHECK(refused_by(run(RemoveDecisionNode{board}, "x", days_ago(1)), {"before_last_link"}));
    given(LinkInfluence{board, buyer, {70}}).given(path({{buyer, board}}));
    CHECK(refused_by(run(RemoveDecisionNode{board}, "", days_ago(1)), {"node_on_path", "reason_missing", "before_last_link"}));
    given(path({}));
    CHECK(run(RemoveDecisionNode{board}).events == std::vector<AnyEvent>{InfluenceLinked{the_deal, board, buyer, {70}, {}},
                                                                         InfluenceLinked{the_deal, technics, board, {40}, {}},
                                                                         DecisionNodeRemoved{board, the_deal}});
    CHECK(run(RemoveDecisionNode{board}).verdict == Verdict::already_so);
}

TEST_CASE("a long path without a cycle has none, and with one step back it has", "[commands][decision_tree]") {
    std::vector<ApprovalStep> steps;
    for (std::uint32_t i = 1; i < approval_steps_max; ++i) steps.push_back({{i}, {i + 1}});
    CHECK(cycle_in(steps).empty());
    steps.push_back({{10}, {7}});
    CHECK(cycle_in(steps) == std::vector<DecisionNodeId>{{7}, {8}, {9}, {10}, {7}});
}

}  // namespace foxtrail::decision_tree_test
