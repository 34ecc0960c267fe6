// Asking another department for help: who may answer, who is told when nobody does, on whom it rests.
#include "commands/assistance.hpp"
#include "commands/departure.hpp"
#include "commands/handover.hpp"
#include "tests/commands/department_scenario.hpp"

namespace foxtrail::assistance_test {
using namespace department_tests;

namespace {

constexpr AssistanceId request{1};

struct Asked : Departments {
    Asked() { REQUIRE(records(seller, question())); }
    RequestAssistance question() const { return {the_deal.entity(), technical, "pump engineer", "size the pump", due}; }
    const Time due{now.us + 7 * us_per_day};
};

}  // namespace

TEST_CASE_METHOD(Departments, "a request states object, role, text and due date, and has working hours to be answered", "[commands][assistance]") {
    // Monday 17:00 in Shanghai: eight working hours later it is Tuesday 17:00.
    const Time due{now.us + 7 * us_per_day};
    const auto asked = first<AssistanceRequested>(as(seller, RequestAssistance{the_deal.entity(), technical, "pump engineer", "size the pump", due}));
    const auto expected =
        AssistanceRequested{request, the_deal.entity(), seller, sales, technical, "pump engineer", "size the pump", tomorrow(), due};
    CHECK(asked == expected);
    const Time soon{now.us + 3'600 * us_per_second};
    CHECK(first<AssistanceRequested>(as(seller, RequestAssistance{CustomerId{1}.entity(), technical, "engineer", "look", soon})).answer_by == soon);
    CHECK(refused_by(as_system(RequestAssistance{the_deal.entity(), technical, " ", "", yesterday()}),
                     {"actor_missing", "text_missing", "text_missing", "due_too_early"}));
}

TEST_CASE_METHOD(Asked, "somebody of the department asked takes the request on, once", "[commands][assistance]") {
    CHECK(refused_by(as(seller, AcceptAssistance{request}), {"not_of_department"}));
    CHECK(refused_by(as_system(AcceptAssistance{request}), {"actor_missing"}));
    CHECK(refused_by(as(engineer, AcceptAssistance{request}, "because", yesterday()), {"dated_before_last_change"}));
    CHECK(first<AssistanceAccepted>(as(engineer, AcceptAssistance{request})) == AssistanceAccepted{request, the_deal.entity(), technical, engineer, due});
    CHECK(already_so(engineer, AcceptAssistance{request}));
    CHECK(refused_by(as(technical_head, AcceptAssistance{request}), {"taken_already"}));
    CHECK(refused_by(as(technical_head, DeclineAssistance{request, "no time"}), {"taken_already"}));
}

TEST_CASE_METHOD(Asked, "declining needs a reason and closes the request", "[commands][assistance]") {
    CHECK(refused_by(as(seller, DeclineAssistance{request, " "}), {"not_of_department", "why_missing"}));
    const auto declined = first<AssistanceDeclined>(as(technical_head, DeclineAssistance{request, "no pumps here"}));
    CHECK(declined == AssistanceDeclined{request, the_deal.entity(), technical, technical_head, "no pumps here"});
    CHECK(already_so(technical_head, DeclineAssistance{request, "no pumps here"}));
    CHECK(refused_by(as(engineer, AcceptAssistance{request}), {"not_open"}));
    now = tomorrow();
    CHECK(as_system(ExpireAssistance{request}).verdict == Verdict::already_so);
}

TEST_CASE_METHOD(Asked, "only who took the request on delivers it", "[commands][assistance]") {
    CHECK(refused_by(as(engineer, DeliverAssistance{request, "sized"}), {"not_assignee"}));
    CHECK(records(engineer, AcceptAssistance{request}));
    CHECK(refused_by(as(technical_head, DeliverAssistance{request, ""}), {"not_assignee", "text_missing"}));
    const auto delivered = first<AssistanceDelivered>(as(engineer, DeliverAssistance{request, "40 kW"}));
    CHECK(delivered == AssistanceDelivered{request, the_deal.entity(), technical, engineer, "40 kW"});
    CHECK(already_so(engineer, DeliverAssistance{request, "40 kW"}));
    CHECK(refused_by(as(engineer, AcceptAssistance{request}), {"not_open"}));
}

TEST_CASE_METHOD(Asked, "a request nobody answers expires, and the requester, his manager and the head of the department asked are told", "[commands][assistance]") {
    CHECK(refused_by(as(engineer, ExpireAssistance{request}), {"system_only", "not_yet_due"}));
    CHECK(refused_by(as_system(ExpireAssistance{request}), {"not_yet_due"}));
    now = tomorrow();
    const auto expired = as_system(ExpireAssistance{request});
    CHECK_FALSE(first<AssistanceExpired>(expired).assignee);
    CHECK(told(expired) == std::vector{seller, sales_head, technical_head});
    CHECK(as_system(ExpireAssistance{request}).verdict == Verdict::already_so);
    CHECK(refused_by(as(engineer, AcceptAssistance{request}), {"not_open"}));
}

TEST_CASE_METHOD(Asked, "the head of a department is who leads it now", "[commands][assistance]") {
    given(HireEmployee{"Gao Yu", technical, sales_head, {}}).given(ChangeReportingLine{technical_head, EmployeeId{6}});
    given(DepartEmployee{EmployeeId{6}, {}});  // who reports to somebody who has gone leads it
    now = tomorrow();
    CHECK(told(as_system(ExpireAssistance{request})) == std::vector{seller, sales_head, technical_head});
}

TEST_CASE_METHOD(Asked, "a request taken on expires when it is due, and the assignee's manager is told", "[commands][assistance]") {
    CHECK(records(engineer, AcceptAssistance{request}));
    now = tomorrow();
    CHECK(refused_by(as_system(ExpireAssistance{request}), {"not_yet_due"}));
    now.us += 7 * us_per_day;
    const auto expired = as_system(ExpireAssistance{request});
    CHECK(first<AssistanceExpired>(expired).assignee == engineer);
    CHECK(told(expired) == std::vector{seller, technical_head});
    CHECK(refused_by(as(technical_head, DeliverAssistance{request, "late"}), {"not_assignee"}));
    CHECK(first<AssistanceDelivered>(as(engineer, DeliverAssistance{request, "late"})) == AssistanceDelivered{request, the_deal.entity(), technical, engineer, "late"});
    now.us += 2 * us_per_day;
    CHECK(lapses(as_system(EscalateAlert{AlertId{1}})));  // it is there
}

TEST_CASE_METHOD(Asked, "help given in time is told of when its day is over, for a reason; what nobody took on is asked for anew", "[commands][assistance]") {
    CHECK(records(engineer, AcceptAssistance{request}));
    const Time accepted = now;
    now = {due.us + us_per_day};
    REQUIRE(as_system(ExpireAssistance{request}).verdict == Verdict::recorded);
    const Time in_time{due.us - us_per_day};
    CHECK(refused_by(as(engineer, DeliverAssistance{request, "sized"}, "", in_time), {"reason_missing"}));
    CHECK(refused_by(as(engineer, DeliverAssistance{request, "sized"}, "r", Time{accepted.us - us_per_day}), {"dated_before_last_change"}));
    CHECK(as(engineer, DeliverAssistance{request, "sized"}, "forgot to say so", in_time).verdict == Verdict::recorded);

    CHECK(records(seller, RequestAssistance{the_deal.entity(), technical, "engineer", "again", {now.us + us_per_day}}));
    now.us += 2 * us_per_day;
    REQUIRE(as_system(ExpireAssistance{AssistanceId{2}}).verdict == Verdict::recorded);
    CHECK(refused_by(as(engineer, DeliverAssistance{AssistanceId{2}, "sized"}), {"not_open", "not_assignee"}));
}

TEST_CASE_METHOD(Asked, "a request taken on keeps its assignee from departing until it is handed over", "[commands][assistance]") {
    CHECK(records(engineer, AcceptAssistance{request}));
    CHECK(refused_by(as_system(DepartEmployee{engineer, {}}), {"items_open"}));
    CHECK(records(engineer, ProposeHandover{engineer, technical_head, {}, true, "leaving", {}}));
    CHECK(records(technical_head, AcceptHandover{HandoverId{1}, {}}));
    CHECK(records(EmployeeId{}, DepartEmployee{engineer, {}}));
    CHECK(refused_by(as(engineer, DeliverAssistance{request, "sized"}), {"actor_departed"}));
    CHECK(records(technical_head, DeliverAssistance{request, "sized"}));
}

TEST_CASE_METHOD(Departments, "help about another request or an employee changes neither", "[commands][assistance]") {
    const Time due{now.us + 7 * us_per_day};
    CHECK(records(seller, RequestAssistance{the_deal.entity(), technical, "engineer", "size the pump", due}));
    CHECK(records(seller, RequestAssistance{request.entity(), service, "fitter", "help them", due}));
    CHECK(records(fitter, AcceptAssistance{AssistanceId{2}}));
    CHECK(records(fitter, DeliverAssistance{AssistanceId{2}, "done"}));
    CHECK(records(engineer, AcceptAssistance{request}));
    CHECK(records(seller, RequestAssistance{fitter.entity(), technical, "trainer", "teach him", due}));
    CHECK(records(EmployeeId{}, DepartEmployee{fitter, {}}));
}

}  // namespace foxtrail::assistance_test
