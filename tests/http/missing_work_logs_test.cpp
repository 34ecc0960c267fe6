// Work logs that nobody wrote, found by the scheduler: listed as gaps, and the line manager is told of each.
#include "tests/http/told_company.hpp"

using namespace foxtrail;

namespace missing_work_logs_test {

namespace {

using Days = std::vector<std::string>;

// It begins on Monday, 5 January 2026.
struct LogKeepers : ToldCompany {
    void hand_in(std::string_view who, std::string_view day) {
        as(who, "work_log.submit",
           {{"day", day}, {"entries", json::array{json::object{{"subject", "cus-1"}, {"minutes", 60}, {"text", "called"}}}}});
    }
    json::object gaps(std::string_view who) { return read("/v1/work-log-gaps?missing=true&limit=1000&employee=" + std::string(who)); }
    Days missing(std::string_view who) { return texts_of(gaps(who), "gaps", "day"); }
    // After a run that asks for nothing in vain.
    Days found_missing(std::string_view who) {
        const auto asked = asked_by_scheduler();
        CHECK(asked.recorded == asked.commands);
        return missing(who);
    }
};

}  // namespace

TEST_CASE_METHOD(LogKeepers, "nobody misses a log before anybody handed one in", "[http][scheduler][work_log]") {
    pass(14 * us_per_day);
    CHECK(scheduler() == 0);
    CHECK(read("/v1/work-log-gaps").at("total").at("missing") == 0);
    hand_in("emp-3", "2026-01-16");
    CHECK(found_missing("emp-5").empty());  // the day's look was before
    pass(us_per_day);
    CHECK(found_missing("emp-5") == Days{"2026-01-16", "2026-01-19"});
    CHECK(missing("emp-3") == Days{"2026-01-19"});
    const auto gap = gaps("emp-3").at("gaps").at(0).at("work_log").as_string();
    CHECK(alerts("emp-2", "R6", "&about=" + std::string(gap)).size() == 1);
    CHECK(alerts("emp-1", "R6", "&about=" + std::string(gap)).empty());
    CHECK(scheduler() == 0);
    hand_in("emp-3", "2026-01-19");
    CHECK(missing("emp-3").empty());
}

TEST_CASE_METHOD(LogKeepers, "a day that is not worked is no gap, but a Saturday that is worked is", "[http][scheduler][work_log]") {
    say("working_calendar.declare_holiday", {{"day", "2026-01-07"}, {"name", "founder's day"}});
    say("working_calendar.declare_working_day", {{"day", "2026-01-10"}, {"name", "for founder's day"}});
    hand_in("emp-3", "2026-01-05");
    pass(7 * us_per_day);
    CHECK(found_missing("emp-5") == Days{"2026-01-05", "2026-01-06", "2026-01-08", "2026-01-09", "2026-01-10"});
    CHECK(missing("emp-3") == Days{"2026-01-06", "2026-01-08", "2026-01-09", "2026-01-10"});
}

TEST_CASE_METHOD(LogKeepers, "who joined later misses no log of the days before, and who has left none after his last",
                 "[http][scheduler][work_log]") {
    hand_in("emp-3", "2026-01-05");
    pass(2 * us_per_day);
    say("employee.hire", {{"name", "Gu"}, {"department", "dep-1"}, {"manager", "emp-2"}});
    say("employee.depart", {{"employee", "emp-4"}});
    pass(2 * us_per_day);
    CHECK(found_missing("emp-6") == Days{"2026-01-07", "2026-01-08"});
    CHECK(missing("emp-5").size() == 4);
    CHECK(missing("emp-4") == Days{"2026-01-05", "2026-01-06", "2026-01-07"});
}

TEST_CASE_METHOD(LogKeepers, "a scheduler that was away for weeks finds every day since the first log", "[http][scheduler][work_log]") {
    pass(us_per_day);
    hand_in("emp-3", "2026-01-06");
    CHECK(found_missing("emp-5").empty());  // the first day is not over
    pass(21 * us_per_day);
    const auto asked = asked_by_scheduler();
    CHECK(missing("emp-3").size() == 14);
    const auto days = missing("emp-5");
    REQUIRE(days.size() == 15);
    CHECK(days.front() == "2026-01-06");
    CHECK(days.back() == "2026-01-26");
    CHECK(asked.commands == 14 + 4 * 15);
    CHECK(asked.recorded == asked.commands);
    CHECK(scheduler() == 0);
}

TEST_CASE_METHOD(LogKeepers, "a day too far back to hand in a log of is not found missing any more", "[http][scheduler][work_log]") {
    hand_in("emp-3", "2026-01-05");
    pass(100 * us_per_day);  // Wednesday, 15 April
    CHECK(found_missing("emp-3").front() == "2026-02-13");
    CHECK(missing("emp-3").back() == "2026-04-14");
    CHECK(contains(refused("emp-3", "work_log.submit", {{"day", "2026-02-12"}, {"entries", json::array{}}}), "day_too_far_back"));
    hand_in("emp-3", "2026-02-13");
}

}  // namespace missing_work_logs_test
