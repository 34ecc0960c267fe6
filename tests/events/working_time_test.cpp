// Working time over weekends, holidays, days worked instead, lunch, and changes to summer time.
#include "events/working_time.hpp"

#include <catch2/catch.hpp>
#include <date/tz.h>

#include <random>

using namespace foxtrail;

namespace {

Time at(std::string_view text) { return *from_text(text, std::type_identity<Time>{}); }
Date on(std::string_view text) { return *from_text(text, std::type_identity<Date>{}); }

}  // namespace

TEST_CASE("a day begins at midnight in the company's time zone", "[events][working_time]") {
    const WorkingTime shanghai;
    CHECK(to_text(shanghai.local_date(at("2026-01-05T15:59:59Z"))) == "2026-01-05");
    CHECK(to_text(shanghai.local_date(at("2026-01-05T16:00:00Z"))) == "2026-01-06");
    CHECK(to_text(shanghai.instant(on("2026-01-06"))) == "2026-01-05T16:00:00Z");
    CHECK(to_text(shanghai.instant(on("2026-01-06"), {9 * 60 + 30})) == "2026-01-06T01:30:00Z");
}

TEST_CASE("holidays are not worked and days made up for are", "[events][working_time]") {
    const WorkingTime time(default_working_week(), {{on("2026-02-14"), true}, {on("2026-02-16"), false}, {on("2026-02-17"), false}});
    CHECK(time.is_working_day(on("2026-02-13")));
    CHECK(time.is_working_day(on("2026-02-14")));  // a Saturday
    CHECK_FALSE(time.is_working_day(on("2026-02-15")));
    CHECK_FALSE(time.is_working_day(on("2026-02-16")));
    CHECK(time.is_working_day(on("2026-02-18")));
    CHECK(time.working_days_between(on("2026-02-13"), on("2026-02-18")) == 2);
    CHECK(time.working_days_between(on("2026-02-18"), on("2026-02-13")) == -2);
    CHECK(time.working_days_between(on("2026-02-15"), on("2026-02-17")) == 0);
    CHECK(time.after_working_days(on("2026-02-13"), 2) == on("2026-02-18"));
    CHECK(time.after_working_days(on("2026-02-18"), -2) == on("2026-02-13"));
    CHECK(time.after_working_days(on("2026-02-15"), 0) == on("2026-02-15"));
}

TEST_CASE("working hours pass only while the company works", "[events][working_time]") {
    const WorkingTime time;
    const auto after = [&](std::string_view from, std::uint32_t hours) { return to_text(time.after_working_hours(at(from), hours)); };
    CHECK(after("2026-01-05T09:00:00+08:00", 3) == "2026-01-05T04:00:00Z");   // until lunch
    CHECK(after("2026-01-05T09:00:00+08:00", 4) == "2026-01-05T06:00:00Z");   // an hour behind it
    CHECK(after("2026-01-05T09:00:00+08:00", 8) == "2026-01-05T10:00:00Z");   // 18:00
    CHECK(after("2026-01-05T09:00:00+08:00", 9) == "2026-01-06T02:00:00Z");
    CHECK(after("2026-01-05T06:00:00+08:00", 1) == "2026-01-05T02:00:00Z");   // before they begin
    CHECK(after("2026-01-05T20:00:00+08:00", 1) == "2026-01-06T02:00:00Z");   // after they end
    CHECK(after("2026-01-09T17:00:00+08:00", 2) == "2026-01-12T02:00:00Z");   // over the weekend
    CHECK(after("2026-01-10T10:00:00+08:00", 0) == "2026-01-12T01:00:00Z");
}

TEST_CASE("summer time takes nothing from a working day", "[events][working_time]") {
    const WorkingTime berlin({"Europe/Berlin", default_working_week().working_days, {{{9 * 60}, {17 * 60}}}});
    CHECK(to_text(berlin.instant(on("2026-03-27"), {9 * 60})) == "2026-03-27T08:00:00Z");
    CHECK(to_text(berlin.after_working_hours(at("2026-03-27T15:00:00Z"), 2)) == "2026-03-30T08:00:00Z");  // the clock went forward on Sunday
    CHECK(to_text(berlin.instant(on("2026-03-29"), {2 * 60 + 30})) == "2026-03-29T01:00:00Z");           // a time that there was not
    CHECK(to_text(berlin.instant(on("2026-10-25"), {2 * 60 + 30})) == "2026-10-25T00:30:00Z");           // one that there was twice
    CHECK(berlin.local_date(at("2026-07-01T22:00:00Z")) == on("2026-07-02"));
    CHECK(berlin.local_date(at("2026-12-01T22:00:00Z")) == on("2026-12-01"));
}

TEST_CASE("any local time of any zone is the instant the time zone database says", "[events][working_time]") {
    std::mt19937 random(3);
    for (const auto* name : {"Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca"}) {
        auto week = default_working_week();
        week.time_zone = name;
        const WorkingTime time(week);
        const auto* zone = ::date::locate_zone(name);
        for (int i = 0; i < 20'000; ++i) {
            const Date day{static_cast<std::int32_t>(random() % 30'000)};  // 1970 to 2052
            const TimeOfDay minute{static_cast<std::uint16_t>(random() % 1'441)};
            const ::date::local_time<std::chrono::minutes> local{::date::days{day.days} + std::chrono::minutes{minute.minutes}};
            const Time expected{std::int64_t{zone->to_sys(local, ::date::choose::earliest).time_since_epoch().count()} * us_per_second};
            INFO(name << ' ' << to_text(day) << ' ' << to_text(minute));
            REQUIRE(time.instant(day, minute) == expected);
            const auto back = zone->to_local(::date::sys_time<std::chrono::microseconds>{std::chrono::microseconds{expected.us}});
            REQUIRE(time.local_date(expected).days == ::date::floor<::date::days>(back).time_since_epoch().count());
        }
    }
}

TEST_CASE("a span without end and a week without work are refused", "[events][working_time]") {
    const WorkingTime time;
    CHECK(time.after_working_hours(at("2026-01-05T00:00:00Z"), 4'000'000'000) == time.after_working_hours(at("2026-01-05T00:00:00Z"), working_span_max));
    CHECK_FALSE(known_time_zone("Asia/Nowhere"));
    CHECK_THROWS_AS(WorkingTime({"Asia/Nowhere", default_working_week().working_days, default_working_week().hours}), std::invalid_argument);
    CHECK_THROWS_AS(WorkingTime({"Asia/Shanghai", {}, default_working_week().hours}), std::invalid_argument);
}

TEST_CASE("a time of day reads as people write it", "[events][working_time]") {
    const auto read = [](std::string_view text) { return from_text(text, std::type_identity<TimeOfDay>{}); };
    CHECK(read("09:30")->minutes == 570);
    CHECK(to_text(*read("24:00")) == "24:00");
    for (const auto* amiss : {"24:01", "9:30", "09:60", "09-30", "0a:30", ""}) CHECK_FALSE(read(amiss).has_value());
}
