// Who suits as the counterpart of a buying role, and what is asked of one who does not.
#include "commands/counterpart_fitness.hpp"
#include "commands/deal_team.hpp"
#include "commands/departure.hpp"
#include "tests/commands/buying_scenario.hpp"

namespace foxtrail::counterpart_fitness_test {
using namespace buying_tests;

namespace {

constexpr EmployeeId boss{1}, seller{2};
constexpr ContactRoleId first{1}, second{2};

struct Fitness : BuyingScenario {
    // Nobody was named yet: no reason is needed but for who does not suit.
    CommandOutcome names(ContactRoleId role, EmployeeId who) { return run(AssignCounterpart{role, who, "knows him"}, ""); }
};

}  // namespace

TEST_CASE_METHOD(Fitness, "who decides is matched by somebody who leads people; another takes a reason", "[commands][counterpart_fitness]") {
    given(role(wang, BuyingRole::decision_maker)).given(role(zhao, BuyingRole::decision_maker));
    CHECK(refused_by(names(first, seller), {"counterpart_unfit"}));
    CHECK(names(first, boss).verdict == Verdict::recorded);
    CHECK(run(AssignCounterpart{second, seller, "knows him"}, "his old friend").verdict == Verdict::recorded);
    given(MoveEmployee{seller, DepartmentId{1}, {}});
    CHECK(refused_by(run(AssignCounterpart{second, boss, "signs"}, ""), {"reason_missing", "counterpart_unfit"}));  // nobody reports to him now
}

TEST_CASE_METHOD(Fitness, "department, position and role on the deal's team make one fit", "[commands][counterpart_fitness]") {
    given(role(wang, BuyingRole::user)).given(role(wang, BuyingRole::technical_lead)).given(role(wang, BuyingRole::coach)).given(role(zhao, BuyingRole::technical_lead));
    CHECK(names(first, seller).verdict == Verdict::recorded);  // he is in Sales
    CHECK(refused_by(names(second, seller), {"counterpart_unfit"}));
    given(JoinTeam{the_deal, seller, {"Technical lead", "trial", "pumps"}});
    CHECK(names(second, seller).verdict == Verdict::recorded);
    CHECK(names(ContactRoleId{3}, boss).verdict == Verdict::recorded);  // anybody does
    CHECK(refused_by(names(ContactRoleId{4}, boss), {"counterpart_unfit"}));
    given(PromoteEmployee{boss, "Chief ENGINEER"});
    CHECK(names(ContactRoleId{4}, boss).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(Fitness, "who suits is set for a reason, and judged by as it is then", "[commands][counterpart_fitness]") {
    const SetCounterpartFitness buyers{BuyingRole::coach, false, false, {"purchasing"}};
    CHECK(refused_by(run(buyers, " "), {"reason_missing"}));
    CHECK(refused_by(run(SetCounterpartFitness{BuyingRole::coach, false, false, {}}), {"nobody_suits"}));
    CHECK(refused_by(run(SetCounterpartFitness{BuyingRole::coach, true, false, {" "}}), {"text_missing"}));
    CHECK(run(SetCounterpartFitness{BuyingRole::coach, true, false, {}}, "").verdict == Verdict::already_so);
    const auto set = run(buyers);
    REQUIRE(set.count == 1);
    CHECK(*set.events.front().as<CounterpartFitnessSet>() ==
          CounterpartFitnessSet{fitness_of(BuyingRole::coach), BuyingRole::coach, 2, {true, false, {}}, {false, false, {"purchasing"}}});
    CHECK(run(buyers, "").verdict == Verdict::already_so);
    given(role(wang, BuyingRole::coach));
    CHECK(refused_by(names(first, seller), {"counterpart_unfit"}));
    given(RenameDepartment{DepartmentId{1}, "Sales and purchasing"});
    CHECK(names(first, seller).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(Fitness, "who has left leads nobody, nor is he led", "[commands][counterpart_fitness]") {
    given(HireEmployee{"Wu Na", DepartmentId{1}, seller, {}}).given(role(wang, BuyingRole::decision_maker)).given(role(zhao, BuyingRole::decision_maker));
    CHECK(names(first, seller).verdict == Verdict::recorded);
    given(DepartEmployee{EmployeeId{3}, {}});
    CHECK(refused_by(names(second, seller), {"counterpart_unfit"}));
}

}  // namespace foxtrail::counterpart_fitness_test
