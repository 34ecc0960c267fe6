// How long decisions take: from the first node of a tree to the outcome.
#include "commands/decision_tree.hpp"
#include "projections/customers/decision_cycles.hpp"
#include "projections/customers/decision_tree_view.hpp"
#include "tests/commands/buying_scenario.hpp"
#include "tests/projections/answering.hpp"

namespace foxtrail::decision_cycles_test {
using namespace buying_tests;

namespace {

constexpr OpportunityId second{2}, third{3}, fourth{4};

// Trees of three deals began 20, 12 and 5 days ago; the first was won after ten days, the second lost after four, the third is
// open. The fourth has none.
struct Cycles : Answering<BuyingScenario> {
    Cycles() { deal(days_ago(25)).deal(days_ago(25)).deal(days_ago(25)); }
    static AddDecisionNode node(OpportunityId of, std::string name) { return {of, DecisionNodeKind::department, std::move(name), {}, {}}; }
    void begin() {
        given(node(the_deal, "Technics"), days_ago(20)).given(node(second, "Board"), days_ago(12)).given(node(third, "Bank"), days_ago(5));
        given(node(the_deal, "Purchasing"), days_ago(18)).given(node(the_deal, "Board"), days_ago(18));
        began = now;
    }
    void end() {
        given(ChangeApprovalPath{the_deal, {{DecisionNodeId{1}, DecisionNodeId{4}}}}, days_ago(17));
        given(ChangeApprovalPath{the_deal, {{DecisionNodeId{1}, DecisionNodeId{4}}, {DecisionNodeId{4}, DecisionNodeId{5}}}}, days_ago(15));
        given(Win{the_deal, cny("900.00")}, days_ago(10)).given(Lose{second, "price", {}}, days_ago(8));
    }
    json::object asked(Parameters parameters = {}, Instant instant = {}) { return ask(decision_cycles, std::move(parameters), instant); }
    json::value cycle_of(OpportunityId id, Instant instant = {}) { return ask(decision_tree, {{"id", to_text(id)}}, instant).at("cycle"); }
    static double days(const json::value& seconds) { return std::round(seconds.to_number<double>() / 86'400); }
    Time began;
};

}  // namespace

TEST_CASE_METHOD(Cycles, "a cycle runs from the first node to the outcome; open ones are censored", "[projections][decision_cycles]") {
    begin();
    end();
    const auto all = asked().at("all").as_object();
    CHECK(all.at("deals") == 3);
    CHECK(all.at("length").at("n") == 2);
    CHECK(all.at("length").at("censored_n") == 1);
    CHECK(days(all.at("length").at("min_s")) == 4);
    CHECK(days(all.at("length").at("max_s")) == 10);
    CHECK(days(all.at("length").at("median_s")) == 7);
    CHECK(days(all.at("median_of_all_s")) == 10);  // 4 ended, 5 open, 10 ended: 2/3 go on after 4, none after 10
    const auto cycles = asked().at("cycles").as_array();
    REQUIRE(cycles.size() == 3);
    CHECK(cycles.at(0).at("opportunity") == "opp-1");
    CHECK(cycles.at(0).at("outcome") == "won");
    CHECK(cycles.at(0).at("path_nodes") == 3);
    CHECK(cycles.at(0).at("path_changes") == 1);
    CHECK(cycles.at(2).at("ended").is_null());
    CHECK(days(cycles.at(2).at("length_s")) == 5);
}

TEST_CASE_METHOD(Cycles, "a tree has its own cycle, as it stood and was known; removed nodes began it all the same",
                 "[projections][decision_cycles]") {
    CHECK(cycle_of(the_deal).is_null());
    begin();
    const Position known = head();
    end();
    CHECK(cycle_of(the_deal).at("outcome") == "won");
    CHECK(days(cycle_of(the_deal).at("length_s")) == 10);
    CHECK(cycle_of(the_deal, {.as_of = known}).at("outcome") == "open");
    CHECK(cycle_of(the_deal, {.as_of = known}).at("path_nodes") == 0);
    CHECK(cycle_of(the_deal, {.valid_at = days_ago(16)}).at("path_nodes") == 2);
    CHECK(cycle_of(the_deal, {.valid_at = days_ago(16)}).at("path_changes") == 0);
    CHECK(cycle_of(the_deal, {.valid_at = days_ago(11)}).at("ended").is_null());
    CHECK(cycle_of(the_deal, {.valid_at = days_ago(22)}).is_null());
    given(RemoveDecisionNode{DecisionNodeId{3}});
    CHECK(days(cycle_of(third).at("length_s")) == 5);
    CHECK(cycle_of(fourth).is_null());
    given(node(third, "Owner"), days_ago(9));  // recorded last, there first
    CHECK(days(cycle_of(third).at("length_s")) == 9);
    CHECK(days(asked({{"outcome", "open"}}).at("cycles").at(0).at("length_s")) == 9);
}

TEST_CASE_METHOD(Cycles, "cycles are grouped by outcome, department and length of the path", "[projections][decision_cycles]") {
    begin();
    end();
    const auto outcomes = asked({{"group_by", "outcome"}}).at("groups").as_array();
    REQUIRE(outcomes.size() == 3);
    CHECK(outcomes.at(1).at("outcome") == "won");
    CHECK(days(outcomes.at(1).at("length").at("mean_s")) == 10);
    CHECK(asked().at("groups").at(0).at("department").at("id") == "dep-1");
    const auto paths = asked({{"group_by", "path_nodes"}}).at("groups").as_array();
    REQUIRE(paths.size() == 2);
    CHECK(paths.at(0).at("path_nodes") == 0);
    CHECK(paths.at(0).at("deals") == 2);
    CHECK(paths.at(1).at("path_nodes") == 3);
    CHECK(paths.at(1).at("path_changes") == 1);
    CHECK(asked({{"outcome", "lost"}}).at("all").at("deals") == 1);
}

TEST_CASE_METHOD(Cycles, "cycles come in pages; what cannot be read is said", "[projections][decision_cycles]") {
    begin();
    const auto page = asked({{"limit", "2"}});
    CHECK(page.at("next") == "after=2");
    CHECK(page.at("all").at("deals") == 3);
    CHECK(asked({{"after", "2"}}).at("cycles").as_array().size() == 1);
    CHECK_FALSE(asked({{"after", "2"}}).contains("next"));
    const auto refused = [&](Parameters parameters) { return try_ask(decision_cycles, std::move(parameters)).error().at(0).pointer; };
    CHECK(refused({{"group_by", "weather"}}) == "group_by");
    CHECK(refused({{"owner", "nobody"}}) == "owner");
    CHECK(refused({{"limit", "5000"}}) == "limit");
}

TEST_CASE_METHOD(Answering<>, "an empty company has no cycles", "[projections][decision_cycles]") {
    CHECK(ask(decision_cycles, {}).at("all").at("deals") == 0);
    CHECK(ask(decision_cycles, {}).at("all").at("median_of_all_s").is_null());
    CHECK(ask(decision_cycles, {{"group_by", "path_nodes"}}).at("groups").as_array().empty());
}

}  // namespace foxtrail::decision_cycles_test
