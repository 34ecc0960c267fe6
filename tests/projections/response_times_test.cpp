// How soon what was asked for was answered, and what alerts there are about a deal.
#include "commands/alert.hpp"
#include "commands/handover.hpp"
#include "commands/task.hpp"
#include "commands/waiver.hpp"
#include "projections/customers/knowledge_latency.hpp"
#include "projections/work/work_board.hpp"
#include "tests/commands/gate_scenario.hpp"
#include "tests/projections/answering.hpp"

namespace foxtrail::response_times_test {
using namespace gate_tests;

namespace {

constexpr EmployeeId colleague{3};

struct Asked : Answering<GateScenario> {
    Asked() { given(HireEmployee{"Zhang Min", DepartmentId{1}, boss, {}}); }
    json::object answered(const std::string& kind) {
        return ask(response_times, {{"group_by", "kind"}, {"kind", kind}}).at("groups").at(0).at("until_answered").as_object();
    }
    std::vector<std::string> alerts_about(const std::string& id, Instant instant = {}) {
        std::vector<std::string> about;
        const auto answer = ask(work, {{"kind", "alr"}, {"about", id}}, instant);
        for (const auto& item : answer.at("items").as_array()) about.emplace_back(item.at("about").as_string());
        return about;
    }
};

}  // namespace

TEST_CASE_METHOD(Asked, "a waiver is answered when it is granted; one that nobody asked for answers nobody", "[projections][work]") {
    given_as(colleague, RequestWaiver{the_deal, "Contact", DocumentKind::proposal, GateScenario::day(3), "the customer is in a hurry"});
    now.us += 3'599 * us_per_second;
    given_as(boss, GrantWaiver{WaiverId{1}}).given_as(boss, WaiveGateDocument{the_deal, "Offer", DocumentKind::proposal, GateScenario::day(3), "known"});
    CHECK(answered("wvr").at("n") == 1);
    CHECK(answered("wvr").at("median_s").to_number<double>() == 3'600);
    CHECK(answered("wvr").at("censored_n") == 0);
    now.us += 5 * us_per_day;
    given(ExpireWaiver{WaiverId{1}});
    CHECK(answered("wvr").at("median_s").to_number<double>() == 3'600);
}

TEST_CASE_METHOD(Asked, "what expires was not answered", "[projections][work]") {
    given_as(seller, ProposeHandover{seller, colleague, {}, false, "", {}});
    now.us += 2 * us_per_day;
    given(ExpireHandover{HandoverId{1}});
    CHECK(answered("hnd").at("n") == 0);
    CHECK(answered("hnd").at("censored_n") == 1);
}

TEST_CASE_METHOD(Asked, "an alert about a deal's task is the deal's too, from when it was told", "[projections][work]") {
    given(OpenTask{the_deal.entity(), seller, "call", {now.us + us_per_day}});
    now.us += 2 * us_per_day;
    const Time before = now;
    given(MarkTaskOverdue{TaskId{1}}, Time{now.us - us_per_day / 2});
    CHECK(alerts_about("tsk-1") == std::vector<std::string>{"tsk-1"});
    CHECK(alerts_about("opp-1") == std::vector<std::string>{"tsk-1"});
    CHECK(alerts_about("opp-1", {.valid_at = before}).empty());
    CHECK(alerts_about("opp-1", {.valid_at = now}).size() == 1);
}

TEST_CASE_METHOD(Asked, "what follows from what somebody recorded is not known late by him", "[projections][knowledge_latency]") {
    const Time then = now;
    now.us += 5 * us_per_day;
    given_as(seller, ProposeHandover{seller, colleague, {}, true, "leaving", {}});  // and the colleague is told
    actor = seller;
    given(EstimateValue{the_deal, cny("10.00")}, then);
    const auto late = ask(knowledge_latency, {{"actor", "emp-2"}}).at("all").as_object();
    CHECK(late.at("n") == 2);
    CHECK(late.at("max_s").to_number<double>() > 5 * 86'400);
}

}  // namespace foxtrail::response_times_test
