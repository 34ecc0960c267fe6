// What happens again is told again; what rules told is not told higher when it is no longer so, whatever people wrote meanwhile.
#include "commands/alert.hpp"
#include "commands/assignment.hpp"
#include "commands/committee_watch.hpp"
#include "commands/contact_move.hpp"
#include "commands/departure.hpp"
#include "commands/document.hpp"
#include "commands/effort.hpp"
#include "commands/forecast.hpp"
#include "commands/gate_document.hpp"
#include "commands/handover.hpp"
#include "commands/outcome.hpp"
#include "commands/relationship.hpp"
#include "commands/risk_flag.hpp"
#include "commands/task.hpp"
#include "commands/urge.hpp"
#include "commands/waiver.hpp"
#include "commands/work_log.hpp"
#include "commands/work_plan.hpp"
#include "tests/commands/network_scenario.hpp"

namespace foxtrail::told_again_test {
using namespace network_tests;

namespace {

struct Again : NetworkScenario {
    void days_pass(int days) { now.us += days * us_per_day; }
    // Of this rule in an outcome; the first of several.
    static Alert alert_in(const CommandOutcome& outcome, RuleCode rule) {
        for (const auto& alert : events_of<AlertRaised>(outcome))
            if (alert.rule == rule) return {alert.alert, rule, alert.subject, alert.told, alert.why, {}};
        FAIL("nobody was told by " << enum_name(rule));
        return {};
    }
    CommandOutcome escalated(const CommandOutcome& told, RuleCode rule) { return run(EscalateAlert{alert_in(told, rule).id}); }
    SendUrge urge(std::string text) const { return {the_deal.entity(), std::move(text)}; }
};

}  // namespace

TEST_CASE_METHOD(Again, "a role lost again is told again, also to who knows of the last time", "[commands][alert]") {
    given(role(wang, BuyingRole::coach));
    const auto lost = run(RevokeContactRole{ContactRoleId{1}});
    REQUIRE(told_by(lost, RuleCode::R1) == std::vector{owner, manager});
    given_as(owner, AcknowledgeAlert{alert_in(lost, RuleCode::R1).id});
    days_pass(1);
    given(role(wang, BuyingRole::coach));
    CHECK(told_by(run(RevokeContactRole{ContactRoleId{2}}), RuleCode::R1) == std::vector{owner, manager});
}

TEST_CASE_METHOD(Again, "every offer that nobody answers is told, and an offer whose deal is somebody's no longer", "[commands][assignment]") {
    const auto expires = [&](EmployeeId to) {
        given_as(manager, OfferOpportunity{the_deal, to, {}});
        days_pass(5);
        return run(ExpireOffer{the_deal});
    };
    given_as(manager, ReclaimOpportunity{the_deal});
    const auto first = expires(colleague);
    CHECK(told_by(first, RuleCode::R9) == std::vector{manager});
    CHECK(told_by(expires(colleague), RuleCode::R9) == std::vector{manager});
    given_as(manager, OfferOpportunity{the_deal, owner, {}});
    CHECK(events_of<AlertRaised>(as(owner, AcceptAssignment{the_deal})).empty());
    CHECK(lapses(escalated(first, RuleCode::R9)));
}

TEST_CASE_METHOD(Again, "a second urge that nobody answers is told too; one that was answered is told nobody higher", "[commands][urge]") {
    given_as(colleague, urge("please move"));
    days_pass(3);
    const auto first = run(EscalateUrge{UrgeId{1}});
    CHECK(told_by(first, RuleCode::R9) == std::vector{manager});
    given_as(manager, urge("the contract"));
    given_as(head, urge("mine"));
    days_pass(3);
    CHECK(told_by(run(EscalateUrge{UrgeId{3}}), RuleCode::R9) == std::vector{manager});
    given_as(owner, AcknowledgeUrge{UrgeId{1}, "tomorrow"});
    CHECK(lapses(escalated(first, RuleCode::R9)));
}

TEST_CASE_METHOD(Again, "an urge of what is done by now is told nobody higher", "[commands][urge]") {
    given_as(owner, ProposeHandover{owner, colleague, {}, false, "", {}}).given_as(owner, SendUrge{HandoverId{1}.entity(), "take it"});
    now.us += 26 * 3'600 * us_per_second;
    const auto told = run(EscalateUrge{UrgeId{1}});
    REQUIRE(told_by(told, RuleCode::R9) == std::vector{manager});
    given_as(colleague, AcceptHandover{HandoverId{1}, {}});
    days_pass(2);
    CHECK(lapses(escalated(told, RuleCode::R9)));
}

TEST_CASE_METHOD(Again, "who gets a deal that was nobody's speaks with whom the one before did, who has left", "[commands][assignment]") {
    given(role(wang, BuyingRole::coach)).given_as(manager, AssignCounterpart{ContactRoleId{1}, owner, "price"});
    given(Lose{the_deal, "price", {}}).given(DepartEmployee{owner, {}}).given(Reopen{the_deal});
    const auto assigned = as(manager, Assign{the_deal, colleague});
    CHECK(events_of<CounterpartAssigned>(assigned) == std::vector{CounterpartAssigned{ContactRoleId{1}, the_deal, Counterpart{owner, "price"}, {colleague, "price"}}});
}

TEST_CASE_METHOD(Again, "what somebody wrote ends no alert", "[commands][urge]") {
    given_as(colleague, urge("answer before the competitor does"));
    days_pass(3);
    const auto told = run(EscalateUrge{UrgeId{1}});
    days_pass(2);
    const auto higher = escalated(told, RuleCode::R9);
    CHECK(told_by(higher, RuleCode::R3) == std::vector{head});
}

TEST_CASE_METHOD(Again, "a departure on another day is another matter", "[commands][departure]") {
    const auto told = run(AnnounceDeparture{owner, in_days(20)});
    given(AnnounceDeparture{owner, in_days(25)});
    days_pass(2);
    CHECK(lapses(escalated(told, RuleCode::R6)));
}

TEST_CASE_METHOD(Again, "an item of a plan that is done is not taken for another that ends alike", "[commands][work_plan]") {
    given(DraftWorkPlan{owner, "January", in_days(0), in_days(9), {{{}, "call", in_days(0), {}}, {{}, "second call", in_days(0), {}}}}).given_as(manager, ApproveWorkPlan{WorkPlanId{1}});
    days_pass(2);
    const auto first = run(MarkPlanItemOverdue{WorkPlanId{1}, 1}), second = run(MarkPlanItemOverdue{WorkPlanId{1}, 2});
    given_as(owner, CompletePlanItem{WorkPlanId{1}, 2, "called"});
    days_pass(2);
    CHECK(lapses(escalated(second, RuleCode::R3)));
    CHECK(escalated(first, RuleCode::R3).count == 2);
}

TEST_CASE_METHOD(Again, "what is left of a handover is what still rests on the giver, and ends with him; flags go with their deal", "[commands][handover]") {
    given_as(manager, OpenTask{the_deal.entity(), owner, "write", {now.us + us_per_day}}).given_as(manager, OpenTask{the_deal.entity(), owner, "call", {now.us + us_per_day}});
    given(RaiseRiskFlag{the_deal, RiskKind::other, "late"}).given_as(owner, ProposeHandover{owner, colleague, {}, false, "", {}}).given_as(owner, CompleteTask{TaskId{1}, "sent"});
    const auto taken = as(colleague, AcceptHandover{HandoverId{1}, {the_deal.entity()}});
    CHECK(alert_in(taken, RuleCode::R6).why.ends_with("left are 1: tsk-2"));
    REQUIRE(as(manager, DepartEmployee{owner, colleague}).verdict == Verdict::recorded);
    days_pass(2);
    CHECK(lapses(escalated(taken, RuleCode::R6)));
}

TEST_CASE_METHOD(Again, "who left all to another is told of, though he has left", "[commands][departure]") {
    const auto departed = as(manager, DepartEmployee{owner, colleague});
    REQUIRE(told_by(departed, RuleCode::R6) == std::vector{colleague, manager, head});
    days_pass(2);
    CHECK(told_by(escalated(departed, RuleCode::R6), RuleCode::R3) == std::vector{manager});
}

TEST_CASE_METHOD(Again, "a confidence that has its grounds now is told nobody higher, and its flags are cleared", "[commands][forecast]") {
    SubmitForecast sure{the_deal, {95}, ForecastCategory::commit, cny("900.00"), in_days(60)};
    const auto stated = as(owner, sure);
    REQUIRE(told_by(stated, RuleCode::R4) == std::vector{manager});
    const auto flags = events_of<RiskFlagRaised>(stated).size();
    CHECK(flags == 2);
    sure.confidence = {30}, sure.category = ForecastCategory::pipeline;
    given_as(owner, sure);
    days_pass(2);
    CHECK(lapses(escalated(stated, RuleCode::R4)));
    CHECK(events_of<RiskFlagCleared>(run(WatchCommittee{the_deal})).size() == flags);
}

TEST_CASE_METHOD(Again, "a silence that ended is told again when it comes again", "[commands][watch]") {
    given(role(wang, BuyingRole::decision_maker)).given(role(wang, BuyingRole::user)).given(role(zhao, BuyingRole::technical_lead)).given(role(zhao, BuyingRole::coach));
    const auto touch = [&] { given(LogTouch{wang, the_deal, TouchDirection::two_way, "call", "spoke"}).given(LogTouch{zhao, the_deal, TouchDirection::two_way, "call", "spoke"}); };
    days_pass(15);
    const auto silent = run(WatchCommittee{the_deal});
    REQUIRE(told_by(silent, RuleCode::R4) == std::vector{owner, manager});
    touch();
    days_pass(2);
    for (const auto& alert : events_of<AlertRaised>(silent)) CHECK(lapses(run(EscalateAlert{alert.alert})));
    days_pass(20);
    CHECK(told_by(run(WatchCommittee{the_deal}), RuleCode::R4).size() >= 2);
}

TEST_CASE_METHOD(Again, "what was said of one who has left since is told nobody higher", "[commands][departure]") {
    const auto idle = run(RaiseAlert{RuleCode::R6, owner.entity(), {manager}, "emp-2 has recorded nothing since Monday"});
    REQUIRE(as(manager, DepartEmployee{owner, colleague}).verdict == Verdict::recorded);
    days_pass(2);
    CHECK(lapses(escalated(idle, RuleCode::R6)));
}

TEST_CASE_METHOD(Again, "of a meeting that nobody had, who is two above hears once", "[commands][task]") {
    given(role(wang, BuyingRole::coach));
    const auto lost = run(RevokeContactRole{ContactRoleId{1}});
    days_pass(3);
    const auto overdue = run(MarkTaskOverdue{events_of<TaskOpened>(lost).front().task});
    REQUIRE(told_by(overdue, RuleCode::R3) == std::vector{manager});
    days_pass(2);
    CHECK(told_by(run(MarkTaskOverdue{TaskId{1}}), RuleCode::R3) == std::vector{head});
    const auto escalated_once = escalated(overdue, RuleCode::R3);
    CHECK(escalated_once.count == 1);
    CHECK(told_by(escalated_once, RuleCode::R3).empty());
}

TEST_CASE_METHOD(Again, "a gate whose document is approved again is told nobody higher", "[commands][gate]") {
    given(RegisterDocument{the_deal.entity(), DocumentKind::proposal, "Pumps", "Head of sales", "sha256:" + std::string(64, '1'), 10});
    given_as(owner, SubmitGateDocument{the_deal, "Contact", DocumentId{1}}).given_as(manager, ApproveGateDocument{GateDocumentId{1}});
    const auto reopened = run(AddDocumentVersion{DocumentId{1}, "sha256:" + std::string(64, '2'), 10, "new price"});
    given_as(owner, SubmitGateDocument{the_deal, "Contact", DocumentId{1}}).given_as(manager, ApproveGateDocument{GateDocumentId{1}});
    days_pass(2);
    CHECK(lapses(escalated(reopened, RuleCode::R8)));
}

TEST_CASE_METHOD(Again, "a waiver that was never granted is over for who asked for it alone", "[commands][waiver]") {
    given_as(colleague, RequestWaiver{the_deal, "Contact", DocumentKind::proposal, in_days(1), "in a hurry"});
    days_pass(3);
    const auto expired = run(ExpireWaiver{WaiverId{1}});
    CHECK(told_by(expired, RuleCode::R8) == std::vector{colleague});
    CHECK(alert_in(expired, RuleCode::R8).why.ends_with(" was not granted by its last day"));
}

TEST_CASE_METHOD(Again, "a ceiling set below what was spent is told as spending over it is", "[commands][effort]") {
    given(BookEffort{the_deal, "Contact", 90, {}, "visit", {}});
    CHECK(told_by(run(AllocateEffort{the_deal, "Contact", 10, {}}), RuleCode::R12) == std::vector{owner, manager});
}

TEST_CASE_METHOD(Again, "who leaves owes the log of his last day", "[commands][work_log]") {
    const Date last{date_of(now).days};
    REQUIRE(as(head, DepartEmployee{owner, colleague}).verdict == Verdict::recorded);
    days_pass(4);
    CHECK(told_by(run(MarkWorkLogMissed{owner, last}), RuleCode::R6) == std::vector{manager});
    CHECK(refused_by(run(MarkWorkLogMissed{owner, {last.days + 1}}), {"not_employed_then"}));
}

}  // namespace foxtrail::told_again_test
