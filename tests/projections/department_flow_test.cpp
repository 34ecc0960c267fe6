// Work between departments, urges and blockers: times checked by hand, at any instant.
#include "commands/task.hpp"
#include "commands/urge.hpp"
#include "commands/work_item.hpp"
#include "projections/work/department_flow.hpp"
#include "projections/work/urge_log.hpp"
#include "tests/commands/department_scenario.hpp"
#include "tests/projections/answering.hpp"

namespace foxtrail::department_flow_test {
using namespace department_tests;

namespace {

constexpr WorkItemId item{1};

struct Flow : Answering<Departments> {
    // What somebody does, so many hours after the last.
    Time after(int hours, EmployeeId who, AnyCommand command, std::optional<Time> valid_at = {}) {
        now.us += hours * 3'600 * us_per_second - us_per_second;
        const auto outcome = as(who, std::move(command), "because", valid_at);
        INFO(outcome);
        REQUIRE(outcome.verdict == Verdict::recorded);
        return now;
    }
    void opened() { after(1, seller, OpenWorkItem{the_deal.entity(), technical, "survey the site"}); }
    json::object flow(Instant instant = {}, Parameters parameters = {}) { return ask(cross_department_flow, std::move(parameters), instant); }
    json::object of(std::string_view department, Instant instant = {}) {
        const auto answer = flow(instant);
        for (const auto& each : answer.at("departments").as_array())
            if (each.at("department").at("name") == json::value(department)) return each.as_object();
        FAIL("nothing was with " << department);
        return {};
    }
    static double hours(const json::value& summary, std::string_view what = "mean_s") { return summary.at(what).to_number<double>() / 3'600; }
    json::object urge_log(Parameters parameters = {}, Instant instant = {}) { return ask(urges, std::move(parameters), instant); }
    json::object blocking(Parameters parameters = {}, Instant instant = {}) { return ask(blockers, std::move(parameters), instant); }
};

}  // namespace

TEST_CASE_METHOD(Flow, "time is each department's, waiting until it accepts, in hand until it passes on", "[projections][department_flow]") {
    opened();
    after(2, engineer, AcceptWorkItem{item});
    after(3, engineer, PassOnWorkItem{item, service});
    const Time before = now;
    after(5, fitter, AcceptWorkItem{item});
    after(7, fitter, CloseWorkItem{item, "installed"});
    CHECK(hours(flow().at("lead_time")) == 17);
    CHECK(flow().at("lead_time").at("censored_n") == 0);
    CHECK(hours(of("Technical").at("waiting")) == 2);
    CHECK(hours(of("Technical").at("in_hand")) == 3);
    CHECK(hours(of("Service").at("waiting")) == 5);
    CHECK(hours(of("Service").at("in_hand")) == 7);
    CHECK(of("Service").at("open").at("in_hand") == 0);
    CHECK(flow().at("open").as_array().empty());
    const Instant then{.valid_at = before};
    CHECK(flow(then).at("lead_time").at("censored_n") == 1);
    CHECK(of("Service", then).at("waiting").at("censored_n") == 1);
    CHECK(of("Service", then).at("open").at("waiting") == 1);
    CHECK(flow(then).at("open").at(0).at("department").at("name") == "Service");
    CHECK(flow(then).at("open").at(0).at("event").at("what") == "survey the site");
    CHECK(flow({}, {{"department", "dep-2"}}).at("departments").as_array().size() == 1);
    CHECK(flow({}, {{"to", "2026-01-05"}}).at("lead_time").at("n") == 0);
    now = *from_text("2026-02-28T20:00:00Z", std::type_identity<Time>{});  // in March, in Shanghai
    opened();
    CHECK(flow({}, {{"from", "2026-03-01"}}).at("lead_time").at("censored_n") == 1);
}

TEST_CASE_METHOD(Flow, "what is given back waits no more and is the giver's again", "[projections][department_flow]") {
    opened();
    after(4, engineer, ReturnWorkItem{item, "ask service"});
    after(2, seller, PassOnWorkItem{item, service});
    CHECK(hours(of("Technical").at("waiting")) == 4);
    CHECK(of("Technical").at("returned").at("value") == 1.0);
    CHECK(of("Technical").at("in_hand").at("n") == 0);
    CHECK(hours(of("Sales").at("in_hand")) == 2);
    CHECK(of("Service").at("returned").at("value").is_null());
    CHECK(of("Service").at("returned").at("censored_n") == 1);
    now.us += 9 * 3'600 * us_per_second;
    CHECK(hours(of("Service").at("open").at("age")) == 9);
    after(1, seller, CloseWorkItem{item, "no longer wanted"});
    CHECK(of("Service").at("waiting").at("censored_n") == 1);  // closed before it answered
    CHECK(of("Service").at("open").at("waiting") == 0);
}

TEST_CASE_METHOD(Flow, "a late record of an earlier acceptance changes what the past shows, not what was known", "[projections][department_flow]") {
    opened();
    const Time opened_at = now;
    day();
    const Position known = head();
    after(1, engineer, AcceptWorkItem{item}, Time{opened_at.us + 3'600 * us_per_second});
    CHECK(hours(of("Technical").at("waiting")) == 1);
    CHECK(of("Technical", {.as_of = known}).at("waiting").at("n") == 0);
}

TEST_CASE_METHOD(Flow, "a delivery waits from the day the deal was won", "[projections][department_flow]") {
    given(Win{the_deal, cny("900.00")});
    after(6, fitter, AcceptDeliveryHandover{the_deal, "install"});
    after(2, fitter, CloseWorkItem{item, "installed"});
    CHECK(hours(of("Service").at("waiting")) == 6);
    CHECK(hours(of("Service").at("in_hand")) == 2);
    CHECK(hours(flow().at("lead_time")) == 2);
    given(Reopen{the_deal});
    CHECK(hours(of("Service").at("waiting")) == 6);  // whatever becomes of the deal
    given(Win{the_deal, cny("900.00")});
    after(3, fitter, AcceptDeliveryHandover{the_deal, "install again"});
    CHECK(of("Service").at("waiting").at("n") == 2);
}

TEST_CASE_METHOD(Flow, "urges are listed with how long their answers took, by department", "[projections][urges]") {
    given(OpenTask{the_deal.entity(), engineer, "draw", {now.us + 30 * us_per_day}}).given(OpenTask{the_deal.entity(), seller, "call", {now.us + 30 * us_per_day}});
    after(1, sales_head, SendUrge{TaskId{1}.entity(), "please"});
    const Position asked = head();
    after(2, engineer, AcknowledgeUrge{UrgeId{1}, "tomorrow"});
    after(1, sales_head, SendUrge{TaskId{2}.entity(), "call them"});
    after(48, sales_head, SendUrge{TaskId{2}.entity(), "now"});
    const auto listed = urge_log();
    REQUIRE(listed.at("urges").as_array().size() == 3);
    CHECK(listed.at("urges").at(0).at("answer") == "tomorrow");
    CHECK(listed.at("urges").at(0).at("response_s") == 7'200);
    CHECK(listed.at("urges").at(0).at("in_term") == true);
    CHECK(listed.at("urges").at(0).at("text") == "please");
    CHECK(listed.at("urges").at(1).at("state") == "followed");
    CHECK(listed.at("urges").at(2).at("nth") == 2);
    CHECK(hours(listed.at("total").at("response")) == 2);
    CHECK(listed.at("total").at("response").at("censored_n") == 2);
    CHECK(urge_log({}, {.as_of = asked}).at("total").at("response").at("n") == 0);
    CHECK(urge_log({{"to", "emp-2"}}).at("total").at("urges") == 2);
    CHECK(urge_log({{"item", "tsk-1"}}).at("urges").as_array().size() == 1);
    CHECK(urge_log({{"state", "open"}}).at("urges").at(0).at("urge") == "urg-3");
    CHECK(listed.at("by_department").at(1).at("department").at("name") == "Technical");
    CHECK(listed.at("by_department").at(1).at("in_term").at("value") == 1.0);
    day(), day(), day();
    CHECK(urge_log().at("urges").at(2).at("in_term") == false);
}

TEST_CASE_METHOD(Flow, "blockers are the open items most urged, or those open longest", "[projections][blockers]") {
    const auto items = [&](Parameters parameters = {}, Instant instant = {}) {
        std::vector<std::string> found;
        const auto answer = blocking(std::move(parameters), instant);
        for (const auto& each : answer.at("items").as_array()) found.emplace_back(each.at("item").as_string());
        return found;
    };
    using Found = std::vector<std::string>;
    given(OpenTask{the_deal.entity(), engineer, "draw", {now.us + 30 * us_per_day}}).given(OpenTask{the_deal.entity(), seller, "call", {now.us + 30 * us_per_day}});
    opened();
    CHECK(items().empty());
    CHECK(items({{"sort", "waiting"}}) == Found{"tsk-1", "tsk-2", "wki-1"});
    after(1, sales_head, SendUrge{the_deal.entity(), "win it"});
    after(1, sales_head, SendUrge{TaskId{2}.entity(), "call them"});
    const Position known = head();
    after(48, sales_head, SendUrge{TaskId{2}.entity(), "now"});
    CHECK(items() == Found{"tsk-2", "opp-1"});
    CHECK(items({}, {.as_of = known}) == Found{"opp-1", "tsk-2"});
    const auto first = blocking().at("items").at(0).as_object();
    CHECK(first.at("has_it").at("name") == "Chen Jie");
    CHECK(first.at("urges").at("count") == 2);
    CHECK(first.at("urges").at("unanswered") == 1);
    CHECK(first.at("event").at("what") == "call");
    CHECK(blocking({{"sort", "waiting"}, {"department", "dep-2"}}).at("items").at(1).at("has_it").is_null());  // the work item waits for it
    day(), day(), day();
    REQUIRE(as_system(EscalateUrge{UrgeId{3}}).verdict == Verdict::recorded);
    const auto sales_tally = blocking({{"department", "dep-1"}}).at("by_department").at(0).as_object();
    CHECK(sales_tally.at("open") == 2);
    CHECK(sales_tally.at("urged") == 2);
    CHECK(sales_tally.at("escalated") == 1);
    CHECK(blocking({{"owner", "emp-4"}}).at("by_owner").at(0).at("urged") == 0);
    after(1, seller, CompleteTask{TaskId{2}, "called"});
    CHECK(items() == Found{"opp-1"});
    given(Lose{the_deal, "price", {}});
    CHECK(items().empty());
}

TEST_CASE_METHOD(Answering<>, "an empty company has no flow, and what cannot be read is said", "[projections][department_flow][urges][blockers]") {
    CHECK(ask(cross_department_flow, {}).at("departments").as_array().empty());
    CHECK(ask(urges, {}).at("total").at("in_term").at("value").is_null());
    CHECK(ask(blockers, {}).at("count") == 0);
    CHECK(try_ask(cross_department_flow, {{"department", "dep-9"}}).error().front().pointer == "department");
    CHECK(try_ask(urges, {{"state", "loud"}}).error().front().pointer == "state");
    CHECK(try_ask(urges, {{"item", "it"}}).error().front().pointer == "item");
    CHECK(try_ask(blockers, {{"sort", "colour"}}).error().front().pointer == "sort");
}

}  // namespace foxtrail::department_flow_test
