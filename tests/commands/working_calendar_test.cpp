// The company's calendar: what is refused, and that deciders read it.
#include "commands/working_calendar.hpp"
#include "tests/commands/scenario.hpp"

namespace foxtrail::working_calendar_test {

namespace {

SetWorkingCalendar berlin() { return {"Europe/Berlin", {Weekday::tuesday, Weekday::monday}, {{{540}, {720}}, {{720}, {1440}}}}; }
constexpr Date saturday{20'463};  // 2026-01-10

}  // namespace

TEST_CASE("the working calendar is set once for the company", "[commands][working_calendar]") {
    Scenario scenario;
    const auto set = scenario.run(berlin());
    REQUIRE(set.count == 1);
    const auto* event = set.events.front().as<WorkingCalendarSet>();
    CHECK(event->from == default_working_week());
    CHECK(event->to.working_days == std::vector{Weekday::monday, Weekday::tuesday});
    CHECK(scenario.run(berlin(), "").verdict == Verdict::already_so);
    CHECK(refused_by(scenario.run(SetWorkingCalendar{"Asia/Shanghai", {Weekday::monday}, {{{540}, {720}}}}, ""), {"reason_missing"}));
}

TEST_CASE("a calendar without zone, days or hours is refused for all of it", "[commands][working_calendar]") {
    Scenario scenario;
    CHECK(refused_by(scenario.run(SetWorkingCalendar{"Asia/Nowhere", {}, {}}), {"unknown_time_zone", "no_working_day", "working_hours_amiss"}));
    auto twice = berlin();
    twice.working_days.push_back(Weekday::monday);
    CHECK(refused_by(scenario.run(twice), {"no_working_day"}));
    auto overlapping = berlin();
    overlapping.hours = {{{540}, {720}}, {{700}, {900}}};
    CHECK(refused_by(scenario.run(overlapping), {"working_hours_amiss"}));
    overlapping.hours = {{{540}, {540}}};
    CHECK(refused_by(scenario.run(overlapping), {"working_hours_amiss"}));
}

TEST_CASE("a day is declared a holiday or worked, the last word counts", "[commands][working_calendar]") {
    Scenario scenario;
    CHECK(to_text(saturday) == "2026-01-10");
    CHECK(refused_by(scenario.run(DeclareHoliday{saturday, " "}), {"name_missing"}));
    CHECK(refused_by(scenario.run(DeclareWorkingDay{saturday, ""}), {"name_missing"}));
    scenario.given(DeclareWorkingDay{saturday, "made up for New Year"});
    CHECK(scenario.run(DeclareWorkingDay{saturday, "again"}).verdict == Verdict::already_so);
    scenario.given(DeclareHoliday{saturday, "after all free"});
    CHECK(scenario.run(DeclareHoliday{saturday, "again"}).verdict == Verdict::already_so);
    scenario.given(DeclareWorkingDay{saturday, "or not"});
}

}  // namespace foxtrail::working_calendar_test
