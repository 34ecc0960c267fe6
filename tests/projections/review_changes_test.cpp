// What a pipeline review starts from: each change since the one before, once, from what to what, by whom.
#include "commands/alert.hpp"
#include "commands/pipeline_review.hpp"
#include "commands/risk_flag.hpp"
#include "projections/pipeline/review_changes.hpp"
#include "tests/commands/buying_scenario.hpp"
#include "tests/projections/answering.hpp"

namespace foxtrail::review_changes_test {
using namespace buying_tests;

namespace {

constexpr EmployeeId boss{1}, seller{2};
const std::pair<std::string, std::string> of_boss{"pipeline", "emp-1"}, of_seller{"pipeline", "emp-2"},
    of_sales{"pipeline", "dep-1"};

// Seller has a deal worth 900; his pipeline was reviewed as it stood then.
struct Reviewed : Answering<BuyingScenario> {
    Reviewed() { looked_at = head(), review(seller.entity(), looked_at); }
    void review(Entity pipeline, Position at) { given(HoldPipelineReview{pipeline, at, "two deals slip", {boss}}); }
    json::object changed(Parameters parameters = {of_seller}, Instant instant = {}) {
        return ask(review_changes, std::move(parameters), instant);
    }
    std::vector<std::string> kinds(Parameters parameters = {of_seller}, Instant instant = {}) {
        std::vector<std::string> found;
        const auto answer = changed(std::move(parameters), instant);
        for (const auto& change : answer.at("changes").as_array()) found.emplace_back(change.at("kind").as_string());
        return found;
    }
    json::object change(std::size_t number, Parameters parameters = {of_seller}, Instant instant = {}) {
        return changed(std::move(parameters), instant).at("changes").at(number).as_object();
    }
    Position looked_at = 0;
};
using Kinds = std::vector<std::string>;
json::value money(std::string_view amount) { return {{"amount", amount}, {"currency", "CNY"}}; }

}  // namespace

TEST_CASE_METHOD(Reviewed, "one's last review is the last that one held or attended", "[projections][review]") {
    given(EstimateValue{the_deal, cny("1000.00")});
    actor = seller;
    given(HoldPipelineReview{seller.entity(), head(), "looked at it alone", {seller}});
    const auto of = [](const char* reviewer) { return Parameters{of_seller, {"reviewer", reviewer}}; };
    CHECK(kinds().empty());
    CHECK(kinds(of("emp-2")).empty());
    CHECK(kinds(of("emp-1")) == Kinds{"value"});
    CHECK(changed(of("emp-2")).at("review").at("held_by").at("name") == "Chen Jie");
    given(HireEmployee{"Wu Na", DepartmentId{1}, boss, {}});
    CHECK(changed(of("emp-3")).at("review").is_null());
}

TEST_CASE_METHOD(Reviewed, "every change of a deal since the review is told once, from what to what and by whom",
                 "[projections][review]") {
    CHECK(kinds().empty());
    actor = seller;
    given(AdvanceStage{the_deal, "Offer"})
        .given(EstimateValue{the_deal, cny("1000.00")})
        .given(MoveExpectedClose{the_deal, Date{20'600}});
    given(RegressStage{the_deal, "Contact"})
        .given(Win{the_deal, cny("1200.00")})
        .given(Reopen{the_deal})
        .given(Derail{the_deal, "no budget"});
    CHECK(kinds() == Kinds{"advanced", "value", "close_date", "regressed", "won", "reopened", "derailed"});
    CHECK(change(0).at("from") == "Contact");
    CHECK(change(0).at("to") == "Offer");
    CHECK(change(0).at("by").at("name") == "Chen Jie");
    CHECK(change(0).at("opportunity") == "opp-1");
    CHECK(change(1).at("from") == money("900.00"));
    CHECK(change(1).at("to") == money("1000.00"));
    CHECK(change(2).at("from") == "unknown");
    CHECK(change(2).at("to") == "2026-05-27");
    CHECK(change(4).at("from") == "open");
    CHECK(change(6).at("event").at("why") == "no budget");
    CHECK(changed().at("by_kind").at("won") == 1);
}

TEST_CASE_METHOD(Reviewed, "an answer names the review it starts from, and what the pipeline was worth then and now",
                 "[projections][review]") {
    const Position known = head();
    const Time before = now;
    deal().given(Lose{the_deal, "price", {}}).given(EstimateValue{OpportunityId{2}, cny("50.00")});
    const auto answer = changed();
    CHECK(answer.at("review").at("id") == "rvw-1");
    CHECK(answer.at("review").at("looked_at") == looked_at);
    CHECK(answer.at("review").at("notes") == "two deals slip");
    CHECK(answer.at("review").at("attendees").at(0).at("name") == "Li Wei");
    CHECK(answer.at("totals").at("then").at("amounts") == json::array{money("900.00")});
    CHECK(answer.at("totals").at("now").at("count") == 1);
    CHECK(answer.at("totals").at("now").at("amounts") == json::array{money("50.00")});
    CHECK(kinds() == Kinds{"created", "lost", "value"});
    CHECK(kinds({of_seller}, {.as_of = known}).empty());
    CHECK(kinds({of_seller}, {.valid_at = before}).empty());
    CHECK(changed({of_seller}, {.valid_at = before}).at("totals").at("now").at("amounts") ==
          json::array{money("900.00")});
}

TEST_CASE_METHOD(Reviewed, "the last review as of the instant counts, unless another is named",
                 "[projections][review]") {
    given(EstimateValue{the_deal, cny("1000.00")});
    const Position known = head();
    review(seller.entity(), known);
    given(EstimateValue{the_deal, cny("1100.00")});
    CHECK(changed().at("review").at("id") == "rvw-2");
    CHECK(kinds() == Kinds{"value"});
    CHECK(kinds({of_seller, {"review", "rvw-1"}}) == Kinds{"value", "value"});
    CHECK(kinds({{"review", "rvw-1"}}) == Kinds{"value", "value"});
    CHECK(changed({of_seller}, {.as_of = known}).at("review").at("id") == "rvw-1");
    CHECK(changed({of_boss}).at("review").is_null());
    CHECK(changed({of_sales}).at("totals").at("then").at("count") == 0);
    CHECK(kinds({of_sales}) == Kinds{"created", "value", "value"});  // never reviewed: from the beginning
}

TEST_CASE_METHOD(Reviewed, "a fact dated back is a change since; one put right is not, what is right is",
                 "[projections][review]") {
    const auto wrong = run(EstimateValue{the_deal, cny("1000.00")});
    const Position known = head();
    REQUIRE(run(EstimateValue{the_deal, cny("1100.00")}, "misread", {}, wrong.position).verdict == Verdict::recorded);
    REQUIRE(kinds() == Kinds{"value"});
    CHECK(change(0).at("from") == money("900.00"));
    CHECK(change(0).at("to") == money("1100.00"));
    CHECK(change(0, {of_seller}, {.as_of = known}).at("to") == money("1000.00"));
    given(EstimateValue{the_deal, cny("950.00")}, days_ago(5));
    REQUIRE(kinds() == Kinds{"value", "value"});
    CHECK(change(0).at("from") == money("950.00"));
    CHECK(change(1).at("from") == money("900.00"));
    CHECK(change(1).at("to") == money("950.00"));
    CHECK(change(1).at("valid_at") == json::value(to_text(Time{now.us - 5 * us_per_day - us_per_second})));
    CHECK(changed().at("totals").at("now").at("amounts") == json::array{money("1100.00")});
}

TEST_CASE_METHOD(Reviewed,
                 "a deal comes to one pipeline and leaves another, and in between only its holder's changes count",
                 "[projections][review]") {
    review(boss.entity(), looked_at);
    review(DepartmentId{1}.entity(), looked_at);
    given_history(Assign{the_deal, boss}).given(EstimateValue{the_deal, cny("1000.00")}).given_history(Assign{the_deal, seller});
    given(AdvanceStage{the_deal, "Offer"});
    CHECK(kinds({of_boss}) == Kinds{"came", "value", "left"});
    CHECK(kinds({of_seller}) == Kinds{"left", "came", "advanced"});
    CHECK(kinds({of_sales}) == Kinds{"owner", "value", "owner", "advanced"});
    CHECK(change(0, {of_boss}).at("from").at("id") == "emp-2");
    CHECK(change(0, {of_boss}).at("to").at("id") == "emp-1");
}

TEST_CASE_METHOD(Reviewed, "role holders, flags and alerts that changed are told with the deal",
                 "[projections][review]") {
    given(role(wang, BuyingRole::coach)).given(RaiseRiskFlag{the_deal, RiskKind::dwell, "long in Contact"});
    given(RaiseAlert{RuleCode::R5, the_deal.entity(), {seller}, "long in Contact"});
    const Time before = now;
    given(RevokeContactRole{ContactRoleId{1}});
    REQUIRE(as(seller, ClearRiskFlag{RiskFlagId{1}, "advanced"}).verdict == Verdict::recorded);
    const auto told = changed().at("by_kind").as_object();
    CHECK(told.at("role_assigned") == 1);
    CHECK(told.at("role_revoked") == 1);
    CHECK(told.at("flag_raised") == 1);
    CHECK(told.at("flag_cleared") == 1);
    CHECK(told.at("alert_raised").to_number<int>() >= 1);
    CHECK(change(0).at("kind") == "role_assigned");
    CHECK(change(0).at("to").at("role") == "coach");
    CHECK(change(0).at("about") == "rol-1");
    CHECK_FALSE(changed({of_seller}, {.valid_at = before}).at("by_kind").as_object().contains("flag_cleared"));
    review(seller.entity(), head());
    CHECK(kinds().empty());
}

TEST_CASE_METHOD(Reviewed, "changes come in pages that lose and repeat none", "[projections][review]") {
    for (const auto* value : {"1.00", "2.00", "3.00", "4.00", "5.00"}) given(EstimateValue{the_deal, cny(value)});
    std::vector<std::string> values;
    std::string after = "0";
    for (bool more = true; more;) {
        const auto page = changed({of_seller, {"limit", "2"}, {"after", after}});
        for (const auto& change : page.at("changes").as_array())
            values.emplace_back(change.at("to").at("amount").as_string());
        more = page.contains("next");
        if (more) after = std::string(page.at("next").as_string()).substr(6);
    }
    CHECK(values == Kinds{"1.00", "2.00", "3.00", "4.00", "5.00"});
}

TEST_CASE_METHOD(Reviewed, "a pipeline or review that is not there is a problem that names it",
                 "[projections][review]") {
    const auto refused = [&](Parameters parameters) {
        return try_ask(review_changes, std::move(parameters)).error().at(0).pointer;
    };
    CHECK(refused({}) == "pipeline");
    CHECK(refused({{"pipeline", "cus-1"}}) == "pipeline");
    CHECK(refused({{"pipeline", "emp-99"}}) == "pipeline");
    CHECK(refused({{"pipeline", "dep-99"}}) == "pipeline");
    CHECK(refused({of_seller, {"review", "rvw-9"}}) == "review");
    CHECK(refused({of_boss, {"review", "rvw-1"}}) == "review");
}

TEST_CASE_METHOD(Reviewed, "what puts right a fact known at the review is told as what it changes, from what was known then", "[projections][review]") {
    const auto won = run(Win{the_deal, cny("900.00")});
    review(seller.entity(), head());
    REQUIRE(kinds().empty());
    REQUIRE(run(Win{the_deal, cny("950.00")}, "misread", {}, won.position).verdict == Verdict::recorded);
    REQUIRE(kinds() == Kinds{"value"});
    CHECK(change(0).at("from") == money("900.00"));
    CHECK(change(0).at("to") == money("950.00"));
    REQUIRE(run(Win{the_deal, cny("970.00")}, "misread again", {}, won.position).verdict == Verdict::recorded);
    REQUIRE(kinds() == Kinds{"value"});
    CHECK(change(0).at("from") == money("900.00"));
    CHECK(change(0).at("to") == money("970.00"));
    CHECK(kinds({of_seller, {"review", "rvw-1"}}) == Kinds{"won"});
}

TEST_CASE_METHOD(Reviewed, "the pipeline of a department has that of those below it", "[projections][review]") {
    given(OpenDepartment{"Company", {}, {}, {}}).given(MoveDepartment{DepartmentId{1}, {}, DepartmentId{2}});
    const std::pair<std::string, std::string> of_company{"pipeline", "dep-2"};
    CHECK(kinds({of_company}) == Kinds{"created"});
    CHECK(changed({of_company}).at("totals").at("now").at("count") == 1);
    CHECK(kinds({of_sales}) == Kinds{"created"});
    given(OpenDepartment{"Other", {}, {}, {}});
    CHECK(kinds({{"pipeline", "dep-3"}}).empty());
}

TEST_CASE_METHOD(Reviewed, "what is put right of the time before a deal came is told to who has it now", "[projections][review]") {
    const auto estimated = run(EstimateValue{the_deal, cny("1000.00")});
    now.us += us_per_day;
    given_history(Assign{the_deal, boss});
    review(boss.entity(), head());
    REQUIRE(kinds({of_boss}).empty());
    REQUIRE(run(EstimateValue{the_deal, cny("3000.00")}, "misread", {}, estimated.position).verdict == Verdict::recorded);
    REQUIRE(kinds({of_boss}) == Kinds{"value"});
    CHECK(change(0, {of_boss}).at("from") == money("1000.00"));
    CHECK(change(0, {of_boss}).at("to") == money("3000.00"));
}

}  // namespace foxtrail::review_changes_test
