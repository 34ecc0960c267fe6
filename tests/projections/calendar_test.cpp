// Appointments by day, at any instant: where they stood, who came, what fell together, how often they were moved.
#include "commands/appointment.hpp"
#include "commands/working_calendar.hpp"
#include "projections/work/calendar.hpp"
#include "tests/commands/buying_scenario.hpp"
#include "tests/projections/answering.hpp"

namespace foxtrail::calendar_test {
using namespace buying_tests;

namespace {

constexpr EmployeeId boss{1}, seller{2};
constexpr AppointmentId first{1}, second{2};

// Begins on Wednesday the 4th of February 2026, 17:00 in Shanghai.
struct Meetings : Answering<BuyingScenario> {
    Meetings() { given(role(wang, BuyingRole::decision_maker)), begun = now; }
    Time in(int hours) const { return {begun.us + hours * 3'600 * us_per_second}; }
    ScheduleAppointment visit(int from, int to) const {
        return {"visit Acme", the_deal.entity(),         in(from), in(to), "their office",
                {seller},     {{wang, ContactRoleId{1}}}};
    }
    json::object week(Parameters parameters = {}, Instant instant = {}) {
        parameters.insert(parameters.end(), {{"from", "2026-02-02"}, {"to", "2026-02-08"}});
        return ask(calendar, std::move(parameters), instant);
    }
    // "2026-02-04 apt-1" for each appointment.
    std::vector<std::string> ids(Parameters parameters = {}, Instant instant = {}) {
        std::vector<std::string> found;
        const auto answer = week(std::move(parameters), instant);
        for (const auto& day : answer.at("days").as_array())
            for (const auto& appointment : day.at("appointments").as_array())
                found.push_back(std::string(day.at("day").as_string()) + ' ' +
                                std::string(appointment.at("id").as_string()));
        return found;
    }
    json::object only(Instant instant = {}) {
        return week({}, instant).at("days").at(0).at("appointments").at(0).as_object();
    }
    Time begun;
};
using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE_METHOD(Meetings, "an appointment stands on the day it begins on in the company's time zone of the instant",
                 "[projections][calendar]") {
    given(visit(1, 2)).given(visit(8, 9));
    const Time before = now;
    CHECK(ids() == Ids{"2026-02-04 apt-1", "2026-02-05 apt-2"});
    CHECK(week().at("time_zone") == "Asia/Shanghai");
    given(SetWorkingCalendar{"Europe/London", {Weekday::wednesday}, {{{9 * 60}, {17 * 60}}}});
    CHECK(ids() == Ids{"2026-02-04 apt-1", "2026-02-04 apt-2"});
    CHECK(week().at("summary").at("working_days") == 1);
    CHECK(ids({}, {.valid_at = before}) == Ids{"2026-02-04 apt-1", "2026-02-05 apt-2"});
}

TEST_CASE_METHOD(Meetings, "an appointment tells who comes, in which role, where and about what",
                 "[projections][calendar]") {
    given(visit(1, 2));
    const auto meeting = only();
    CHECK(meeting.at("title") == "visit Acme");
    CHECK(meeting.at("place") == "their office");
    CHECK(meeting.at("subject") == "opp-1");
    CHECK(meeting.at("state") == "scheduled");
    CHECK(meeting.at("begins") == json::value(to_text(in(1))));
    CHECK(meeting.at("ends") == json::value(to_text(in(2))));
    CHECK(meeting.at("employees").at(0).at("name") == "Chen Jie");
    CHECK(meeting.at("contacts").at(0).at("id") == "con-1");
    CHECK(meeting.at("contacts").at(0).at("role") == "decision_maker");
    CHECK(meeting.at("outcome").is_null());
}

TEST_CASE_METHOD(Meetings, "a move counts from its instant on; one put right counts once and at its right time",
                 "[projections][calendar]") {
    given(visit(1, 2));
    const Time before = now;
    const auto moved = run(RescheduleAppointment{first, in(5), in(6)});
    const Position known = head();
    REQUIRE(run(RescheduleAppointment{first, in(7), in(8)}, "misread", {}, moved.position).verdict ==
            Verdict::recorded);
    CHECK(only().at("begins") == json::value(to_text(in(7))));
    CHECK(only().at("moves") == 1);
    CHECK(only({.as_of = known}).at("begins") == json::value(to_text(in(5))));
    CHECK(only({.as_of = known}).at("moves") == 1);
    CHECK(only({.valid_at = before}).at("begins") == json::value(to_text(in(1))));
    CHECK(only({.valid_at = before}).at("moves") == 0);
    CHECK(week().at("summary").at("moved") == 1);
    CHECK(week().at("summary").at("moves") == 1);
}

TEST_CASE_METHOD(Meetings, "a meeting held is so from when it was, whenever that was recorded",
                 "[projections][calendar]") {
    given(visit(1, 2));
    now = in(9);
    const Position known = head();
    given(HoldAppointment{first, "he wants a trial"}, in(2));
    CHECK(only().at("state") == "held");
    CHECK(only().at("outcome") == "he wants a trial");
    CHECK(only({.valid_at = in(2)}).at("state") == "held");
    CHECK(only({.valid_at = {in(2).us - 1}}).at("state") == "scheduled");
    CHECK(only({.as_of = known}).at("state") == "scheduled");
    CHECK(week().at("summary").at("held_by_role").at("decision_maker") == 1);
    CHECK(week().at("summary").at("held_by_role").at("user") == 0);
    CHECK(week({}, {.as_of = known}).at("summary").at("held_by_role").at("decision_maker") == 0);
}

TEST_CASE_METHOD(Meetings, "conflicts are those there are at the instant, told on both sides",
                 "[projections][calendar]") {
    given(visit(1, 3)).given(visit(2, 4)).given(visit(3, 4));
    const Time before = now;
    const auto conflicts = [&](Instant instant) {
        json::array all;
        const auto answer = week({}, instant);
        for (const auto& meeting : answer.at("days").at(0).at("appointments").as_array())
            all.push_back(meeting.at("conflicts"));
        return all;
    };
    CHECK(conflicts({}) == json::array{json::array{"apt-2"}, json::array{"apt-1", "apt-3"}, json::array{"apt-2"}});
    given(CancelAppointment{first});
    CHECK(conflicts({}) == json::array{json::array{}, json::array{"apt-3"}, json::array{"apt-2"}});
    CHECK(conflicts({.valid_at = before}) ==
          json::array{json::array{"apt-2"}, json::array{"apt-1", "apt-3"}, json::array{"apt-2"}});
}

TEST_CASE_METHOD(Meetings, "appointments are found by employee, contact, state, and the department attending then",
                 "[projections][calendar]") {
    auto own = visit(2, 3);
    own.employees = {boss}, own.contacts = {};
    given(visit(1, 2)).given(own).given(visit(30, 31));
    now = in(4);
    given(CancelAppointment{second})
        .given(OpenDepartment{"Technics", {}, {}, {}})
        .given(MoveEmployee{seller, DepartmentId{2}, boss});
    CHECK(ids({{"employee", "emp-2"}}) == Ids{"2026-02-04 apt-1", "2026-02-05 apt-3"});
    CHECK(ids({{"contact", "con-1"}, {"employee", "emp-1"}}).empty());
    CHECK(ids({{"contact", "con-1"}}) == Ids{"2026-02-04 apt-1", "2026-02-05 apt-3"});
    CHECK(ids({{"state", "cancelled"}}) == Ids{"2026-02-04 apt-2"});
    CHECK(ids({{"department", "dep-1"}}) == Ids{"2026-02-04 apt-1", "2026-02-04 apt-2"});
    CHECK(ids({{"department", "dep-2"}}) == Ids{"2026-02-05 apt-3"});
    CHECK(ask(calendar, {{"from", "2026-02-05"}}).at("days").as_array().size() == 1);
    CHECK(ask(calendar, {{"from", "2026-02-05"}}).at("to") == "2026-02-11");
}

TEST_CASE_METHOD(Meetings, "the days asked for tell what is worked, as it was declared by the instant",
                 "[projections][calendar]") {
    const Time before = now;
    given(DeclareHoliday{{20'489}, "half-term"}).given(DeclareWorkingDay{{20'492}, "instead"});  // Thursday, Sunday
    const auto summary = week().at("summary").as_object();
    CHECK(summary.at("working_days") == 5);
    CHECK(summary.at("holidays") == json::array{{{"day", "2026-02-05"}, {"name", "half-term"}}});
    CHECK(summary.at("worked_instead") == json::array{{{"day", "2026-02-08"}, {"name", "instead"}}});
    CHECK(ask(calendar, {{"from", "2026-02-05"}, {"to", "2026-02-05"}}).at("summary").at("working_days") == 0);
    CHECK(week({}, {.valid_at = before}).at("summary").at("holidays").as_array().empty());
}

TEST_CASE_METHOD(Meetings, "a calendar comes in pages and says what cannot be read", "[projections][calendar]") {
    given(visit(1, 2)).given(visit(3, 4)).given(visit(5, 6));
    CHECK(ids({{"limit", "2"}}) == Ids{"2026-02-04 apt-1", "2026-02-04 apt-2"});
    CHECK(week({{"limit", "2"}}).at("next") == "after=2");
    CHECK(ids({{"limit", "2"}, {"after", "2"}}) == Ids{"2026-02-04 apt-3"});
    CHECK_FALSE(week({{"limit", "2"}, {"after", "2"}}).contains("next"));
    CHECK(week({}, {.as_of = 1}).at("days").as_array().empty());
    const auto refused = [&](Parameters parameters) {
        return try_ask(calendar, std::move(parameters)).error().at(0).pointer;
    };
    CHECK(refused({{"employee", "emp-99"}}) == "employee");
    CHECK(refused({{"department", "Sales"}}) == "department");
    CHECK(refused({{"contact", "con-99"}}) == "contact");
    CHECK(refused({{"state", "postponed"}}) == "state");
    CHECK(refused({{"from", "tomorrow"}}) == "from");
    CHECK(refused({{"from", "2026-02-05"}, {"to", "2026-02-04"}}) == "to");
    CHECK(refused({{"from", "2026-01-01"}, {"to", "2027-01-02"}}) == "to");
}

}  // namespace foxtrail::calendar_test
