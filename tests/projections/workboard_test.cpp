// An employee's workboard: open items by their day in the company's time zone, deals, and what was done, at any instant.
#include "commands/activity.hpp"
#include "commands/guidance.hpp"
#include "commands/milestone.hpp"
#include "commands/outcome.hpp"
#include "commands/task.hpp"
#include "commands/urge.hpp"
#include "commands/work_plan.hpp"
#include "commands/working_calendar.hpp"
#include "projections/people/employee_workboard.hpp"
#include "projections/work/progress.hpp"
#include "projections/work/work_board.hpp"
#include "tests/projections/answering.hpp"

namespace foxtrail::workboard_test {

namespace {

constexpr EmployeeId boss{1}, seller{2};
constexpr Date monday{20'458};  // 2026-01-05, on which the scenario begins, at 17:00 in Shanghai

struct Board : Answering<> {
    Board() { company().deal(); }
    json::object board(Instant instant = {}, std::string id = "emp-2", Parameters more = {}) {
        more.emplace_back("id", std::move(id));
        return ask(workboard, std::move(more), instant);
    }
    std::size_t in(std::string_view bucket, Instant instant = {}) { return board(instant).at("work").at(bucket).at("count").to_number<std::size_t>(); }
    void task(std::string what, Time due) { given(OpenTask{the_deal.entity(), seller, std::move(what), due}); }
    static Time at(int days, int hours) { return {start_of({monday.days + days}).us + std::int64_t{hours} * 3'600 * us_per_second}; }
    json::object progress(Instant instant = {}, Parameters more = {}) {
        more.emplace_back("id", "opp-1");
        return ask(opportunity_progress, std::move(more), instant);
    }
};

}  // namespace

TEST_CASE_METHOD(Board, "guidance goes with the deal, and ends with it as urges and milestones do; a task stays", "[projections][workboard]") {
    given(HireEmployee{"Wu Na", DepartmentId{1}, boss, {}});
    REQUIRE(as(boss, GiveGuidance{the_deal.entity(), "see the user"}).verdict == Verdict::recorded);
    REQUIRE(as(boss, SendUrge{the_deal.entity(), "the customer waits"}).verdict == Verdict::recorded);
    given(SetAdvancePlan{the_deal, {{"demonstration", {monday.days + 5}, true}}});
    const auto count = [&](const char* kind, const char* owner = "", Instant instant = {}) {
        Parameters asked{{"kind", kind}};
        if (*owner) asked.emplace_back("owner", owner);
        return ask(work, std::move(asked), instant).at("count").to_number<int>();
    };
    CHECK(count("gui", "emp-2") == 1);
    CHECK(count("urg") + count("mst") == 2);
    given_history(Assign{the_deal, EmployeeId{3}});
    CHECK(count("gui", "emp-2") == 0);
    CHECK(count("gui", "emp-3") == 1);
    task("send him a card", at(3, 8));
    const Position known = head();
    given(Lose{the_deal, "price", {}});
    CHECK(count("gui") + count("urg") + count("mst") == 0);
    CHECK(count("tsk") == 1);
    CHECK(count("urg", "", {.as_of = known}) == 1);
    CHECK(ask(work, {{"kind", "urg"}, {"state", "any"}}).at("count") == 1);
    const auto urges = ask(response_times, {{"kind", "urg"}, {"group_by", "kind"}}).at("groups").at(0).as_object();
    CHECK(urges.at("open") == 0);
    CHECK(urges.at("overdue") == 0);
    given(Reopen{the_deal});
    CHECK(count("gui") + count("urg") + count("mst") == 3);
    CHECK(try_ask(work, {{"kind", "xyz"}}).error().front().pointer == "kind");
}

TEST_CASE_METHOD(Board, "items lie where their day in the company's time zone puts them", "[projections][workboard]") {
    task("before six in the evening", at(0, 10));
    task("before midnight in Shanghai", at(0, 15));
    task("after midnight in Shanghai", at(0, 17));
    task("on Sunday", at(6, 15));
    task("on Monday in Shanghai", at(6, 17));
    CHECK(in("overdue") == 0);
    CHECK(in("today") == 2);
    CHECK(in("this_week") == 2);
    CHECK(in("later") == 1);
    CHECK(board().at("work").at("today").at("items").at(0).at("event").at("what") == "before six in the evening");
    CHECK(board().at("work").at("today").at("items").at(0).at("due_day") == "2026-01-05");
    CHECK(board({}, "emp-1").at("work").at("count") == 0);
    now = at(0, 12);
    CHECK(in("overdue") == 1);
    CHECK(board().at("work").at("overdue").at("items").at(0).at("overdue") == true);
    CHECK(in("today") == 1);
    const Position known = head();
    REQUIRE(as(seller, CompleteTask{TaskId{1}, "done"}).verdict == Verdict::recorded);
    CHECK(in("overdue") == 0);
    CHECK(in("overdue", {.as_of = known}) == 1);
    CHECK(board({}, "emp-2", {{"limit", "1"}}).at("work").at("this_week").at("items").as_array().size() == 1);
    CHECK(in("this_week") == 2);
}

TEST_CASE_METHOD(Board, "an item of a plan is due by the end of its day where the company works", "[projections][workboard]") {
    REQUIRE(as(seller, DraftWorkPlan{seller, "January", monday, {monday.days + 20}, {{{}, "visit Acme", {monday.days + 1}, {}}}}).verdict == Verdict::recorded);
    CHECK(in("this_week") == 0);  // nobody approved it
    given_as(boss, ApproveWorkPlan{WorkPlanId{1}});
    CHECK(in("this_week") == 1);
    now = at(0, 17);  // Tuesday there
    CHECK(in("today") == 1);
    now = at(1, 15);
    CHECK(in("today") == 1);
    now = at(1, 17);  // Wednesday
    CHECK(in("overdue") == 1);
}

TEST_CASE_METHOD(Board, "every board ends a due day where the company works, at that time", "[projections][workboard]") {
    REQUIRE(as(seller, DraftWorkPlan{seller, "January", monday, {monday.days + 20}, {{{}, "visit Acme", {monday.days + 1}, {}}}}).verdict == Verdict::recorded);
    given_as(boss, ApproveWorkPlan{WorkPlanId{1}});
    const auto item = [&](Instant instant = {}) { return ask(work, {}, instant).at("items").at(0).as_object(); };
    const auto overdue = [&](Instant instant = {}) { return ask(work, {{"overdue", "true"}}, instant).at("count"); };
    const auto late = [&](Instant instant = {}) { return ask(response_times, {{"group_by", "kind"}}, instant).at("groups").at(0).at("overdue"); };
    CHECK(item().at("due") == "2026-01-06T16:00:00Z");
    now = at(1, 15);
    CHECK(overdue() == 0);
    now = at(1, 17);
    CHECK(item().at("overdue") == true);
    CHECK(overdue() == 1);
    CHECK(late() == 1);
    const Position known = head();
    const WorkingWeek week = default_working_week();
    given(SetWorkingCalendar{"America/New_York", week.working_days, week.hours});
    CHECK(overdue() == 0);
    CHECK(item().at("due") == "2026-01-07T05:00:00Z");
    CHECK(item({.as_of = known}).at("due") == "2026-01-06T16:00:00Z");
    CHECK(item({.valid_at = {now.us - 1}}).at("overdue") == true);
    CHECK(overdue({.as_of = known}) == 1);
    CHECK(late({.as_of = known}) == 1);
}

TEST_CASE_METHOD(Board, "an urge that another of the same person follows is nobody's work any more", "[projections][workboard]") {
    task("call", at(30, 1));
    REQUIRE(as(boss, SendUrge{TaskId{1}.entity(), "please"}).verdict == Verdict::recorded);
    const Position known = head();
    day(), day();
    REQUIRE(as(boss, SendUrge{TaskId{1}.entity(), "now please"}).verdict == Verdict::recorded);
    const auto urges = [&](Instant instant = {}) { return ask(work, {{"kind", "urg"}}, instant).at("items").as_array(); };
    REQUIRE(urges().size() == 1);
    CHECK(urges().front().at("item") == "urg-2");
    REQUIRE(urges({.as_of = known}).size() == 1);
    CHECK(urges({.as_of = known}).front().at("item") == "urg-1");
}

TEST_CASE_METHOD(Board, "deals come with their stage and how long they are in it", "[projections][workboard]") {
    const Time entered = now;
    now.us += 3'600 * us_per_second;
    const auto deals = board().at("deals").as_object();
    CHECK(deals.at("count") == 1);
    CHECK(deals.at("amounts").at(0).at("amount") == "900.00");
    CHECK(deals.at("opportunities").at(0).at("stage") == "Contact");
    CHECK(deals.at("opportunities").at(0).at("stage_age_s") == 3'600);
    given(Lose{the_deal, "price", {}});
    CHECK(board().at("deals").at("count") == 0);
    CHECK(board({.valid_at = entered}).at("deals").at("count") == 1);
}

TEST_CASE_METHOD(Board, "what was done comes latest first, as it was known and true", "[projections][workboard]") {
    const Time start = now;
    const auto texts = [](const json::value& entries) {
        std::vector<std::string> found;
        for (const auto& entry : entries.as_array()) found.emplace_back(entry.at("text").as_string());
        return found;
    };
    using Texts = std::vector<std::string>;
    day();
    REQUIRE(as(seller, RecordActivity{{the_deal.entity()}, ActivityKind::call, "called", 15}).verdict == Verdict::recorded);
    REQUIRE(as(seller, RecordProgress{the_deal.entity(), "half", {50}}).verdict == Verdict::recorded);
    REQUIRE(as(boss, RecordActivity{{CustomerId{1}.entity()}, ActivityKind::visit, "dined", 90}).verdict == Verdict::recorded);
    const Position known = head();
    REQUIRE(as(seller, RecordActivity{{the_deal.entity()}, ActivityKind::visit, "visited", 60}, "forgotten", start).verdict == Verdict::recorded);
    CHECK(texts(board().at("activities")) == Texts{"half", "called", "visited"});
    CHECK(texts(board({.as_of = known}).at("activities")) == Texts{"half", "called"});
    CHECK(texts(board({.valid_at = start}).at("activities")) == Texts{"visited"});
    CHECK(texts(board({}, "emp-2", {{"limit", "1"}}).at("activities")) == Texts{"visited"});  // recorded last

    CHECK(texts(progress().at("entries")) == Texts{"visited", "called", "half"});
    CHECK(progress().at("minutes") == 75);
    CHECK(progress().at("progress").at("percent_done") == 50);
    CHECK(progress().at("entries").at(0).at("reason") == "forgotten");
    CHECK(progress({.valid_at = start}).at("progress").is_null());
    CHECK(texts(progress({}, {{"limit", "2"}}).at("entries")) == Texts{"visited", "called"});
    CHECK(progress({}, {{"limit", "2"}}).at("next") == "after=2");
    CHECK(texts(progress({}, {{"after", "2"}}).at("entries")) == Texts{"half"});
    CHECK(progress({}, {{"by", "emp-1"}}).at("count") == 0);
}

TEST_CASE_METHOD(Answering<>, "who is not there has no workboard, and what cannot be read is said", "[projections][workboard]") {
    CHECK(try_ask(workboard, {{"id", "emp-1"}}).error().front().detail == "there was no emp-1 at this instant");
    company();
    CHECK(ask(workboard, {{"id", "emp-1"}}).at("activities").as_array().empty());
    CHECK(try_ask(workboard, {{"id", "emp-1"}, {"limit", "many"}}).error().front().pointer == "limit");
    CHECK(try_ask(opportunity_progress, {{"id", "opp-1"}, {"by", "emp-9"}}).error().size() == 2);
}

}  // namespace foxtrail::workboard_test
