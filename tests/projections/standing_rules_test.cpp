// The terms of the standing rules at any instant, and who changed them.
#include "commands/standing_rule.hpp"
#include "projections/work/standing_rules.hpp"
#include "tests/projections/answering.hpp"

namespace foxtrail::standing_rules_test {

namespace {

struct Rules : Answering<> {
    Rules() { company(); }
    json::object rule(std::size_t number, Instant instant = {}) {
        const auto all = ask(standing_rules, {}, instant).at("standing_rules").as_array();
        REQUIRE(all.size() == enum_values<RuleCode>().size());
        return all.at(number - 1).as_object();
    }
};

}  // namespace

TEST_CASE_METHOD(Rules, "every standing rule is listed with its terms, changed or not", "[projections][standing_rules]") {
    const auto first = rule(7);
    CHECK(first.at("rule") == "R7");
    CHECK(first.at("enabled") == true);
    CHECK(first.at("version") == 1);
    CHECK(first.at("changed").is_null());
    CHECK(first.at("thresholds") == json::value{{{"name", "days"}, {"value", 90}}, {{"name", "share_percent"}, {"value", 40}}});
    CHECK(rule(8).at("thresholds").as_array().empty());
    CHECK(rule(12).at("thresholds").at(0).at("name") == "discount_basis_points");
}

TEST_CASE_METHOD(Rules, "a changed rule shows what stands at the instant, who changed it and why", "[projections][standing_rules]") {
    given(HireEmployee{"Gao", DepartmentId{1}, EmployeeId{2}, {}});
    const Position before = head();
    const Time then = now;
    day();
    REQUIRE(as(EmployeeId{1}, ChangeStandingRule{RuleCode::R7, true, {{"days", 60}}}, "a short year").verdict == Verdict::recorded);
    REQUIRE(as(EmployeeId{2}, ChangeStandingRule{RuleCode::R7, false, {}}, "too much noise").verdict == Verdict::recorded);
    const auto last = rule(7);
    CHECK(last.at("enabled") == false);
    CHECK(last.at("version") == 3);
    CHECK(last.at("thresholds").at(0).at("value") == 60);
    CHECK(last.at("changed").at("position") == head());
    CHECK(last.at("changed").at("by").at("id") == "emp-2");
    CHECK(last.at("changed").at("why") == "too much noise");
    CHECK(rule(7, {.as_of = head() - 1}).at("version") == 2);
    CHECK(rule(7, {.as_of = before}).at("changed").is_null());
    CHECK(rule(7, {.valid_at = then}).at("thresholds").at(0).at("value") == 90);
    CHECK(rule(8).at("changed").is_null());
}

TEST_CASE_METHOD(Rules, "a change that was true before the first that was recorded stands from then on", "[projections][standing_rules]") {
    const Time first = now;
    day(), day();
    REQUIRE(as(EmployeeId{1}, ChangeStandingRule{RuleCode::R7, true, {{"days", 60}}}, "a short year").verdict == Verdict::recorded);
    const Position known_late = head();
    const auto days = [&](Instant instant) { return rule(7, instant).at("thresholds").at(0).at("value"); };
    REQUIRE(as(EmployeeId{1}, ChangeStandingRule{RuleCode::R7, true, {{"days", 75}}}, "said at the meeting", Time{first.us + us_per_day}).verdict == Verdict::recorded);
    const Time between{first.us + us_per_day * 3 / 2};
    CHECK(days({.valid_at = first}) == 90);
    CHECK(days({.valid_at = between}) == 75);
    CHECK(days({.as_of = known_late, .valid_at = between}) == 90);
    CHECK(days({}) == 60);
    CHECK(rule(7, {.valid_at = between}).at("version") == 3);
}

}  // namespace foxtrail::standing_rules_test
