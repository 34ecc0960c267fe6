// The moved contact: what falls vacant, who is told, who takes over.
#include "commands/alert.hpp"
#include "commands/background.hpp"
#include "commands/concern.hpp"
#include "commands/contact_identity.hpp"
#include "commands/duplicate.hpp"
#include "commands/forecast.hpp"
#include "commands/contact_move.hpp"
#include "commands/departure.hpp"
#include "commands/outcome.hpp"
#include "commands/rules/deal_people.hpp"
#include "events/risk_flag.hpp"
#include "commands/task.hpp"
#include "commands/tie.hpp"
#include "tests/commands/buying_scenario.hpp"

namespace foxtrail::contact_move_test {
using namespace buying_tests;

namespace {

constexpr ContactRoleId first{1}, second{2}, third{3};
constexpr EmployeeId boss{1}, owner{2}, engineer{3};
constexpr OpportunityId other_deal{2};

ReportContactMove to_logistics() { return {wang, CustomerId{1}, std::string("Logistics"), std::string("Director"), "his card"}; }
ReportContactMove gone() { return {wang, {}, {}, {}, "his number is dead"}; }

// Wang decides and uses on the deal, the engineer is his counterpart.
struct MoveScenario : BuyingScenario {
    MoveScenario() {
        given(HireEmployee{"Sun", DepartmentId{1}, EmployeeId{1}, {}});
        given(role(wang, BuyingRole::decision_maker, true), days_ago(20)).given(role(wang, BuyingRole::user), days_ago(20));
        given(AssignCounterpart{second, engineer, "installs pumps"});
    }
    std::vector<EmployeeId> told(const CommandOutcome& outcome, RuleCode rule, Entity subject = the_deal.entity()) const {
        std::vector<EmployeeId> people;
        for (const auto& alert : events_of<AlertRaised>(outcome))
            if (alert.rule == rule && alert.subject == subject) people.push_back(alert.told);
        return people;
    }
};

}  // namespace

TEST_CASE_METHOD(MoveScenario, "a move vacates the contact's roles and tells owner, manager and counterpart in the same commit",
                 "[commands][contact_move]") {
    const auto outcome = run(to_logistics());
    REQUIRE(outcome.verdict == Verdict::recorded);
    const Workplace from{CustomerId{1}, std::string("Purchasing"), std::string("Director")},
        to{CustomerId{1}, std::string("Logistics"), std::string("Director")};
    CHECK(outcome.events.front() == AnyEvent(ContactMoved{wang, from, to, "his card"}));
    CHECK(events_of<ContactRoleVacated>(outcome) ==
          std::vector<ContactRoleVacated>{{first, the_deal, wang, BuyingRole::decision_maker, true},
                                          {second, the_deal, wang, BuyingRole::user, false}});
    CHECK(told(outcome, RuleCode::R1) == std::vector{owner, boss, engineer});
    CHECK(told(outcome, RuleCode::R2) == std::vector{owner});
    CHECK(events_of<AlertRaised>(outcome).front().why == "con-1 moved to Logistics, vacant: decision_maker, user");
    const auto tasks = events_of<TaskOpened>(outcome);
    REQUIRE(tasks.size() == 1);
    CHECK(tasks[0] ==
          TaskOpened{TaskId{1}, the_deal.entity(), owner, "first meeting with the successor of con-1", {now.us + 2 * us_per_day}, RuleCode::R1});
    CHECK(run(to_logistics()).verdict == Verdict::already_so);
    CHECK(run(RevokeContactRole{first}).verdict == Verdict::already_so);
}

TEST_CASE_METHOD(MoveScenario, "how soon the successor is to be met is a threshold of R1", "[commands][contact_move]") {
    given_as(EmployeeId{1}, ChangeStandingRule{RuleCode::R1, true, {{"meeting_hours", 5}}});
    const auto tasks = events_of<TaskOpened>(run(to_logistics()));
    REQUIRE(tasks.size() == 1);
    CHECK(tasks[0].due.us == now.us + 5 * 3'600 * us_per_second);
}

TEST_CASE_METHOD(MoveScenario, "the second contact who moves is told of although the first alert is unanswered",
                 "[commands][contact_move]") {
    given(role(zhao, BuyingRole::coach), days_ago(20)).given(to_logistics());
    const auto outcome = run(ReportContactMove{zhao, CustomerId{1}, std::string("Logistics"), {}, "seen there"});
    CHECK(told(outcome, RuleCode::R1) == std::vector{owner, boss});
    CHECK(told(outcome, RuleCode::R2).empty());
}

TEST_CASE_METHOD(MoveScenario, "a move recorded five days late is dated when it happened, with a reason", "[commands][contact_move]") {
    CHECK(refused_by(run(to_logistics(), "", days_ago(5)), {"reason_missing"}));
    auto command = to_logistics();
    command.evidence = " ";
    CHECK(refused_by(run(command, "", days_ago(40)), {"evidence_missing", "before_last_known", "reason_missing"}));
    const Time day_0 = days_ago(5);
    const auto outcome = run(to_logistics(), "he had not told me", day_0);
    REQUIRE(outcome.verdict == Verdict::recorded);
    CHECK(told(outcome, RuleCode::R1) == std::vector{owner, boss, engineer});
    CHECK(events_of<AlertRaised>(outcome).front().acknowledge_by.us == now.us + us_per_day);
    CHECK(refused_by(run(NameSuccessor{wang, zhao, {}}, "x", days_ago(6)), {"before_last_known"}));
    CHECK(run(NameSuccessor{wang, zhao, {}}, "x", day_0).verdict == Verdict::recorded);
    CHECK(refused_by(run(gone(), "x", days_ago(6)), {"before_last_known"}));
}

TEST_CASE_METHOD(MoveScenario, "a move reaches every open opportunity and leaves those closed before alone", "[commands][contact_move]") {
    deal().deal().given_history(Assign{other_deal, EmployeeId{3}});
    given(role(wang, BuyingRole::coach, false, other_deal)).given(role(wang, BuyingRole::user, false, OpportunityId{3}));
    given(Lose{OpportunityId{3}, "price", {}});
    const auto outcome = run(to_logistics());
    const auto vacated = events_of<ContactRoleVacated>(outcome);
    REQUIRE(vacated.size() == 3);
    CHECK(vacated[2] == ContactRoleVacated{third, other_deal, wang, BuyingRole::coach, false});
    CHECK(told(outcome, RuleCode::R1) == std::vector{owner, boss, engineer});
    CHECK(told(outcome, RuleCode::R1, other_deal.entity()) == std::vector{engineer, boss});
    CHECK(told(outcome, RuleCode::R2, other_deal.entity()).empty());
    const auto tasks = events_of<TaskOpened>(outcome);
    REQUIRE(tasks.size() == 2);
    CHECK(tasks[1].subject == other_deal.entity());
    CHECK(tasks[1].assignee == engineer);
}

TEST_CASE_METHOD(MoveScenario, "a deal lost after the move had its role vacant at the end, but nobody is told of it now",
                 "[commands][contact_move]") {
    given(Lose{the_deal, "went to a competitor", std::string("Rival")});
    const auto outcome = run(to_logistics(), "heard too late", days_ago(5));
    CHECK(events_of<ContactRoleVacated>(outcome).size() == 2);
    CHECK(events_of<AlertRaised>(outcome).empty());
    CHECK(events_of<TaskOpened>(outcome).empty());
    CHECK(refused_by(run(NameSuccessor{wang, zhao, {first}}), {"already_closed"}));
}

TEST_CASE_METHOD(MoveScenario, "a role given after the move stands within the customer, and contradicts leaving it",
                 "[commands][contact_move]") {
    CHECK(refused_by(run(gone(), "heard now", days_ago(25)), {"role_after_leaving"}));
    const auto outcome = run(to_logistics(), "heard now", days_ago(25));
    CHECK(events_of<ContactMoved>(outcome).size() == 1);
    CHECK(events_of<ContactRoleVacated>(outcome).empty());
}

TEST_CASE_METHOD(MoveScenario, "who left gets no role and succeeds nobody", "[commands][contact_move]") {
    given(gone());
    CHECK(refused_by(run(role(wang, BuyingRole::user)), {"contact_left"}));
    given(ReportContactMove{zhao, CustomerId{1}, std::string("Logistics"), {}, "seen there"});
    CHECK(refused_by(run(NameSuccessor{zhao, wang, {}}), {"contact_left"}));
    given(ReportContactMove{wang, CustomerId{2}, std::string("Purchasing"), {}, "his new card"});
    CHECK(refused_by(run(role(wang, BuyingRole::user)), {"contact_of_other_customer"}));
}

TEST_CASE_METHOD(MoveScenario, "a successor takes over every vacated role, with its authority and counterpart",
                 "[commands][contact_move]") {
    CHECK(refused_by(run(NameSuccessor{wang, wang, {}}), {"not_moved", "own_successor"}));
    given(to_logistics());
    const auto outcome = run(NameSuccessor{wang, zhao, {}});
    REQUIRE(outcome.count == 8);
    const std::vector<AnyEvent> taken_over(outcome.events.begin(), outcome.events.begin() + 5);
    CHECK(taken_over == std::vector<AnyEvent>{ContactSucceeded{wang, zhao, {first, second}},
                                              ContactRoleAssigned{third, the_deal, zhao, BuyingRole::decision_maker, true, first},
                                              RiskFlagCleared{RiskFlagId{1}, the_deal, {}, "con-2 is decision_maker"},
                                              ContactRoleAssigned{ContactRoleId{4}, the_deal, zhao, BuyingRole::user, false, second},
                                              CounterpartAssigned{ContactRoleId{4}, the_deal, {}, {engineer, "installs pumps"}}});
    CHECK(told(outcome, RuleCode::R1) == std::vector{owner, boss, engineer});
    CHECK(events_of<AlertRaised>(outcome).front().why == "con-2 came in the place of con-1 as decision_maker, user");
    CHECK(run(NameSuccessor{wang, zhao, {}}).verdict == Verdict::already_so);
    CHECK(refused_by(run(NameSuccessor{wang, zhao, {first}}), {"role_not_vacant"}));
}

TEST_CASE_METHOD(MoveScenario, "roles can go to different successors, each fit for it", "[commands][contact_move]") {
    given(to_logistics());
    CHECK(refused_by(run(NameSuccessor{wang, stranger, {}}), {"contact_of_other_customer"}));
    given(role(zhao, BuyingRole::user));  // fills the vacancy
    CHECK(refused_by(run(NameSuccessor{wang, zhao, {second}}), {"role_not_vacant"}));
    const auto outcome = run(NameSuccessor{wang, zhao, {first}});
    REQUIRE(events_of<ContactRoleAssigned>(outcome).size() == 1);
    CHECK(outcome.events[1].as<ContactRoleAssigned>()->fills == first);
}

namespace {

// Sun (employee 3) is the engineer, Qian Hua (employee 4) has nothing to do with the deal.
struct SuccessionScenario : MoveScenario {
    SuccessionScenario() { given(HireEmployee{"Qian Hua", DepartmentId{1}, boss, {}}).given(to_logistics()); }
    void knows(EmployeeId person, TieKind kind, ContactId contact = zhao) { given(RecordTie{person.entity(), contact, kind, {}, {}, {}}); }
    static constexpr EmployeeId outsider{4};
};

}  // namespace

TEST_CASE_METHOD(SuccessionScenario, "the colleague with the strongest tie to the successor is named to all, told, and asked to call",
                 "[commands][contact_move]") {
    knows(boss, TieKind::other), knows(engineer, TieKind::former_colleague), knows(outsider, TieKind::classmate);
    const auto outcome = run(NameSuccessor{wang, zhao, {}});
    CHECK(told(outcome, RuleCode::R1) == std::vector{owner, boss, engineer, outsider});
    for (const auto& alert : events_of<AlertRaised>(outcome))
        CHECK(alert.why == "con-2 came in the place of con-1 as decision_maker, user; Qian Hua (emp-4) knows him as a classmate (tie-3)");
    const auto tasks = events_of<TaskOpened>(outcome);
    REQUIRE(tasks.size() == 1);
    CHECK(tasks[0] == TaskOpened{TaskId{2}, the_deal.entity(), outsider,
                                 "call con-2: con-2 came in the place of con-1, and you know him as a classmate (tie-3)",
                                 {now.us + 2 * us_per_day}, RuleCode::R1});
}

TEST_CASE_METHOD(SuccessionScenario, "of equal ties that of the deal's own people counts; who meets the successor anyway gets no task more",
                 "[commands][contact_move]") {
    knows(outsider, TieKind::classmate), knows(boss, TieKind::classmate);
    const auto asked = events_of<TaskOpened>(run(NameSuccessor{wang, zhao, {first}}));
    REQUIRE(asked.size() == 1);
    CHECK(asked[0].assignee == boss);
    CHECK(events_of<TaskOpened>(run(NameSuccessor{wang, zhao, {second}})).empty());  // asked already
}

TEST_CASE_METHOD(SuccessionScenario, "the owner who knows the successor has his meeting already", "[commands][contact_move]") {
    knows(owner, TieKind::friendship), knows(boss, TieKind::classmate);
    const auto outcome = run(NameSuccessor{wang, zhao, {}});
    CHECK(told(outcome, RuleCode::R1) == std::vector{owner, boss, engineer});
    CHECK(events_of<AlertRaised>(outcome).front().why.ends_with("Chen Jie (emp-2) knows him as a friend (tie-1)"));
    CHECK(events_of<TaskOpened>(outcome).empty());
}

TEST_CASE_METHOD(SuccessionScenario, "a tie withdrawn names nobody, one to a record merged into the successor does",
                 "[commands][contact_move]") {
    knows(outsider, TieKind::family), knows(boss, TieKind::classmate, stranger);
    given(WithdrawTie{TieId{1}}).given(MergeContacts{stranger, zhao});
    CHECK(events_of<AlertRaised>(run(NameSuccessor{wang, zhao, {}})).front().why.ends_with("; Li Wei (emp-1) knows him as a classmate (tie-2)"));
}

TEST_CASE_METHOD(SuccessionScenario, "a tie to a record that may be the successor names who has it, with the if", "[commands][contact_move]") {
    knows(boss, TieKind::classmate, stranger);
    given(SuspectDuplicate{zhao, stranger});
    const auto outcome = run(NameSuccessor{wang, zhao, {}});
    CHECK(events_of<AlertRaised>(outcome).front().why.ends_with("; Li Wei (emp-1) knows him as a classmate (tie-1), if he is con-3"));
    REQUIRE(events_of<TaskOpened>(outcome).size() == 1);
    CHECK(events_of<TaskOpened>(outcome)[0].assignee == boss);
    given(RuleOutDuplicate{DuplicateId{1}});
    CHECK(events_of<AlertRaised>(run(NameSuccessor{wang, zhao, {}})).empty());
}

TEST_CASE_METHOD(SuccessionScenario, "a tie to the successor himself comes before one to who may be he, and that before a school", "[commands][contact_move]") {
    knows(boss, TieKind::classmate, stranger), knows(owner, TieKind::other);
    given(SuspectDuplicate{stranger, zhao});
    CHECK(events_of<AlertRaised>(run(NameSuccessor{wang, zhao, {first}})).front().why.ends_with("Chen Jie (emp-2) knows him otherwise (tie-2)"));
    given(WithdrawTie{TieId{2}}).given(RecordContactEducation{zhao, "Tongji", {}, {}}).given(RecordEmployeeEducation{owner, "Tongji", {}, {}});
    CHECK(events_of<AlertRaised>(run(NameSuccessor{wang, zhao, {second}})).front().why.ends_with("Li Wei (emp-1) knows him as a classmate (tie-1), if he is con-3"));
}

TEST_CASE_METHOD(SuccessionScenario, "without a tie, a school or an employer in common at the time names one of the deal's people",
                 "[commands][contact_move]") {
    given(RecordContactEducation{zhao, "Tongji University", Date{10'000}, Date{11'400}});
    given(RecordEmployeeEducation{boss, "TONGJI university", Date{13'000}, Date{14'000}});      // years later
    given(RecordEmployeeEducation{outsider, "Tongji University", Date{10'000}, Date{11'400}});  // who has nothing to do with it
    CHECK(events_of<AlertRaised>(run(NameSuccessor{wang, zhao, {second}})).front().why.ends_with("as user"));
    given(RecordEmployeeEducation{boss, "Tongji  University", Date{11'500}, {}});
    const auto outcome = run(NameSuccessor{wang, zhao, {first}});
    CHECK(events_of<AlertRaised>(outcome).front().why.ends_with("Li Wei (emp-1) knows him perhaps: both went to one school"));
}

TEST_CASE_METHOD(MoveScenario, "an authority given to another meanwhile stays with him", "[commands][contact_move]") {
    given(to_logistics()).given(role(zhao, BuyingRole::coach, true)).given(person(CustomerId{1}, "Sun"));
    const auto outcome = run(NameSuccessor{wang, ContactId{4}, {first}});
    REQUIRE(events_of<ContactRoleAssigned>(outcome).size() == 1);
    CHECK_FALSE(outcome.events[1].as<ContactRoleAssigned>()->final_authority);
}

TEST_CASE_METHOD(MoveScenario, "a vacancy is filled by whoever gets the role, dated after it fell vacant", "[commands][contact_move]") {
    given(to_logistics(), days_ago(3));
    const auto early = run(role(zhao, BuyingRole::decision_maker), "met him", days_ago(4));
    REQUIRE(early.count == 2);  // and the flag is cleared
    CHECK_FALSE(early.events[0].as<ContactRoleAssigned>()->fills);
    const auto filled = run(role(zhao, BuyingRole::user));
    REQUIRE(filled.count == 5);  // with his counterpart, and three who are told
    CHECK(filled.events[0].as<ContactRoleAssigned>()->fills == second);
    CHECK(told(filled, RuleCode::R1) == std::vector{owner, boss, engineer});
    CHECK(events_of<AlertRaised>(filled).front().why == "con-2 came in the place of con-1 as user");
}

TEST_CASE_METHOD(MoveScenario, "what the old holder had accepted is open again until the successor accepts it",
                 "[commands][contact_move]") {
    given(RecordConcern{first, ConcernKind::bottom_line, "pays back in two years"})
        .given(RecordConcern{first, ConcernKind::effect_on_company, "no layoffs"});
    given(AnswerConcern{ConcernId{1}, {}, "in 20 months", "he signed the sheet", the_deal.entity()});
    const auto moved = run(to_logistics());
    CHECK(events_of<ConcernReopened>(moved) == std::vector<ConcernReopened>{{ConcernId{1}, first, the_deal}});
    const AnswerConcern again{ConcernId{1}, {}, "in 20 months", "he signed the sheet", {}};
    CHECK(refused_by(run(again), {"role_not_held"}));
    given(NameSuccessor{wang, zhao, {}});
    auto for_successor = again;
    for_successor.contact_role = third;
    const auto answered = run(for_successor);
    REQUIRE(answered.count == 1);
    CHECK(answered.events[0].as<ConcernAnswered>()->contact_role == third);
    CHECK(events_of<ConcernReopened>(run(RevokeContactRole{third})).size() == 1);
}

TEST_CASE_METHOD(MoveScenario, "a report of a move that did not take place is put right: the roles are his as before, and who was told hears so", "[commands][contact_move]") {
    const auto moved = run(to_logistics(), "heard", days_ago(5));
    const ReportContactMove stayed{wang, CustomerId{1}, std::string("Purchasing"), std::string("Director"), "met him at his desk"};
    const auto put_right = run(stayed, "misheard", {}, moved.position - moved.count + 1);
    const Workplace place{CustomerId{1}, std::string("Purchasing"), std::string("Director")};
    INFO(put_right);
    REQUIRE(put_right.verdict == Verdict::recorded);
    CHECK(put_right.events.front() == AnyEvent(ContactMoved{wang, place, place, "met him at his desk"}));
    CHECK(events_of<ContactRoleAssigned>(put_right) ==
          std::vector<ContactRoleAssigned>{{third, the_deal, wang, BuyingRole::decision_maker, true, first}, {ContactRoleId{4}, the_deal, wang, BuyingRole::user, false, second}});
    CHECK(events_of<CounterpartAssigned>(put_right).size() == 1);
    CHECK(events_of<RiskFlagCleared>(put_right).size() == 1);
    CHECK(events_of<TaskCancelled>(put_right).size() == 1);
    CHECK(told(put_right, RuleCode::R1) == std::vector{owner, boss, engineer});
    CHECK(refused_by(run(NameSuccessor{wang, zhao, {}}), {"not_moved"}));
    CHECK(run(to_logistics()).verdict == Verdict::recorded);  // and now he does
}

TEST_CASE_METHOD(MoveScenario, "where he went can be put right; what somebody took over since stays his", "[commands][contact_move]") {
    const auto moved = run(to_logistics());
    given(NameSuccessor{wang, zhao, {}});
    const auto elsewhere = run(gone(), "misheard", {}, moved.position - moved.count + 1);
    REQUIRE(elsewhere.verdict == Verdict::recorded);
    CHECK(elsewhere.events.front().as<ContactMoved>()->from.department == std::string("Purchasing"));
    CHECK(events_of<ContactRoleVacated>(elsewhere).empty());
    const ReportContactMove stayed{wang, CustomerId{1}, std::string("Purchasing"), std::string("Director"), "met him at his desk"};
    const auto back = run(stayed, "misheard", {}, moved.position - moved.count + 1);
    REQUIRE(back.verdict == Verdict::recorded);
    CHECK(events_of<ContactRoleAssigned>(back).empty());
}

TEST_CASE_METHOD(MoveScenario, "who comes in a contact's place is at the customer where that is", "[commands][contact_move]") {
    given(gone());
    CHECK(refused_by(run(NameSuccessor{wang, stranger, {}}), {"contact_of_other_customer"}));
    given(NameSuccessor{wang, zhao, {}});
    CHECK(refused_by(run(NameSuccessor{wang, stranger, {}}), {"successor_from_elsewhere"}));
}

TEST_CASE_METHOD(MoveScenario, "a deal opened again without its owner waits for who gets it: nobody else is asked to meet the successor", "[commands][outcome]") {
    given(Lose{the_deal, "price", {}}).given(DepartEmployee{owner, {}}).given(gone());
    const auto reopened = run(Reopen{the_deal});
    CHECK(events_of<TaskOpened>(reopened).empty());
    for (const auto& flag : events_of<RiskFlagRaised>(reopened)) CHECK_FALSE(flag.owner);
    CHECK(told(reopened, RuleCode::R1) == std::vector{boss, engineer});
    const auto assigned = as(boss, Assign{the_deal, engineer});
    REQUIRE(events_of<TaskOpened>(assigned).size() == 1);
    CHECK(events_of<TaskOpened>(assigned)[0].assignee == engineer);
}

TEST_CASE_METHOD(MoveScenario, "what the owner was told is not told anew because his department is another", "[commands][assignment]") {
    given(gone()).given(OpenDepartment{"Key accounts", {}, {}, {}}).given(MoveEmployee{owner, DepartmentId{2}, boss});
    const auto assigned = as(boss, Assign{the_deal, owner});
    REQUIRE(assigned.verdict == Verdict::recorded);
    CHECK(assigned.count == 1);
}

TEST_CASE_METHOD(MoveScenario, "a move dated before a role was given, of which nobody knew then, is told, and what was forecast is to be confirmed", "[commands][contact_move]") {
    given(role(zhao, BuyingRole::coach), days_ago(1)).given_as(owner, SubmitForecast{the_deal, {95}, ForecastCategory::commit, cny("900.00"), Date{date_of(now).days + 60}});
    const auto moved = run(ReportContactMove{zhao, CustomerId{1}, std::string("Logistics"), {}, "his card"}, "heard late", days_ago(5));
    REQUIRE(moved.verdict == Verdict::recorded);
    CHECK(events_of<ContactRoleVacated>(moved).empty());
    CHECK(told(moved, RuleCode::R1) == std::vector{owner, boss});
    CHECK(events_of<AlertRaised>(moved).front().why == "con-2 moved to Logistics before he was given: coach; revoke what he no longer is");
    CHECK(events_of<ForecastReconfirmationDue>(moved).size() == 1);
}

TEST_CASE_METHOD(MoveScenario, "a successor who was named wrongly gives what he took over to the right one", "[commands][contact_move]") {
    given(gone()).given(person(CustomerId{1}, "Sun"));
    constexpr ContactId sun{4};
    const auto wrong = run(NameSuccessor{wang, zhao, {}});
    REQUIRE(events_of<ContactRoleAssigned>(wrong).size() == 2);
    const auto right = run(NameSuccessor{wang, sun, {}}, "mixed up", {}, wrong.position - wrong.count + 1);
    INFO(right);
    REQUIRE(right.verdict == Verdict::recorded);
    CHECK(right.events.front() == AnyEvent(ContactSucceeded{wang, sun, {first, second}}));
    CHECK(events_of<ContactRoleRevoked>(right).size() == 2);
    const auto given_to = events_of<ContactRoleAssigned>(right);
    REQUIRE(given_to.size() == 2);
    CHECK(given_to[0] == ContactRoleAssigned{ContactRoleId{5}, the_deal, sun, BuyingRole::decision_maker, true, first});
    CHECK(told(right, RuleCode::R1) == std::vector{owner, boss, engineer});
}

TEST_CASE_METHOD(MoveScenario, "what a command creates each time is not put right by creating another", "[commands][contact_role]") {
    const auto wrong = run(role(zhao, BuyingRole::coach));
    CHECK(refused_by(run(role(wang, BuyingRole::coach), "wrong person", {}, wrong.position - wrong.count + 1), {"another_fact"}));
}

TEST_CASE_METHOD(MoveScenario, "who was named after a move that was none is named anew after the next", "[commands][contact_move]") {
    given(RevokeContactRole{ContactRoleId{1}});
    const auto reported = run(ReportContactMove{wang, CustomerId{2}, {}, {}, "seen there"});
    given(NameSuccessor{wang, zhao, {}});
    REQUIRE(run(ReportContactMove{wang, CustomerId{1}, std::string("Purchasing"), std::string("Director"), "at his desk"}, "misheard", {}, reported.position - reported.count + 1).verdict == Verdict::recorded);
    CHECK(refused_by(run(NameSuccessor{wang, zhao, {}}), {"not_moved"}));
    given(ReportContactMove{wang, CustomerId{2}, {}, {}, "his card"});
    CHECK(events_of<ContactSucceeded>(run(NameSuccessor{wang, zhao, {}})).size() == 1);
}

TEST_CASE_METHOD(MoveScenario, "what was so before a move that is put right is so again: the move before it, and since when he is there", "[commands][contact_move]") {
    given(to_logistics(), days_ago(10));
    const auto again = run(gone(), "heard", days_ago(3));
    const ReportContactMove in_logistics{wang, CustomerId{1}, std::string("Logistics"), std::string("Director"), "met him"};
    REQUIRE(run(in_logistics, "misheard", {}, again.position - again.count + 1).verdict == Verdict::recorded);
    CHECK(run(NameSuccessor{wang, zhao, {}}, "heard", days_ago(9)).verdict == Verdict::recorded);  // of his first place
    CHECK(run(gone(), "he left", days_ago(5)).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(MoveScenario, "a move is not put right behind a role that he got where he was said to be", "[commands][contact_move]") {
    auto there = new_deal();
    there.customer = CustomerId{2};
    given(there);
    const auto moved = run(ReportContactMove{wang, CustomerId{2}, std::string("Sales"), {}, "his card"});
    given(role(wang, BuyingRole::coach, false, other_deal));
    const ReportContactMove stayed{wang, CustomerId{1}, std::string("Purchasing"), std::string("Director"), "met him at his desk"};
    CHECK(refused_by(run(stayed, "misheard", {}, moved.position - moved.count + 1), {"role_after_leaving"}));
}

TEST_CASE_METHOD(MoveScenario, "nobody is told higher of a move that did not take place", "[commands][contact_move]") {
    const auto moved = run(to_logistics());
    const ReportContactMove stayed{wang, CustomerId{1}, std::string("Purchasing"), std::string("Director"), "met him at his desk"};
    REQUIRE(run(stayed, "misheard", {}, moved.position - moved.count + 1).verdict == Verdict::recorded);
    now.us += 3 * us_per_day;
    CHECK(lapses(run(EscalateAlert{events_of<AlertRaised>(moved).front().alert})));
}

TEST_CASE_METHOD(MoveScenario, "only the last report of his moves is put right, also after a merge; whoever was told hears where he is", "[commands][contact_move]") {
    const auto earlier = run(to_logistics(), "heard", days_ago(5)), later = run(gone(), "heard", days_ago(2));
    const auto at = [](const CommandOutcome& moved) { return moved.position - moved.count + 1; };
    CHECK(refused_by(run(gone(), "misheard", {}, at(earlier)), {"not_last_report"}));
    const ReportContactMove to_sales{wang, CustomerId{1}, std::string("Sales"), {}, "his card"};
    CHECK(run(to_sales, "misheard", {}, at(later)).verdict == Verdict::recorded);
    const auto zhao_moved = run(ReportContactMove{zhao, CustomerId{2}, {}, {}, "heard"});
    CHECK(told(zhao_moved, RuleCode::R1).empty());  // he had no role
    given(MergeContacts{wang, zhao});
    CHECK(run(to_logistics(), "misheard", {}, at(later)).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(MoveScenario, "where somebody went is put right to those who were told where", "[commands][contact_move]") {
    const auto moved = run(to_logistics());
    const auto elsewhere = run(gone(), "misheard", {}, moved.position - moved.count + 1);
    CHECK(told(elsewhere, RuleCode::R1) == std::vector{owner, boss, engineer});
    CHECK(events_of<AlertRaised>(elsewhere).front().why == "con-1 moved to outside this customer, and not where he was said to be");
}

}  // namespace foxtrail::contact_move_test
