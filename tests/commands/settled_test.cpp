// What people were told ends with its matter, and goes along when a deal changes hands.
#include "commands/alert.hpp"
#include "commands/assignment.hpp"
#include "commands/committee_watch.hpp"
#include "commands/competitor.hpp"
#include "commands/contact_move.hpp"
#include "commands/departure.hpp"
#include "commands/forecast.hpp"
#include "commands/handover.hpp"
#include "commands/nurture.hpp"
#include "commands/relationship.hpp"
#include "commands/risk_flag.hpp"
#include "commands/task.hpp"
#include "commands/work_log.hpp"
#include "commands/work_plan.hpp"
#include "commands/working_calendar.hpp"
#include "tests/commands/network_scenario.hpp"

#include <algorithm>

namespace foxtrail::settled_test {
using namespace network_tests;
using namespace buying_tests;

namespace {

constexpr AlertId first_alert{1};
constexpr RiskFlagId first_flag{1};
constexpr TaskId first_task{1};

struct Settled : NetworkScenario {
    void days_pass(int days) { now.us += days * us_per_day; }
    ReportContactMove leaves(ContactId who) const { return {who, Stated<Ref<CustomerId>>(), {}, {}, "his mail came back"}; }
    // The decision maker moves: the owner and his manager are told, the deal is flagged, and a meeting is asked for.
    void lose_decision_maker() { given(role(wang, BuyingRole::decision_maker)).given(leaves(wang)); }
    bool records(AnyCommand command) { return run(std::move(command)).verdict == Verdict::recorded; }
};

}  // namespace

TEST_CASE_METHOD(Settled, "alerts and tasks of rules end with their deal, and come to life with it", "[commands][alert]") {
    lose_decision_maker();
    given(Lose{the_deal, "price", {}});
    days_pass(4);
    CHECK(run(EscalateAlert{first_alert}).verdict == Verdict::already_so);
    CHECK(run(MarkTaskOverdue{first_task}).verdict == Verdict::already_so);
    given(Reopen{the_deal});
    CHECK(records(EscalateAlert{first_alert}));
    CHECK(records(MarkTaskOverdue{first_task}));
}

TEST_CASE_METHOD(Settled, "a task that somebody opened is still to be done when its deal is closed", "[commands][task]") {
    given_as(manager, OpenTask{the_deal.entity(), owner, "write the minutes", {now.us + us_per_day}}).given(Lose{the_deal, "price", {}});
    days_pass(2);
    CHECK(records(MarkTaskOverdue{first_task}));
}

TEST_CASE_METHOD(Settled, "the next owner of a deal is told what the one before had been told", "[commands][alert]") {
    lose_decision_maker();
    given_as(owner, AcknowledgeAlert{first_alert});
    const auto assigned = as(head, Assign{the_deal, colleague});
    const auto passed = events_of<AlertPassedOn>(assigned);
    REQUIRE(passed.size() == 2);  // R1 and R2; the manager's stays his
    CHECK(passed.front() == AlertPassedOn{first_alert, the_deal, owner, colleague, {now.us + us_per_day}});
    CHECK(refused_by(as(owner, ActOnAlert{first_alert, "called"}), {"not_told"}));
    days_pass(2);
    const auto escalated = run(EscalateAlert{first_alert});
    CHECK(events_of<AlertEscalated>(escalated).front().from == colleague);
    CHECK(as(colleague, AcknowledgeAlert{first_alert}).verdict == Verdict::recorded);
    CHECK(as(colleague, ActOnAlert{first_alert, "met the new one"}).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(Settled, "what a deal's owner was told goes with a handover, and with all that a leaver leaves", "[commands][handover]") {
    lose_decision_maker();
    given_as(owner, ProposeHandover{owner, colleague, {}, false, "", {}});
    CHECK(events_of<AlertPassedOn>(as(colleague, AcceptHandover{HandoverId{1}, {}})).size() == 2);
    CHECK(events_of<AlertPassedOn>(as(head, DepartEmployee{colleague, Ref(owner)})).size() == 2);
}

TEST_CASE_METHOD(Settled, "who gets a deal that was nobody's is told of its vacant roles", "[commands][assignment]") {
    given(role(wang, BuyingRole::decision_maker)).given_as(manager, ReclaimOpportunity{the_deal});
    given(leaves(wang));
    const auto assigned = as(colleague, Assign{the_deal, colleague});
    CHECK(told_by(assigned, RuleCode::R1) == std::vector{colleague});
    REQUIRE(events_of<TaskOpened>(assigned).size() == 1);
    CHECK(events_of<TaskOpened>(assigned).front().assignee == colleague);
}

TEST_CASE_METHOD(Settled, "nobody is told higher of a role that is held again, nor of a competitor who has given up", "[commands][alert]") {
    lose_decision_maker();
    const CompetitorId kone{1};
    given(RegisterCompetitor{"Kone", {}}).given(ReportCompetitor{the_deal, kone, "seen on site"});
    const auto vacancy = AlertId{3}, rival = AlertId{4};
    const auto filled = run(NameSuccessor{wang, zhao, {}});
    CHECK(events_of<RiskFlagCleared>(filled) == std::vector{RiskFlagCleared{first_flag, the_deal, {}, "con-2 is decision_maker"}});
    const auto gone = run(WithdrawCompetitor{the_deal, kone, "bid withdrawn"});
    CHECK(events_of<RiskFlagCleared>(gone).size() == 1);
    days_pass(2);
    CHECK(lapses(run(EscalateAlert{vacancy})));
    CHECK(refused_by(as(owner, ActOnAlert{vacancy, "called"}), {"alert_lapsed"}));
    CHECK(as(owner, AcknowledgeAlert{vacancy}).verdict == Verdict::already_so);
    CHECK(lapses(run(EscalateAlert{rival})));
    CHECK(records(EscalateAlert{first_alert}));  // that somebody moved is news all the same
}

TEST_CASE_METHOD(Settled, "nobody is told higher of a departure that was withdrawn, nor of a log that was handed in", "[commands][alert]") {
    given(AnnounceDeparture{owner, in_days(20)}).given(WithdrawDeparture{owner});
    days_pass(3);
    CHECK(lapses(run(EscalateAlert{first_alert})));
    const Date day{date_of(now).days - 1};
    const auto missed = run(MarkWorkLogMissed{owner, day});
    REQUIRE(events_of<AlertRaised>(missed).size() == 1);
    given_as(owner, SubmitWorkLog{day, {{the_deal.entity(), {}, 60, "at the customer's"}}});
    days_pass(2);
    CHECK(lapses(run(EscalateAlert{events_of<AlertRaised>(missed).front().alert})));
}

TEST_CASE_METHOD(Settled, "to speak with the successor is the meeting that was asked for", "[commands][task]") {
    lose_decision_maker();
    given(NameSuccessor{wang, zhao, {}});
    CHECK(events_of<TaskCompleted>(run(LogTouch{zhao, {}, TouchDirection::outgoing, "mail", "wrote"})).empty());
    const auto spoke = run(LogTouch{zhao, {}, TouchDirection::two_way, "call", "spoke"});
    CHECK(events_of<TaskCompleted>(spoke) == std::vector{TaskCompleted{first_task, the_deal.entity(), owner, "spoke with con-2"}});
}

TEST_CASE_METHOD(Settled, "the past of a closed deal raises no alarm, and its owner keeps it", "[commands][outcome]") {
    const Time before = now;
    given(RegisterCompetitor{"Kone", {}});
    days_pass(1);
    given_as(owner, Win{the_deal, cny("900.00")});
    const auto detected = run(ReportCompetitor{the_deal, CompetitorId{1}, "seen on site"}, "found in the minutes", before);
    REQUIRE(detected.verdict == Verdict::recorded);
    CHECK(detected.events.size() == 1);
    CHECK(refused_by(run(RaiseRiskFlag{the_deal, RiskKind::other, "late"}, "r", before), {"already_closed"}));
    CHECK(refused_by(as(manager, Assign{the_deal, colleague}, "r", before), {"already_closed"}));
    CHECK(refused_by(as(manager, ReclaimOpportunity{the_deal}, "r", before), {"already_closed"}));
}

TEST_CASE_METHOD(Settled, "what endangered a deal that is given up lapses, whoever gave it up", "[commands][nurture]") {
    given(RaiseRiskFlag{the_deal, RiskKind::other, "no budget"}).given(StartNurture{the_deal.entity(), "call in spring", in_days(90)});
    const auto ended = as(owner, EndNurture{the_deal.entity(), NurtureEnd::disqualified, "no need"});
    CHECK(events_of<RiskFlagLapsed>(ended).size() == 1);
}

TEST_CASE_METHOD(Settled, "a confidence is the word of him who stated it, whoever has the deal now", "[commands][forecast]") {
    given_as(owner, SubmitForecast{the_deal, {90}, ForecastCategory::commit, cny("900.00"), in_days(30)});
    given_as(manager, ActOnAlert{first_alert, "talked it over"}).given_as(head, Assign{the_deal, colleague});
    days_pass(40);
    const auto watched = run(WatchCommittee{the_deal});
    const auto raised = events_of<AlertRaised>(watched);
    const auto of_confidence = std::ranges::find_if(raised, [](const AlertRaised& alert) { return alert.why.find("% confidence") != std::string::npos; });
    REQUIRE(of_confidence != raised.end());
    CHECK(of_confidence->why.starts_with(to_text(owner) + " states"));
}

TEST_CASE_METHOD(Settled, "an offer is taken back alone, by who made it", "[commands][assignment]") {
    given_as(owner, OfferOpportunity{the_deal, colleague, {}});
    const auto withdrawn = as(owner, ReclaimOpportunity{the_deal});
    REQUIRE(events_of<OpportunityReclaimed>(withdrawn).size() == 1);
    CHECK_FALSE(events_of<OpportunityReclaimed>(withdrawn).front().from);
    CHECK(refused_by(as(colleague, AcceptAssignment{the_deal}), {"not_offered_to_actor"}));
    CHECK(as(owner, OfferOpportunity{the_deal, colleague, {}}).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(Settled, "giver and manager are told what a receiver leaves", "[commands][handover]") {
    given_as(manager, OpenTask{the_deal.entity(), owner, "write the minutes", {now.us + us_per_day}});
    given_as(owner, ProposeHandover{owner, colleague, {}, false, "", {}});
    CHECK(told_by(as(colleague, AcceptHandover{HandoverId{1}, {the_deal.entity()}}), RuleCode::R6) == std::vector{manager, owner});
}

TEST_CASE_METHOD(Settled, "nobody is told higher of a log that is missing of a day declared a holiday since", "[commands][alert]") {
    const Date day{date_of(now).days - 1};
    const auto missed = run(MarkWorkLogMissed{owner, day});
    REQUIRE(events_of<AlertRaised>(missed).size() == 1);
    given(DeclareHoliday{day, "flood"});
    days_pass(2);
    CHECK(lapses(run(EscalateAlert{events_of<AlertRaised>(missed).front().alert})));
}

TEST_CASE_METHOD(Settled, "what happens to a deal that is nobody's is told to who leads the department that had it last", "[commands][alert]") {
    given(role(wang, BuyingRole::decision_maker)).given(RegisterCompetitor{"Kone", {}});
    given_as(manager, ReclaimOpportunity{the_deal});
    const auto told_of = [](const CommandOutcome& outcome, RuleCode code) {
        std::vector<EmployeeId> people;
        for (const auto& alert : events_of<AlertRaised>(outcome))
            if (alert.rule == code) people.push_back(alert.told);
        return people;
    };
    CHECK(told_of(run(ReportCompetitor{the_deal, CompetitorId{1}, "seen there"}), RuleCode::R12) == std::vector{head});
    const auto left = run(leaves(wang));
    CHECK(told_of(left, RuleCode::R1) == std::vector{head});
    CHECK(told_of(left, RuleCode::R2) == std::vector{head});
    CHECK(events_of<TaskOpened>(left).empty());
    days_pass(3);
    const auto unguided = run(EscalateRiskFlag{first_flag});
    CHECK(told_of(unguided, RuleCode::R3) == std::vector{head});
    CHECK(events_of<AlertRaised>(unguided).front().why.starts_with("no manager has said what whoever gets the deal is to do"));
}

TEST_CASE_METHOD(Settled, "who gets a deal by way of the pool is told what its last owner had been told, and what was told since", "[commands][alert]") {
    given(RegisterCompetitor{"Kone", {}}).given(RegisterCompetitor{"Otis", {}}).given(ReportCompetitor{the_deal, CompetitorId{1}, "seen"});
    days_pass(1);
    given_as(manager, ReclaimOpportunity{the_deal}).given(ReportCompetitor{the_deal, CompetitorId{2}, "seen too"});
    const auto assigned = as(manager, Assign{the_deal, colleague});
    REQUIRE(events_of<AlertPassedOn>(assigned).size() == 1);
    CHECK(events_of<AlertPassedOn>(assigned).front().from == owner);
    CHECK(events_of<AlertPassedOn>(assigned).front().to == colleague);
    REQUIRE(events_of<AlertRaised>(assigned).size() == 1);
    CHECK(events_of<AlertRaised>(assigned).front().told == colleague);
    CHECK(events_of<AlertRaised>(assigned).front().why.contains("Otis"));
}

TEST_CASE_METHOD(Settled, "an alert of somebody who has left goes to who was above him", "[commands][alert]") {
    given(RaiseAlert{RuleCode::R7, CustomerId{1}.entity(), {colleague}, "one customer"}).given(DepartEmployee{colleague, {}});
    days_pass(2);
    const auto escalated = run(EscalateAlert{first_alert});
    REQUIRE(events_of<AlertRaised>(escalated).size() == 1);
    CHECK(events_of<AlertRaised>(escalated).front().told == manager);
}

TEST_CASE_METHOD(Settled, "a departure withdrawn after its day is told nobody higher; one of who is at the top is told to his people", "[commands][departure]") {
    const auto announced = run(AnnounceDeparture{head, in_days(1)});
    REQUIRE(events_of<AlertRaised>(announced).size() == 1);
    CHECK(events_of<AlertRaised>(announced).front().told == manager);
    given(WithdrawDeparture{head}).given(AnnounceDeparture{owner, in_days(1)});
    days_pass(3);
    const auto watched = run(WatchDeparture{owner});
    REQUIRE(!events_of<AlertRaised>(watched).empty());
    given(WithdrawDeparture{owner});
    days_pass(3);
    CHECK(lapses(run(EscalateAlert{events_of<AlertRaised>(watched).front().alert})));
}

TEST_CASE_METHOD(Settled, "what was late and is done, or put off, is told nobody higher", "[commands][alert]") {
    given_as(owner, DraftWorkPlan{owner, "March", date_of(now), in_days(20), {{{}, "visit Acme", in_days(1), {}}}}).given_as(manager, ApproveWorkPlan{WorkPlanId{1}});
    given_as(owner, StartNurture{the_deal.entity(), "send news", in_days(1)});
    days_pass(3);
    const auto late = run(MarkPlanItemOverdue{WorkPlanId{1}, 1}), over = run(MarkNurtureOverdue{the_deal.entity()});
    given_as(owner, CompletePlanItem{WorkPlanId{1}, 1, "visited"}).given_as(owner, ProlongNurture{the_deal.entity(), in_days(30)});
    days_pass(2);
    CHECK(lapses(run(EscalateAlert{events_of<AlertRaised>(late).front().alert})));
    CHECK(lapses(run(EscalateAlert{events_of<AlertRaised>(over).front().alert})));
}

TEST_CASE_METHOD(Settled, "a deal that is opened again after its owner left is told to who leads his department", "[commands][outcome]") {
    given(Lose{the_deal, "price", {}}).given(DepartEmployee{owner, {}});
    const auto reopened = run(Reopen{the_deal});
    CHECK(told_by(reopened, RuleCode::R6) == std::vector{head});
}

}  // namespace foxtrail::settled_test
