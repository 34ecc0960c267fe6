// Buying roles: who may hold one, what ends it, who is his counterpart.
#include "commands/alert.hpp"
#include "commands/deal_team.hpp"
#include "commands/document.hpp"
#include "commands/forecast.hpp"
#include "commands/gate_document.hpp"
#include "commands/risk_flag.hpp"
#include "commands/task.hpp"
#include "commands/tie.hpp"
#include "tests/commands/network_scenario.hpp"

namespace foxtrail::contact_role_test {
using namespace buying_tests;
using network_tests::told_by;

namespace {
constexpr ContactRoleId first{1}, second{2};
constexpr EmployeeId boss{1}, owner{2};
}  // namespace

TEST_CASE_METHOD(BuyingScenario, "a person may hold several roles, each once", "[commands][contact_role]") {
    const auto outcome = run(role(wang, BuyingRole::decision_maker, true), "met him", days_ago(20));
    CHECK(outcome.events == std::vector<AnyEvent>{ContactRoleAssigned{first, the_deal, wang, BuyingRole::decision_maker, true, {}}});
    CHECK(run(role(wang, BuyingRole::user)).verdict == Verdict::recorded);
    CHECK(run(role(zhao, BuyingRole::user)).verdict == Verdict::recorded);
    CHECK(refused_by(run(role(zhao, BuyingRole::user)), {"role_held_already"}));
}

TEST_CASE_METHOD(BuyingScenario, "a role is refused to a contact of another customer, and on a closed opportunity",
                 "[commands][contact_role]") {
    CHECK(refused_by(run(role(stranger, BuyingRole::user)), {"contact_of_other_customer"}));
    CHECK(refused_by(run(role(wang, BuyingRole::coach), "met him", days_ago(40)), {"before_creation", "before_workplace"}));
    given(SetCustomer{the_deal, {}});
    CHECK(refused_by(run(role(zhao, BuyingRole::user)), {"customer_not_stated"}));
    given(SetCustomer{the_deal, CustomerId{1}}).given(Lose{the_deal, "price", {}});
    CHECK(refused_by(run(role(zhao, BuyingRole::user)), {"already_closed"}));
    CHECK(refused_by(run(role(stranger, BuyingRole::user)), {"already_closed", "contact_of_other_customer"}));
}

TEST_CASE_METHOD(BuyingScenario, "one contact has the final authority", "[commands][contact_role]") {
    given(role(wang, BuyingRole::decision_maker, true));
    CHECK(refused_by(run(role(zhao, BuyingRole::decision_maker, true)), {"second_final_authority"}));
    given(RevokeContactRole{first}).given(role(zhao, BuyingRole::decision_maker, true));
}

TEST_CASE_METHOD(BuyingScenario, "an opportunity has a bounded number of roles", "[commands][contact_role]") {
    for (std::size_t i = 0; i < roles_per_opportunity_max; ++i) {
        given(person(CustomerId{1}, "Colleague"));
        given(role(ContactId{static_cast<std::uint32_t>(4 + i)}, BuyingRole::user));
    }
    CHECK(refused_by(run(role(wang, BuyingRole::user)), {"too_many_roles"}));
}

TEST_CASE_METHOD(BuyingScenario, "who gets a role that another lost is told to all, and who knows him is asked to call once", "[commands][contact_role]") {
    given(RecordTie{EmployeeId{1}.entity(), zhao, TieKind::classmate, {}, {}, {}}).given(role(wang, BuyingRole::user)).given(role(wang, BuyingRole::coach));
    const Time before = now;
    given(RevokeContactRole{first}).given(RevokeContactRole{second});
    const auto given_anew = run(role(zhao, BuyingRole::user));
    CHECK(told_by(given_anew, RuleCode::R1) == std::vector{owner, boss});
    CHECK(events_of<AlertRaised>(given_anew).front().why == "con-2 came in the place of con-1 as user; Li Wei (emp-1) knows him as a classmate (tie-1)");
    const auto asked = events_of<TaskOpened>(given_anew);
    REQUIRE(asked.size() == 1);
    CHECK(asked.front().assignee == boss);
    const auto another = run(role(zhao, BuyingRole::coach));  // he is on the deal already
    CHECK(told_by(another, RuleCode::R1) == std::vector{owner, boss});
    CHECK(events_of<TaskOpened>(another).empty());
    CHECK(run(role(zhao, BuyingRole::technical_lead)).count == 1);  // nobody had that role before
    CHECK(run(role(wang, BuyingRole::user)).count == 1);            // beside him who has it
    given(RevokeContactRole{ContactRoleId{6}}).given(RevokeContactRole{ContactRoleId{3}});
    CHECK(run(role(zhao, BuyingRole::user)).count == 1);  // he comes back to what he had
    given(RevokeContactRole{ContactRoleId{7}});
    const Time still_open = now;
    given(Lose{the_deal, "price", {}});
    CHECK(run(role(wang, BuyingRole::user), "late", still_open).count == 1);  // nobody calls for a lost deal
    CHECK(before < still_open);
}

TEST_CASE_METHOD(BuyingScenario, "revoking the last decision maker tells the owner", "[commands][contact_role]") {
    given(role(wang, BuyingRole::decision_maker)).given(role(zhao, BuyingRole::decision_maker)).given(role(zhao, BuyingRole::user));
    const auto one_of_two = run(RevokeContactRole{first});
    CHECK(one_of_two.events.front() == AnyEvent(ContactRoleRevoked{first, the_deal, wang, BuyingRole::decision_maker, false}));
    CHECK(told_by(one_of_two, RuleCode::R2).empty());
    CHECK(told_by(run(RevokeContactRole{ContactRoleId{3}}), RuleCode::R2).empty());
    const auto outcome = run(RevokeContactRole{second});
    CHECK(told_by(outcome, RuleCode::R2) == std::vector{owner});
    CHECK(events_of<AlertRaised>(outcome).back().subject == the_deal.entity());
    CHECK(run(RevokeContactRole{second}).verdict == Verdict::already_so);
}

TEST_CASE_METHOD(BuyingScenario, "revoking needs a reason, a date within the role, and an open opportunity", "[commands][contact_role]") {
    given(role(wang, BuyingRole::user));
    CHECK(refused_by(run(RevokeContactRole{first}, ""), {"reason_missing"}));
    CHECK(refused_by(run(RevokeContactRole{first}, "mistaken", days_ago(3)), {"before_assignment"}));
    given(Win{the_deal, cny("900.00")});
    CHECK(refused_by(run(RevokeContactRole{first}), {"already_closed"}));
}

TEST_CASE_METHOD(BuyingScenario, "who is replaced without a move is told to the deal's people and his counterpart, each time", "[commands][contact_role]") {
    constexpr EmployeeId engineer{3}, counterpart{4};
    given(HireEmployee{"Wu Na", DepartmentId{1}, {}, {}}).given(HireEmployee{"He Yi", DepartmentId{1}, {}, {}});
    given(JoinTeam{the_deal, engineer, {"technical lead", "trial", "pumps"}});
    given(role(wang, BuyingRole::decision_maker)).given(AssignCounterpart{first, counterpart, "signs"});
    const auto revoked = run(RevokeContactRole{first});
    CHECK(told_by(revoked, RuleCode::R1) == std::vector{owner, boss, engineer, counterpart});
    CHECK(told_by(revoked, RuleCode::R2) == std::vector{owner});
    CHECK(events_of<RiskFlagRaised>(revoked).size() == 1);
    REQUIRE(events_of<TaskOpened>(revoked).size() == 1);
    const TaskOpened meeting = events_of<TaskOpened>(revoked).front();
    CHECK(meeting.assignee == owner);
    CHECK(meeting.due.us == now.us + 2 * us_per_day);
    const auto replaced = run(role(zhao, BuyingRole::decision_maker));
    CHECK(events_of<RiskFlagCleared>(replaced) == std::vector{RiskFlagCleared{RiskFlagId{1}, the_deal, {}, "con-2 is decision_maker"}});
    const auto again = run(RevokeContactRole{second});  // nobody has answered the alerts before
    CHECK(told_by(again, RuleCode::R1) == std::vector{owner, boss, engineer});
    CHECK(told_by(again, RuleCode::R2) == std::vector{owner});
    CHECK(events_of<RiskFlagRaised>(again).size() == 1);
}

TEST_CASE_METHOD(BuyingScenario, "what rested on who was replaced is to be confirmed anew, unless he keeps a role", "[commands][contact_role]") {
    for (const auto each : {BuyingRole::decision_maker, BuyingRole::user}) given(role(wang, each));
    given(RegisterDocument{the_deal.entity(), DocumentKind::proposal, "for Acme", "sales manager", "sha256:" + std::string(64, 'a'), 1});
    given_as(owner, SubmitGateDocument{the_deal, "Contact", DocumentId{1}, Ref(wang)}).given_as(boss, ApproveGateDocument{GateDocumentId{1}});
    given_as(owner, SubmitForecast{the_deal, {60}, ForecastCategory::commit, cny("9.00"), {date_of(now).days + 5}});
    const auto first_lost = run(RevokeContactRole{first});
    CHECK(events_of<ForecastReconfirmationDue>(first_lost).size() == 1);
    CHECK(events_of<GateReopened>(first_lost).empty());  // he still uses it
    const auto last_lost = run(RevokeContactRole{second});
    REQUIRE(events_of<GateReopened>(last_lost).size() == 1);
    CHECK(told_by(last_lost, RuleCode::R8) == std::vector{owner, boss});
}

TEST_CASE_METHOD(BuyingScenario, "a counterpart has a duty; changing him needs a reason", "[commands][contact_role]") {
    given(role(wang, BuyingRole::user), days_ago(5));
    CHECK(refused_by(run(AssignCounterpart{first, boss, " "}, "x", days_ago(9)), {"duty_missing", "before_assignment"}));
    CHECK(run(AssignCounterpart{first, boss, "norms"}, "").events ==
          std::vector<AnyEvent>{CounterpartAssigned{first, the_deal, {}, {boss, "norms"}}});
    CHECK(run(AssignCounterpart{first, boss, "norms"}, "").verdict == Verdict::already_so);
    CHECK(refused_by(run(AssignCounterpart{first, owner, "norms"}, ""), {"reason_missing"}));
    CHECK(refused_by(run(AssignCounterpart{first, owner, "norms"}, "fitter", days_ago(2)), {"before_last_counterpart"}));
    const auto changed = run(AssignCounterpart{first, owner, "norms"});
    REQUIRE(changed.count == 1);
    CHECK(changed.events[0].as<CounterpartAssigned>()->from == Counterpart{boss, "norms"});
    given(RevokeContactRole{first});
    CHECK(refused_by(run(AssignCounterpart{first, boss, "norms"}), {"role_over"}));
}

TEST_CASE("a role rests on deal, contact and counterpart while it is not over; a handover moves the counterpart only",
          "[commands][contact_role]") {
    ContactRole held;
    held.id = first;
    evolve(held, ContactRoleAssigned{first, the_deal, wang, BuyingRole::user, false, {}}, Meta{});
    CHECK(rests_on(held) == RestsOn{the_deal.entity(), wang.entity()});
    evolve(held, CounterpartAssigned{first, the_deal, {}, {owner, "norms"}}, Meta{});
    const OwnershipTransferred passed{first.entity(), owner, {boss, DepartmentId{1}, {}, {}}, HandoverId{1}};
    ContactRole other = held;
    other.id = second;
    evolve(other, passed, Meta{});
    CHECK(other.counterpart_employee() == owner);
    evolve(held, passed, Meta{});
    CHECK(held.counterpart.value == Counterpart{boss, "norms"});
    CHECK(rests_on(held) == RestsOn{the_deal.entity(), wang.entity(), boss.entity()});
    evolve(held, ContactRoleVacated{first, the_deal, wang, BuyingRole::user, false}, Meta{});
    CHECK(rests_on(held).size() == 3);
    evolve_other(held, ContactRoleAssigned{second, the_deal, zhao, BuyingRole::user, false, first}, Meta{});
    CHECK(rests_on(held).empty());
}

}  // namespace foxtrail::contact_role_test
