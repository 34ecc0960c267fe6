// What falls due by the passing of time, asked for by the scheduler and seen over HTTP.
#include "commands/alert.hpp"
#include "http/scheduler.hpp"
#include "tests/http/told_company.hpp"

#include <future>

using namespace foxtrail;

namespace {

constexpr std::int64_t one_hour_us = 3'600 * us_per_second;

bool has(const std::vector<std::string>& types, std::string_view type) { return std::ranges::find(types, type) != types.end(); }

}  // namespace

TEST_CASE("a deal that lies idle goes back to the pool, and its owner's manager is told", "[http][scheduler]") {
    ToldCompany company;
    company.deal("pumps", "emp-3");
    company.deal("valves", "emp-3");
    company.pass(179 * us_per_day);
    company.say("opportunity.estimate_value", {{"opportunity", "opp-2"}, {"value", {{"amount", "5.00"}, {"currency", "CNY"}}}});
    company.scheduler();
    CHECK(company.read("/v1/opportunities/opp-1").at("owner").as_object().at("id") == "emp-3");
    company.pass(2 * us_per_day);
    company.scheduler();
    CHECK(has(company.types_of("opp-1"), "opportunity.reclaimed"));
    CHECK_FALSE(has(company.types_of("opp-2"), "opportunity.reclaimed"));
    CHECK(company.alerts("emp-2", "R6", "&about=opp-1").size() == 1);
    CHECK(company.scheduler() == 0);
}

TEST_CASE("an alert to the head of the company that nobody can take further is not asked about at every run", "[http][scheduler]") {
    ToldCompany company;
    company.say_as_scheduler(RaiseAlert{RuleCode::R7, DepartmentId{1}.entity(), {EmployeeId{1}}, "no win for long"});
    company.pass(2 * us_per_day);
    const auto first = company.asked_by_scheduler();
    CHECK(first.commands == 1);
    CHECK(first.recorded == 0);
    CHECK(company.asked_by_scheduler().commands == 0);
    company.pass(2 * us_per_day / 24);  // hours later the head may have a manager
    CHECK(company.asked_by_scheduler().commands == 1);
}

TEST_CASE("a stop does not wait for the rest of a run, which is done at the next start", "[http][scheduler]") {
    ToldCompany company;
    company.deal("pumps", "emp-3");
    company.pass(181 * us_per_day);
    std::promise<void> begun;
    Scheduler* running = nullptr;
    const auto clock = [&] {
        begun.set_value();
        while (!running->is_stopping()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
        return company.now();
    };
    Engine& engine = company.engine();
    Scheduler stopped(engine.log(), engine.writer(), engine.runner(), {.every = std::chrono::seconds(1), .clock = clock});
    running = &stopped;
    const Position before = company.head();
    stopped.start();
    begun.get_future().wait();
    stopped.stop();
    CHECK(company.head() == before);
    CHECK(company.scheduler() > 0);
}

TEST_CASE("an item of a plan that is not done in time is told to the line manager, once", "[http][scheduler]") {
    ToldCompany story;
    const json::array items{json::object{{"what", "visit Acme"}, {"due", "2026-01-06"}}, json::object{{"what", "call Acme"}, {"due", "2026-01-30"}}};
    story.say("work_plan.draft", {{"employee", "emp-3"}, {"title", "January"}, {"from", "2026-01-05"}, {"to", "2026-01-30"}, {"items", items}});
    story.as("emp-2", "work_plan.approve", {{"work_plan", "wpl-1"}});
    CHECK(story.scheduler() == 0);
    story.pass(2 * us_per_day);
    CHECK(story.scheduler() == 1);
    REQUIRE(story.alerts("emp-2", "R3").size() == 1);
    CHECK(story.alerts("emp-2", "R3")[0].at("event").at("why").as_string().find("visit Acme") != std::string::npos);
    CHECK(story.scheduler() == 0);
    CHECK(story.read("/v1/work?kind=wpl").at("count") == 2);  // told, and still to be done
}

TEST_CASE("an item of a plan is past its day when that is over where the company works", "[http][scheduler]") {
    ToldCompany story;
    const json::array items{json::object{{"what", "visit Acme"}, {"due", "2026-01-06"}}};
    story.say("work_plan.draft", {{"employee", "emp-3"}, {"title", "January"}, {"from", "2026-01-05"}, {"to", "2026-01-30"}, {"items", items}});
    story.as("emp-2", "work_plan.approve", {{"work_plan", "wpl-1"}});
    story.pass(38 * one_hour_us);  // 23:00 on Tuesday in Shanghai
    story.scheduler();
    CHECK(story.alerts("emp-2", "R3").empty());
    story.pass(one_hour_us * 3 / 2);  // 00:30 on Wednesday there, still Tuesday in Greenwich
    story.scheduler();
    CHECK(story.alerts("emp-2", "R3").size() == 1);
}

TEST_CASE("the daily look is made when the company's day begins, not Greenwich's", "[http][scheduler]") {
    ToldCompany company;
    company.deal("pumps", "emp-3");
    company.pass(14 * one_hour_us);  // 23:00 in Shanghai
    company.scheduler();
    company.say("opportunity.advance_stage", {{"opportunity", "opp-1"}, {"stage", "Offer"}});
    company.pass(one_hour_us / 2);
    company.scheduler();
    CHECK(company.alerts("emp-3", "R2").empty());
    company.pass(one_hour_us);  // 00:30 there
    company.scheduler();
    CHECK(company.alerts("emp-3", "R2").size() == 1);
}

TEST_CASE("a deal of long ago that was recorded today is not idle", "[http][scheduler]") {
    ToldCompany company;
    auto facts = opportunity("old");
    facts["owner"] = "emp-3";
    company.say("opportunity.create", facts, {{"valid_at", "2025-01-06T00:00:00Z"}});
    company.say("opportunity.create", facts, {{"valid_at", "2025-01-06T00:00:00Z"}});
    company.scheduler();
    company.pass(100 * us_per_day);
    company.say("opportunity.set_source", {{"opportunity", "opp-2"}, {"source", "referral"}}, {{"valid_at", "2025-01-07T00:00:00Z"}});
    company.scheduler();
    CHECK_FALSE(has(company.types_of("opp-1"), "opportunity.reclaimed"));
    company.pass(81 * us_per_day);
    company.scheduler();
    CHECK(has(company.types_of("opp-1"), "opportunity.reclaimed"));
    CHECK_FALSE(has(company.types_of("opp-2"), "opportunity.reclaimed"));
}

TEST_CASE("a risk that its owner took note of is still a manager's to answer, and goes to him", "[http][scheduler]") {
    ToldCompany company;
    company.deal("pumps", "emp-3"), company.deal("valves", "emp-3");
    company.say("risk_flag.raise", {{"opportunity", "opp-1"}, {"kind", "other"}, {"text", "no budget"}});
    company.say("risk_flag.raise", {{"opportunity", "opp-2"}, {"kind", "other"}, {"text", "no budget"}});
    company.as("emp-3", "risk_flag.acknowledge", {{"flag", "flg-1"}});
    company.as("emp-2", "guidance.give", {{"about", "flg-2"}, {"text", "ask the director"}});
    company.pass(25 * one_hour_us);
    company.scheduler();
    CHECK(has(company.types_of("opp-1"), "risk_flag.escalated"));
    CHECK_FALSE(has(company.types_of("opp-2"), "risk_flag.escalated"));
    CHECK(company.asked_by_scheduler().commands == 0);
}

TEST_CASE("the head of the company is told of who carries the pipeline, whoever is above him", "[http][scheduler]") {
    ToldCompany company;
    company.say("employee.hire", {{"name", "Gu"}, {"department", "dep-2"}});
    company.deal("pumps", "emp-6");
    company.scheduler();
    CHECK(company.alerts("emp-6", "R7").empty());
    CHECK(company.alerts("emp-1", "R7", "&about=emp-6").size() == 1);
}

TEST_CASE("help that was taken on and not delivered is told to who asked for it and who leads him", "[http][scheduler]") {
    ToldCompany company;
    company.deal("pumps", "emp-3");
    const auto in_days = [&](int days) { return to_text(Time{company.now().us + days * us_per_day}); };
    company.as("emp-3", "assistance.request", {{"object", "opp-1"}, {"department", "dep-2"}, {"needed_role", "engineer"}, {"text", "size the pump"}, {"due", in_days(9)}});
    company.as("emp-4", "assistance.accept", {{"assistance", "ast-1"}});
    company.pass(8 * us_per_day);
    company.scheduler();
    CHECK_FALSE(has(company.types_of("ast-1"), "assistance.expired"));
    company.pass(2 * us_per_day);
    company.scheduler();
    CHECK(has(company.types_of("ast-1"), "assistance.expired"));
    CHECK(company.alerts("emp-3", "R9", "&about=ast-1").size() == 1);
}

TEST_CASE("nothing falls due of a deal that is closed", "[http][scheduler]") {
    ToldCompany company;
    company.deal("pumps", "emp-3");
    company.say_as_scheduler(RaiseAlert{RuleCode::R5, OpportunityId{1}.entity(), {EmployeeId{3}}, "long in its stage"});
    company.as("emp-3", "opportunity.lose", {{"opportunity", "opp-1"}, {"why", "price"}, {"competitor", "unknown"}});
    company.pass(2 * us_per_day);
    CHECK(company.asked_by_scheduler().commands == 0);
}
