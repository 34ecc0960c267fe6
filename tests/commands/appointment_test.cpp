// Appointments: conflicts warn, contacts come in a role they hold, moves are counted.
#include "commands/appointment.hpp"
#include "commands/departure.hpp"
#include "tests/commands/buying_scenario.hpp"

namespace foxtrail::appointment_test {
using namespace buying_tests;

namespace {

constexpr EmployeeId boss{1}, seller{2};
constexpr AppointmentId first{1}, second{2};

struct Diary : BuyingScenario {
    Time in(int hours) const { return {now.us + hours * 3'600 * us_per_second}; }
    ScheduleAppointment visit(int from, int to) const { return {"visit Acme", the_deal.entity(), in(from), in(to), "their office", {seller}, {}}; }
};

}  // namespace

TEST_CASE_METHOD(Diary, "contacts are met in a role they hold", "[commands][appointment]") {
    given(role(wang, BuyingRole::decision_maker));
    auto meeting = visit(1, 2);
    meeting.contacts = {{wang, ContactRoleId{1}}, {zhao, std::nullopt}};
    const auto scheduled = run(meeting);
    REQUIRE(scheduled.count == 1);
    const auto* event = scheduled.events.front().as<AppointmentScheduled>();
    CHECK(event->contacts == std::vector<ExternalAttendee>{{wang, ContactRoleId{1}}, {zhao, std::nullopt}});
    CHECK(event->slot == Slot{meeting.begins, meeting.ends});
    CHECK(event->conflicts.empty());
    meeting.contacts = {{zhao, ContactRoleId{1}}};
    CHECK(refused_by(run(meeting), {"role_of_another"}));
    given(RevokeContactRole{ContactRoleId{1}});
    meeting.contacts = {{wang, ContactRoleId{1}}};
    CHECK(refused_by(run(meeting), {"role_of_another"}));
}

TEST_CASE_METHOD(Diary, "an appointment that cannot be is refused", "[commands][appointment]") {
    auto amiss = visit(-1, -2);
    amiss.title = " ";
    amiss.employees.clear();
    CHECK(refused_by(run(amiss), {"text_missing", "ends_before_it_begins", "begun_already", "attendee_missing"}));
    auto twice = visit(1, 2);
    twice.employees = {seller, seller};
    twice.contacts = {{wang, std::nullopt}, {wang, std::nullopt}};
    CHECK(refused_by(run(twice), {"attendee_missing", "attendee_missing"}));
    given(OpenDepartment{"Service", {}, {}, {}}).given(HireEmployee{"Gone", DepartmentId{1}, {}, {}}).given(DepartEmployee{EmployeeId{3}, {}});
    auto gone = visit(1, 2);
    gone.employees = {EmployeeId{3}};
    CHECK(refused_by(run(gone), {"employee_departed"}));
}

TEST_CASE_METHOD(Diary, "two appointments at a time are a warning", "[commands][appointment]") {
    given(visit(1, 3));
    auto overlapping = visit(2, 4);
    overlapping.employees = {boss, seller};
    CHECK(run(overlapping).events.front().as<AppointmentScheduled>()->conflicts == std::vector{first});
    auto alone = visit(2, 4);
    alone.employees = {boss};
    CHECK(run(alone).events.front().as<AppointmentScheduled>()->conflicts == std::vector{second});
    const auto clear = run(RescheduleAppointment{second, in(10), in(11)});
    CHECK(clear.events.front().as<AppointmentRescheduled>()->conflicts.empty());
    CHECK(run(visit(3, 4)).events.front().as<AppointmentScheduled>()->conflicts.empty());  // it begins when the first ends
    given(CancelAppointment{first});
    CHECK(run(visit(1, 2)).events.front().as<AppointmentScheduled>()->conflicts.empty());
}

TEST_CASE_METHOD(Diary, "every move of an appointment is counted and needs a reason", "[commands][appointment]") {
    given(visit(1, 2));
    const Time begins = in(5), ends = in(6);
    CHECK(refused_by(run(RescheduleAppointment{first, begins, ends}, ""), {"reason_missing"}));
    CHECK(run(RescheduleAppointment{first, begins, ends}).events.front().as<AppointmentRescheduled>()->moves == 1);
    CHECK(run(RescheduleAppointment{first, begins, ends}, "").verdict == Verdict::already_so);
    CHECK(run(RescheduleAppointment{first, in(7), in(8)}).events.front().as<AppointmentRescheduled>()->moves == 2);
    CHECK(refused_by(run(RescheduleAppointment{first, in(8), in(7)}), {"ends_before_it_begins"}));
    CHECK(refused_by(run(CancelAppointment{first}, ""), {"reason_missing"}));
    given(CancelAppointment{first});
    CHECK(run(CancelAppointment{first}, "").verdict == Verdict::already_so);
    CHECK(refused_by(run(RescheduleAppointment{first, in(7), in(8)}), {"not_open"}));
}

TEST_CASE_METHOD(Diary, "an appointment is held once it has begun", "[commands][appointment]") {
    auto meeting = visit(1, 2);
    meeting.contacts = {{wang, std::nullopt}};
    given(meeting);
    CHECK(refused_by(run(HoldAppointment{first, " "}), {"not_begun", "text_missing"}));
    now.us += 3 * 3'600 * us_per_second;
    const auto held = run(HoldAppointment{first, "he wants a trial"});
    REQUIRE(held.count == 1);
    CHECK(held.events.front().as<AppointmentHeld>()->contacts.front().contact == wang);
    CHECK(run(HoldAppointment{first, "he wants a trial"}).verdict == Verdict::already_so);
    CHECK(refused_by(run(CancelAppointment{first}), {"not_open"}));
}

TEST_CASE_METHOD(Diary, "who takes over work attends in the other's place", "[commands][appointment]") {
    auto both = visit(100, 101);
    both.employees = {seller, boss};
    given(visit(100, 101)).given(both);
    given_as(boss, DepartEmployee{seller, boss});
    const auto conflict = run([&] { auto own = visit(100, 101); own.employees = {boss}; return own; }());
    CHECK(conflict.events.front().as<AppointmentScheduled>()->conflicts == std::vector{first, second});
}

}  // namespace foxtrail::appointment_test
