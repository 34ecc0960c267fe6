// The decision tree at an instant, and what differs from another.
#include "commands/decision_tree.hpp"
#include "projections/customers/decision_tree_view.hpp"
#include "tests/commands/buying_scenario.hpp"
#include "tests/projections/answering.hpp"

namespace foxtrail::decision_tree_view_test {
using namespace buying_tests;

namespace {

constexpr DecisionNodeId buyer{1}, technics{2}, board_of_directors{3};

// Ten days ago: Wang, Technics and the board, Technics sways Wang. Today the board is out and a bank is in.
struct GrowingTree : Answering<BuyingScenario> {
    GrowingTree() {
        const Time begin = days_ago(10);
        given(AddDecisionNode{the_deal, DecisionNodeKind::person, {}, wang, std::string("up to 1 M")}, begin);
        given(AddDecisionNode{the_deal, DecisionNodeKind::department, "Technics", {}, {}}, begin);
        given(AddDecisionNode{the_deal, DecisionNodeKind::organisation, "Board", {}, {}}, begin);
        given(LinkInfluence{technics, buyer, {40}}, begin).given(LinkInfluence{technics, board_of_directors, {10}}, begin);
        given(ChangeApprovalPath{the_deal, {{technics, buyer}, {buyer, board_of_directors}}}, begin);
        known_before = head();
        before = now;
        day();
        given(ChangeApprovalPath{the_deal, {{technics, buyer}}}).given(RemoveDecisionNode{board_of_directors});
        given(AddDecisionNode{the_deal, DecisionNodeKind::organisation, "Bank", {}, {}}).given(LinkInfluence{technics, buyer, {60}});
        given(LinkInfluence{buyer, technics, {5}});
    }
    json::object tree(Parameters parameters = {}, Instant instant = {}) {
        parameters.emplace_back("id", "opp-1");
        return ask(decision_tree, std::move(parameters), instant);
    }
    Time before;
    Position known_before = 0;
};

std::vector<std::string> texts(const json::value& items, std::string_view member) {
    std::vector<std::string> found;
    for (const auto& item : items.as_array()) found.emplace_back(item.at(member).as_string());
    return found;
}
using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE_METHOD(GrowingTree, "a tree shows its nodes, weights and path as they were", "[projections][decision_tree]") {
    const auto today = tree();
    CHECK(texts(today.at("nodes"), "node") == Texts{"nod-1", "nod-2", "nod-4"});
    CHECK(today.at("nodes").at(0).at("contact").at("id") == "con-1");
    CHECK(today.at("nodes").at(0).at("contact").at("name") == "Wang");
    CHECK(today.at("nodes").at(0).at("scope") == "up to 1 M");
    CHECK(today.at("nodes").at(2).at("name") == "Bank");
    REQUIRE(today.at("influences").as_array().size() == 2);
    CHECK(today.at("influences").at(1).at("weight") == 60);
    CHECK(today.at("approval_path").at("steps") == json::array{{{"from", "nod-2"}, {"to", "nod-1"}}});
    CHECK_FALSE(today.contains("difference"));

    for (const Instant past : {Instant{.valid_at = before}, Instant{.as_of = known_before}}) {
        const auto then = tree({}, past);
        CHECK(texts(then.at("nodes"), "node") == Texts{"nod-1", "nod-2", "nod-3"});
        CHECK(then.at("influences").at(0).at("weight") == 40);
        CHECK(then.at("approval_path").at("steps").as_array().size() == 2);
    }
    CHECK(tree({}, {.valid_at = days_ago(12)}).at("nodes").as_array().empty());
    CHECK(tree({}, {.valid_at = days_ago(12)}).at("approval_path").at("since").is_null());
}

TEST_CASE_METHOD(GrowingTree, "a tree's difference says what was added, removed and changed", "[projections][decision_tree]") {
    for (const auto& since :
         {Parameters{{"compare_to", to_text(before)}}, Parameters{{"compare_to", to_text(date_of(before))}},
          Parameters{{"compare_as_of", std::to_string(known_before)}}, Parameters{{"compare_as_of", to_text(before)}}}) {
        const auto difference = tree(since).at("difference").as_object();
        CHECK(texts(difference.at("nodes").at("added"), "node") == Texts{"nod-4"});
        CHECK(texts(difference.at("nodes").at("removed"), "name") == Texts{"Board"});
        CHECK(difference.at("influences").at("added") == json::array{{{"influencer", "nod-1"}, {"influenced", "nod-2"}, {"weight", 5}}});
        CHECK(difference.at("influences").at("removed") == json::array{{{"influencer", "nod-2"}, {"influenced", "nod-3"}, {"weight", 10}}});
        CHECK(difference.at("influences").at("changed") ==
              json::array{{{"influencer", "nod-2"}, {"influenced", "nod-1"}, {"from", 40}, {"to", 60}}});
        CHECK(difference.at("approval_path").at("removed") == json::array{{{"from", "nod-1"}, {"to", "nod-3"}}});
        CHECK(difference.at("approval_path").at("added").as_array().empty());
    }
    const auto same = tree({{"compare_to", to_text(now)}}).at("difference").as_object();
    CHECK(same.at("nodes").at("added").as_array().empty());
    CHECK(same.at("influences").at("changed").as_array().empty());
    CHECK_FALSE(try_ask(decision_tree, {{"id", "opp-1"}, {"compare_to", "yesterday"}}));
    CHECK_FALSE(try_ask(decision_tree, {{"id", "opp-7"}}));
}

}  // namespace foxtrail::decision_tree_view_test
