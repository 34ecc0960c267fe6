// Urging: only open work, not too often, answered by whoever has it, and the manager hears of it when it stays unanswered.
#include "commands/assistance.hpp"
#include "commands/handover.hpp"
#include "commands/task.hpp"
#include "commands/urge.hpp"
#include "commands/work_item.hpp"
#include "tests/commands/department_scenario.hpp"

namespace foxtrail::urge_test {
using namespace department_tests;

namespace {

constexpr TaskId the_task{1};
constexpr UrgeId first_urge{1}, second_urge{2};

// The engineer has a task about the deal. It is Monday, 17:00 in Shanghai.
struct Waiting : Departments {
    Waiting() { given(OpenTask{the_deal.entity(), engineer, "size the pump", {now.us + 30 * us_per_day}}); }
    static SendUrge urge(std::string text = "the customer waits") { return {the_task.entity(), std::move(text)}; }
};

}  // namespace

TEST_CASE_METHOD(Waiting, "an urge goes to whoever has the item and has working hours to be answered", "[commands][urge]") {
    const Time sent{now.us + us_per_second};
    const auto urged = first<UrgeSent>(as(seller, urge()));
    const auto expected = UrgeSent{first_urge, the_task.entity(), seller, engineer, technical, "the customer waits", 1, {}, {sent.us + us_per_day}};
    CHECK(urged == expected);
    CHECK(refused_by(as_system(urge(" ")), {"actor_missing", "text_missing"}));
    CHECK(refused_by(as(engineer, urge()), {"own_work"}));
    CHECK(refused_by(as(seller, SendUrge{CustomerId{1}.entity(), "go on"}), {"not_urgeable"}));
}

TEST_CASE_METHOD(Waiting, "everything open that somebody has can be urged, and nothing closed", "[commands][urge]") {
    const Time due{now.us + 30 * us_per_day};
    CHECK(first<UrgeSent>(as(engineer, SendUrge{the_deal.entity(), "go on"})).to == seller);
    CHECK(records(seller, ProposeHandover{seller, sales_head, {}, false, "", {}}));
    CHECK(first<UrgeSent>(as(seller, SendUrge{HandoverId{1}.entity(), "go on"})).to == sales_head);
    CHECK(records(seller, RequestAssistance{the_deal.entity(), technical, "engineer", "look", due}));
    CHECK(first<UrgeSent>(as(sales_head, SendUrge{AssistanceId{1}.entity(), "go on"})).to == technical_head);
    CHECK(refused_by(as(technical_head, SendUrge{AssistanceId{1}.entity(), "go on"}), {"own_work"}));
    CHECK(records(engineer, AcceptAssistance{AssistanceId{1}}));
    CHECK(first<UrgeSent>(as(seller, SendUrge{AssistanceId{1}.entity(), "go on"})).to == engineer);
    CHECK(records(seller, OpenWorkItem{the_deal.entity(), service, "survey the site"}));
    CHECK(first<UrgeSent>(as(engineer, SendUrge{WorkItemId{1}.entity(), "go on"})).to == fitter);
    given(OpenDepartment{"Nobody's", RegionId{1}, {}, {}});
    CHECK(records(seller, OpenWorkItem{the_deal.entity(), DepartmentId{4}, "survey the site"}));
    CHECK(refused_by(as(engineer, SendUrge{WorkItemId{2}.entity(), "go on"}), {"nobody_has_it"}));
    CHECK(records(fitter, AcceptWorkItem{WorkItemId{1}}));
    CHECK(first<UrgeSent>(as(seller, SendUrge{WorkItemId{1}.entity(), "go on"})).to == fitter);
    CHECK(records(engineer, CompleteTask{the_task, "sized"}));
    CHECK(refused_by(as(seller, urge()), {"not_open"}));
    given(Win{the_deal, cny("900.00")});
    CHECK(refused_by(as(fitter, SendUrge{the_deal.entity(), "go on"}), {"not_open"}));
}

TEST_CASE_METHOD(Waiting, "the same person urges the same item again after working hours only", "[commands][urge]") {
    CHECK(records(seller, urge()));
    CHECK(refused_by(as(seller, urge()), {"urged_lately"}));
    CHECK(first<UrgeSent>(as(sales_head, urge())).nth == 2);
    now.us += 15 * 3'600 * us_per_second;  // Tuesday 08:00: one working hour has passed
    CHECK(refused_by(as(seller, urge()), {"urged_lately"}));
    now.us += 5 * 3'600 * us_per_second;  // Tuesday 13:00: four have
    const auto again = first<UrgeSent>(as(seller, urge()));
    CHECK(again.nth == 3);
    CHECK(again.follows == first_urge);
    given_as(EmployeeId{1}, ChangeStandingRule{RuleCode::R9, true, {{"urge_interval_working_hours", 0}}});
    CHECK(first<UrgeSent>(as(seller, urge())).follows == UrgeId{3});
}

TEST_CASE_METHOD(Waiting, "from the third urge on the manager is told, once while it is open", "[commands][urge]") {
    given_as(EmployeeId{1}, ChangeStandingRule{RuleCode::R9, true, {{"urge_interval_working_hours", 0}}});
    CHECK(told(as(seller, urge())).empty());
    CHECK(told(as(sales_head, urge())).empty());
    CHECK(told(as(seller, urge())) == std::vector{technical_head});
    CHECK(told(as(seller, urge())).empty());
}

TEST_CASE_METHOD(Waiting, "only the one urged answers, or who has the item since", "[commands][urge]") {
    CHECK(records(seller, urge()));
    CHECK(refused_by(as(seller, AcknowledgeUrge{first_urge, "soon"}), {"not_urged"}));
    CHECK(refused_by(as_system(AcknowledgeUrge{first_urge, "soon"}), {"not_urged"}));
    REQUIRE(records(technical_head, ReassignTask{the_task, technical_head}));
    const auto answered = first<UrgeAcknowledged>(as(technical_head, AcknowledgeUrge{first_urge, "tomorrow"}));
    CHECK(answered == UrgeAcknowledged{first_urge, the_task.entity(), technical_head, "tomorrow"});
    CHECK(already_so(engineer, AcknowledgeUrge{first_urge, "soon"}));
    now.us += 3 * us_per_day;
    CHECK(as_system(EscalateUrge{first_urge}).verdict == Verdict::already_so);
}

TEST_CASE_METHOD(Waiting, "an urge nobody answers goes to the manager of who has the item", "[commands][urge]") {
    CHECK(records(seller, urge()));
    CHECK(refused_by(as(seller, EscalateUrge{first_urge}), {"system_only", "not_yet_due"}));
    now.us += 23 * 3'600 * us_per_second;
    CHECK(refused_by(as_system(EscalateUrge{first_urge}), {"not_yet_due"}));
    now.us += 3'600 * us_per_second;
    const auto escalated = as_system(EscalateUrge{first_urge});
    CHECK(first<UrgeEscalated>(escalated) == UrgeEscalated{first_urge, the_task.entity(), engineer, technical_head});
    CHECK(told(escalated) == std::vector{technical_head});
    CHECK(as_system(EscalateUrge{first_urge}).verdict == Verdict::already_so);
    CHECK(records(engineer, AcknowledgeUrge{first_urge, "late, I know"}));
}

TEST_CASE_METHOD(Waiting, "who urges again is not answered later for it", "[commands][urge]") {
    const auto before = first<UrgeSent>(as(seller, urge()));
    now.us += 20 * 3'600 * us_per_second;
    CHECK(first<UrgeSent>(as(seller, urge())).answer_by == before.answer_by);
    CHECK(refused_by(as(engineer, AcknowledgeUrge{first_urge, "soon"}), {"urged_again"}));
    now.us += 4 * 3'600 * us_per_second;
    CHECK(as_system(EscalateUrge{first_urge}).verdict == Verdict::already_so);
    CHECK(as_system(EscalateUrge{second_urge}).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(Waiting, "an urge on work done meanwhile goes to nobody; one without a manager above is refused", "[commands][urge]") {
    CHECK(records(seller, urge()));
    given(OpenTask{the_deal.entity(), technical_head, "approve", {now.us + 30 * us_per_day}});
    CHECK(records(seller, SendUrge{TaskId{2}.entity(), "please"}));
    CHECK(records(engineer, CompleteTask{the_task, "sized"}));
    now.us += 3 * us_per_day;
    CHECK(as_system(EscalateUrge{first_urge}).verdict == Verdict::already_so);
    CHECK(refused_by(as_system(EscalateUrge{second_urge}), {"nobody_above"}));
}

TEST_CASE_METHOD(Waiting, "who leads a department may work elsewhere; one without people is led by whoever leads the one above", "[commands][urge]") {
    const Time due{now.us + 30 * us_per_day};
    given(MoveEmployee{technical_head, sales, {}}).given(OpenDepartment{"Laboratory", RegionId{1}, Ref(technical), {}});
    CHECK(records(seller, RequestAssistance{the_deal.entity(), technical, "engineer", "look", due}));
    CHECK(first<UrgeSent>(as(seller, SendUrge{AssistanceId{1}.entity(), "go on"})).to == technical_head);
    CHECK(records(seller, RequestAssistance{the_deal.entity(), DepartmentId{4}, "chemist", "look", due}));
    CHECK(first<UrgeSent>(as(seller, SendUrge{AssistanceId{2}.entity(), "go on"})).to == technical_head);
}

TEST_CASE_METHOD(Waiting, "an urge of what was returned to who urged it waits for nobody", "[commands][urge]") {
    CHECK(records(seller, OpenWorkItem{the_deal.entity(), service, "survey the site"}));
    CHECK(records(seller, SendUrge{WorkItemId{1}.entity(), "go on"}));
    CHECK(records(fitter, ReturnWorkItem{WorkItemId{1}, "no address"}));
    CHECK(refused_by(as(seller, AcknowledgeUrge{first_urge, "yes"}), {"not_urged"}));
    now.us += 5 * us_per_day;
    CHECK(as_system(EscalateUrge{first_urge}).verdict == Verdict::already_so);
}

}  // namespace foxtrail::urge_test
