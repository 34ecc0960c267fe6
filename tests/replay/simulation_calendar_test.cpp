// Working time and time are one and the same, seen from the company and from outside; what is settled does not fall due.
#include "commands/task.hpp"
#include "replay/simulation/agenda.hpp"

#include <catch2/catch.hpp>

namespace foxtrail::simulation_calendar_test {
namespace {

constexpr Date monday{18'995};  // 2022-01-03

Time at(std::int32_t day, std::int64_t hour_in_china) { return {(monday.days + day) * us_per_day + (hour_in_china - 8) * us_per_hour}; }

}  // namespace

TEST_CASE("every instant of work is found again by its time", "[replay][simulation]") {
    for (const Date first : {monday, Date{monday.days + 3}, Date{monday.days + 5}}) {
        const SimulatedCalendar calendar(first);
        Time before = Time::min();
        for (WorkTime work = calendar.begin(); work < 200 * us_per_work_day; work += us_per_work_day / 7 + 1) {
            const Time time = calendar.time(work);
            CHECK(calendar.work_time(time) == work);
            CHECK(time > before);
            before = time;
        }
    }
}

TEST_CASE("nights, weekends and holidays wait for the next instant of work", "[replay][simulation]") {
    const SimulatedCalendar calendar(monday);
    const auto waits_for = [&](Time time) { return calendar.time(calendar.work_time(time)); };
    CHECK(waits_for(at(0, 12)) == at(0, 12));
    CHECK(waits_for(at(0, 3)) == at(0, 9));
    CHECK(waits_for(at(0, 22)) == at(1, 9));
    CHECK(waits_for(at(4, 22)) == at(7, 9));
    CHECK(waits_for(at(5, 12)) == at(7, 9));
    const std::int32_t holiday = calendar.holiday(0).days - monday.days;
    CHECK(holiday % 7 == 4);
    CHECK(waits_for(at(holiday, 12)) == at(holiday + 1, 9));
    CHECK(waits_for(at(holiday + 1, 12)) == at(holiday + 1, 12));
    CHECK(waits_for(at(holiday + 2, 12)) == at(holiday + 3, 9));
}

TEST_CASE("what is watched falls due once, unless it is settled or put off", "[replay][simulation]") {
    SimulatedAgenda agenda;
    SimulationLedger ledger;
    const auto watch = [&](std::uint32_t task, WorkTime due) { agenda.watch({TaskId{task}.entity()}, due, MarkTaskOverdue{TaskId{task}}); };
    watch(1, 10), watch(2, 20), watch(3, 30);
    watch(3, 40);  // put off
    agenda.settle({TaskId{1}.entity()});
    std::vector<WorkTime> asked;
    while (const auto due = agenda.next_due()) {
        agenda.ask_next(ledger, Time{*due});
        for (; !ledger.empty(); asked.push_back(ledger.take().submission.envelope.recorded_at.us)) {
        }
    }
    CHECK(asked == std::vector<WorkTime>{20, 40});
}

}  // namespace foxtrail::simulation_calendar_test
