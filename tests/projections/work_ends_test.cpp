// What is still to be done of what people were told, as boards and queues say it at any instant.
#include "commands/alert.hpp"
#include "commands/assignment.hpp"
#include "commands/assistance.hpp"
#include "commands/concern.hpp"
#include "commands/contact_move.hpp"
#include "commands/handover.hpp"
#include "commands/outcome.hpp"
#include "commands/task.hpp"
#include "commands/urge.hpp"
#include "projections/customers/coverage.hpp"
#include "projections/people/handovers.hpp"
#include "projections/work/urge_log.hpp"
#include "projections/work/work_board.hpp"
#include "tests/commands/buying_scenario.hpp"
#include "tests/projections/answering.hpp"

namespace foxtrail::work_ends_test {
using namespace buying_tests;

namespace {

constexpr EmployeeId boss{1}, owner{2}, next{3};

struct Told : Answering<BuyingScenario> {
    Told() {
        given(HireEmployee{"Wu Na", DepartmentId{1}, boss, {}}).given(role(wang, BuyingRole::decision_maker));
        given(ReportContactMove{wang, Stated<Ref<CustomerId>>(), {}, {}, "his mail came back"});
    }
    std::int64_t count(Parameters asked, Instant instant = {}) { return ask(work, std::move(asked), instant).at("count").to_number<std::int64_t>(); }
    std::int64_t alerts(std::string employee, Instant instant = {}) { return count({{"kind", "alr"}, {"owner", std::move(employee)}}, instant); }
};

}  // namespace

TEST_CASE_METHOD(Told, "alerts and tasks of rules are no longer to be done when their deal is closed", "[projections][work]") {
    const auto mine = alerts("emp-2");
    CHECK(mine == 2);  // R1 and R2
    CHECK(count({{"kind", "tsk"}}) == 1);
    const Position before = head();
    given(Lose{the_deal, "price", {}});
    CHECK(alerts("emp-2") + alerts("emp-1") == 0);
    CHECK(count({{"kind", "tsk"}}) == 0);
    CHECK(count({{"kind", "alr"}, {"state", "any"}, {"owner", "emp-2"}}) == mine);
    CHECK(alerts("emp-2", {.as_of = before}) == mine);
    given(Reopen{the_deal});
    CHECK(alerts("emp-2") == mine);
}

TEST_CASE_METHOD(Told, "an alert about a task ends with it, one about an answered handover does not", "[projections][work]") {
    now.us += 3 * us_per_day;
    given(MarkTaskOverdue{TaskId{1}});
    CHECK(count({{"kind", "alr"}, {"rule", "R3"}}) == 1);
    given_as(owner, CompleteTask{TaskId{1}, "met her"});
    CHECK(count({{"kind", "alr"}, {"rule", "R3"}}) == 0);
    given_as(owner, ProposeHandover{owner, next, {}, false, "", {}}).given_as(next, RejectHandover{HandoverId{1}, "no time"});
    CHECK(count({{"kind", "alr"}, {"rule", "R6"}}) == 2);
}

TEST_CASE_METHOD(Told, "the next owner of a deal has its alerts, as if he were told now", "[projections][work]") {
    given_as(owner, AcknowledgeAlert{AlertId{1}});
    const Position before = head();
    given_as(owner, ProposeHandover{owner, next, {}, false, "", {}}).given_as(next, AcceptHandover{HandoverId{1}, {}});
    CHECK(alerts("emp-2") == 0);
    CHECK(alerts("emp-2", {.as_of = before}) == 2);
    const auto items = ask(work, {{"kind", "alr"}, {"owner", "emp-3"}}).at("items").as_array();
    REQUIRE(items.size() == 2);
    CHECK(items.at(0).at("state") == "open");
    CHECK(items.at(0).at("answered_at").is_null());
    CHECK(std::string(items.at(0).at("told_at").as_string()) == to_text(now));
}

TEST_CASE_METHOD(Told, "help that was promised is overdue when its day is past", "[projections][work]") {
    given_as(owner, RequestAssistance{the_deal.entity(), DepartmentId{1}, "engineer", "size the pump", {now.us + 10 * us_per_day}});
    given_as(next, AcceptAssistance{AssistanceId{1}});
    now.us += 9 * us_per_day;
    CHECK(count({{"kind", "ast"}, {"overdue", "true"}}) == 0);
    now.us += 2 * us_per_day;
    CHECK(count({{"kind", "ast"}, {"overdue", "true"}, {"owner", "emp-3"}}) == 1);
}

TEST_CASE_METHOD(Told, "help delivered late was delivered; told of late, it was delivered when it was", "[projections][work]") {
    const Time due{now.us + 10 * us_per_day};
    for (const auto* what : {"size the pump", "draw it"}) given_as(owner, RequestAssistance{the_deal.entity(), DepartmentId{1}, "engineer", what, due});
    given_as(next, AcceptAssistance{AssistanceId{1}}).given_as(next, AcceptAssistance{AssistanceId{2}});
    now = {due.us + us_per_day};
    given_as(boss, SendUrge{AssistanceId{1}.entity(), "the customer waits"});
    for (const AssistanceId each : {AssistanceId{1}, AssistanceId{2}}) given(ExpireAssistance{each});
    CHECK(ask(urges, {{"state", "lapsed"}}).at("urges").as_array().size() == 1);
    const Position known = head();
    const auto of_state = [&](const char* state, Instant instant = {}) { return count({{"kind", "ast"}, {"state", state}}, instant); };
    CHECK(of_state("expired") == 2);
    now.us += us_per_day;
    given_as(next, DeliverAssistance{AssistanceId{1}, "40 kW"});
    REQUIRE(as(next, DeliverAssistance{AssistanceId{2}, "drawn"}, "forgot to say so", Time{due.us - us_per_day}).verdict == Verdict::recorded);
    CHECK(of_state("done") == 2);
    CHECK(ask(urges, {{"state", "answered"}}).at("urges").as_array().size() == 1);
    CHECK(ask(urges, {{"state", "lapsed"}}).at("urges").as_array().empty());
    CHECK(of_state("expired") == 0);
    CHECK(of_state("expired", {.as_of = known}) == 2);
    CHECK(of_state("done", {.valid_at = due}) == 1);  // the second, before the day was over
    CHECK(of_state("expired", {.valid_at = {now.us - us_per_day}}) == 1);  // the second never was
}

TEST_CASE_METHOD(Told, "an urge goes with what it is about", "[projections][work]") {
    given_as(boss, OpenTask{the_deal.entity(), owner, "write the minutes", {now.us + us_per_day}}).given_as(boss, SendUrge{TaskId{2}.entity(), "the customer waits"});
    given_as(boss, ReassignTask{TaskId{2}, next});
    CHECK(count({{"kind", "urg"}, {"owner", "emp-3"}}) == 1);
    for (const auto* either : {"emp-2", "emp-3"}) {
        const auto urged = ask(urges, {{"to", either}}).at("urges").as_array();
        REQUIRE(urged.size() == 1);
        CHECK(urged[0].at("to").at("id") == "emp-2");
        CHECK(urged[0].at("asked_now").at("id") == "emp-3");
    }
    CHECK(ask(urges, {{"to", "emp-1"}}).at("urges").as_array().empty());
    given_as(next, ProposeHandover{next, owner, {TaskId{2}.entity()}, false, "", {}}).given_as(owner, AcceptHandover{HandoverId{1}, {}});
    CHECK(count({{"kind", "urg"}, {"owner", "emp-2"}}) == 1);
}

TEST_CASE_METHOD(Told, "an urge of what waits in a department goes to who takes it on", "[projections][work]") {
    given_as(owner, RequestAssistance{the_deal.entity(), DepartmentId{1}, "engineer", "size the pump", {now.us + 10 * us_per_day}});
    given_as(owner, SendUrge{AssistanceId{1}.entity(), "the customer waits"});
    CHECK(count({{"kind", "urg"}, {"owner", "emp-1"}}) == 1);  // who leads the department
    given_as(next, AcceptAssistance{AssistanceId{1}});
    CHECK(count({{"kind", "urg"}, {"owner", "emp-1"}}) == 0);
    CHECK(count({{"kind", "urg"}, {"owner", "emp-3"}}) == 1);
}

TEST_CASE_METHOD(Told, "a deal that is nobody's is in the way where it was urged", "[projections][work]") {
    given_as(boss, SendUrge{the_deal.entity(), "call them"}).given_as(boss, ReclaimOpportunity{the_deal});
    CHECK(ask(urges, {{"to", "emp-2"}}).at("urges").at(0).at("asked_now").is_null());
    given_as(next, SendUrge{the_deal.entity(), "the customer waits"});
    const auto in_the_way = ask(blockers, {{"department", "dep-1"}}).at("items").as_array();
    REQUIRE(in_the_way.size() == 1);
    CHECK(in_the_way[0].at("item") == "opp-1");
    CHECK(in_the_way[0].at("has_it").is_null());
}

TEST_CASE_METHOD(Told, "open concerns stand with their role, whoever had them, while the deal is open", "[projections][coverage]") {
    given(role(zhao, BuyingRole::user)).given(RecordConcern{ContactRoleId{2}, ConcernKind::work_to_be_done, "the standard of the works"}).given(RevokeContactRole{ContactRoleId{2}});
    const auto concerns = [&](Instant instant = {}) {
        json::array open;
        const auto answer = ask(coverage, {{"id", "opp-1"}}, instant);
        for (const auto& role : answer.at("roles").as_array())
            if (role.at("role") == "user") open = role.at("open_concerns").as_array();
        return open;
    };
    REQUIRE(concerns().size() == 1);
    CHECK(concerns().at(0).at("text") == "the standard of the works");
    const Position before = head();
    given(Lose{the_deal, "price", {}});
    CHECK(concerns().empty());
    CHECK(concerns({.as_of = before}).size() == 1);
}

TEST_CASE_METHOD(Told, "an urge is answered by doing what was urged, and lapses with what is called off", "[projections][work]") {
    for (const auto* what : {"write the minutes", "call them"}) given_as(boss, OpenTask{the_deal.entity(), owner, what, {now.us + us_per_day}});
    given_as(boss, SendUrge{TaskId{2}.entity(), "now"}).given_as(boss, SendUrge{TaskId{3}.entity(), "now"});
    given_as(owner, CompleteTask{TaskId{2}, "sent"}).given_as(boss, CancelTask{TaskId{3}});
    CHECK(count({{"kind", "urg"}}) == 0);
    CHECK(ask(urges, {{"state", "answered"}}).at("urges").as_array().size() == 1);
    CHECK(ask(urges, {{"state", "lapsed"}}).at("urges").as_array().size() == 1);
}

TEST_CASE_METHOD(Told, "an alert that has ended by itself is on no board any more, once it would have been told higher", "[projections][work]") {
    CHECK(alerts("emp-2") == 2);
    given(NameSuccessor{wang, zhao, {}});
    const Position before = head();
    now.us += 3 * us_per_day;
    const auto open = alerts("emp-2");
    for (std::uint32_t id = 1; id <= 4; ++id) run(EscalateAlert{AlertId{id}});
    CHECK(alerts("emp-2") == open - 1);  // that nobody decides
    CHECK(alerts("emp-2", {.as_of = before}) == open);
}

TEST_CASE_METHOD(Told, "a handover that was taken back waits for nobody", "[projections][handover]") {
    given_as(owner, ProposeHandover{owner, next, {}, false, "", {}});
    CHECK(count({{"kind", "hnd"}, {"owner", "emp-3"}}) == 1);
    given_as(owner, WithdrawHandover{HandoverId{1}, "kept"});
    CHECK(count({{"kind", "hnd"}, {"owner", "emp-3"}}) == 0);
    CHECK(ask(handovers, {{"state", "withdrawn"}}).at("handovers").as_array().size() == 1);
}

}  // namespace foxtrail::work_ends_test
