// Offers: made to one, answered by him in time, or back to the pool.
#include "commands/alert.hpp"
#include "commands/departure.hpp"
#include "tests/commands/funnel_scenario.hpp"

namespace foxtrail::assignment_test {
using namespace funnel_tests;

namespace {

struct Offered : FunnelScenario {
    Offered() { as(manager).given(OfferOpportunity{the_deal, seller, {}}); }
};

}  // namespace

TEST_CASE_METHOD(FunnelScenario, "an offer is answered within the working hours of R9, or by the time it names", "[commands][assignment]") {
    const auto outcome = run(OfferOpportunity{the_deal, seller, {}});  // Monday 17:00 in Shanghai: eight working hours are one day
    CHECK(outcome.events.at(0) == AnyEvent(OpportunityOffered{the_deal, seller, Time{now.us + us_per_day}}));
    CHECK(run(OfferOpportunity{the_deal, seller, {}}).verdict == Verdict::already_so);
    CHECK(refused_by(run(OfferOpportunity{the_deal, seller, Time{now.us + 2 * us_per_day}}), {"offer_open"}));
    CHECK(refused_by(run(OfferOpportunity{the_deal, other_seller, yesterday()}), {"offer_open", "answer_by_past"}));
    CHECK(refused_by(run(Assign{the_deal, other_seller}), {"offer_open"}));
}

TEST_CASE_METHOD(FunnelScenario, "what is evaluated below the threshold is neither offered nor assigned", "[commands][assignment]") {
    given(poor());
    CHECK(refused_by(run(OfferOpportunity{the_deal, seller, {}}), {"below_threshold"}));
    CHECK(refused_by(run(Assign{the_deal, seller}), {"below_threshold"}));
    given(good());
    CHECK(run(OfferOpportunity{the_deal, seller, {}}).verdict == Verdict::recorded);
    given(poor());
    as(seller);
    CHECK(refused_by(run(AcceptAssignment{the_deal}), {"below_threshold"}));
}

TEST_CASE_METHOD(FunnelScenario, "an owned opportunity is offered to another with a reason, to its owner not at all",
                 "[commands][assignment]") {
    as(manager).given(Assign{the_deal, seller});
    CHECK(run(OfferOpportunity{the_deal, seller, {}}).verdict == Verdict::already_so);
    CHECK(refused_by(run(OfferOpportunity{the_deal, other_seller, {}}, ""), {"reason_missing"}));
    CHECK(refused_by(run(OfferOpportunity{the_deal, other_seller, {}}, "r", yesterday()), {"before_creation"}));
    as(other_seller);
    CHECK(refused_by(run(OfferOpportunity{the_deal, other_seller, {}}), {"not_his_to_offer"}));
    as_system();
    CHECK(refused_by(run(OfferOpportunity{the_deal, other_seller, {}}), {"not_his_to_offer"}));
    as(seller).given(OfferOpportunity{the_deal, other_seller, {}});
    as(other_seller);
    CHECK(run(AcceptAssignment{the_deal}).events.at(1).as<OpportunityAssigned>()->from->owner == seller);
}

TEST_CASE_METHOD(Offered, "accepting makes it his, in one commit, once", "[commands][assignment]") {
    as(seller);
    const auto outcome = run(AcceptAssignment{the_deal}, "");
    CHECK(outcome.events ==
          std::vector<AnyEvent>{OpportunityAssignmentAccepted{the_deal, seller},
                                OpportunityAssigned{the_deal, std::nullopt, {seller, DepartmentId{1}, RegionId{1}, manager}}});
    CHECK(run(AcceptAssignment{the_deal}).verdict == Verdict::already_so);
    as(manager).given(Assign{the_deal, other_seller});
    as(seller);
    CHECK(refused_by(run(AcceptAssignment{the_deal}), {"not_offered_to_actor"}));
}

TEST_CASE_METHOD(Offered, "only who was asked answers", "[commands][assignment]") {
    for (const bool somebody : {true, false}) {
        somebody ? as(other_seller) : as_system();
        CHECK(refused_by(run(AcceptAssignment{the_deal}), {"not_offered_to_actor"}));
        CHECK(refused_by(run(DeclineAssignment{the_deal}), {"not_offered_to_actor"}));
    }
    given(pooled_deal());
    as(seller);
    CHECK(refused_by(run(AcceptAssignment{OpportunityId{2}}), {"not_offered_to_actor"}));
}

TEST_CASE_METHOD(Offered, "declining says why and leaves the opportunity to others", "[commands][assignment]") {
    as(seller);
    CHECK(refused_by(run(DeclineAssignment{the_deal}, " "), {"reason_missing"}));
    CHECK(run(DeclineAssignment{the_deal}).events == std::vector<AnyEvent>{OpportunityAssignmentDeclined{the_deal, seller}});
    CHECK(run(DeclineAssignment{the_deal}).verdict == Verdict::already_so);
    CHECK(refused_by(run(AcceptAssignment{the_deal}), {"not_offered_to_actor"}));
    as(manager);
    CHECK(refused_by(run(OfferOpportunity{the_deal, other_seller, {}}, "r", Time{now.us - 4 * us_per_second}), {"before_last_offer"}));
    CHECK(run(OfferOpportunity{the_deal, other_seller, {}}).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(Offered, "an offer nobody answers expires when its time has come, and the manager is told", "[commands][assignment]") {
    CHECK(refused_by(run(ExpireOffer{the_deal}), {"system_only", "not_yet_due"}));
    as_system();
    CHECK(refused_by(run(ExpireOffer{the_deal}), {"not_yet_due"}));
    wait_hours(24);
    as(seller);
    CHECK(refused_by(run(AcceptAssignment{the_deal}), {"offer_lapsed"}));
    as_system();
    const auto outcome = run(ExpireOffer{the_deal});
    REQUIRE(outcome.count == 2);
    CHECK(outcome.events[0].as<OpportunityOfferExpired>()->employee == seller);
    CHECK(outcome.events[1].as<AlertRaised>()->told == manager);
    CHECK(outcome.events[1].as<AlertRaised>()->rule == RuleCode::R9);
    CHECK(run(ExpireOffer{the_deal}).verdict == Verdict::already_so);
    as(seller);
    CHECK(refused_by(run(AcceptAssignment{the_deal}), {"not_offered_to_actor"}));
}

TEST_CASE_METHOD(Offered, "an unanswered offer is taken back by who made it or the line manager", "[commands][assignment]") {
    as(other_seller);
    CHECK(refused_by(run(ReclaimOpportunity{the_deal}, ""), {"not_manager", "reason_missing"}));
    as(manager);
    CHECK(run(ReclaimOpportunity{the_deal}).events == std::vector<AnyEvent>{OpportunityReclaimed{the_deal, std::nullopt, seller}});
    CHECK(run(ReclaimOpportunity{the_deal}).verdict == Verdict::already_so);
    given(OfferOpportunity{the_deal, seller, {}});
    as_system();
    CHECK(refused_by(run(ReclaimOpportunity{the_deal}), {"not_yet_due"}));
    wait_hours(24);
    CHECK(run(ReclaimOpportunity{the_deal}).count == 1);
}

TEST_CASE_METHOD(FunnelScenario, "the line manager takes an opportunity from its owner; it rests on nobody then",
                 "[commands][assignment]") {
    given(SetCapacity{seller, 1}).given(Assign{the_deal, seller});
    as(seller);
    CHECK(refused_by(run(ReclaimOpportunity{the_deal}), {"not_manager"}));
    as(manager);
    CHECK(refused_by(run(ReclaimOpportunity{the_deal}, ""), {"reason_missing"}));
    const auto outcome = run(ReclaimOpportunity{the_deal});
    REQUIRE(outcome.count == 1);
    CHECK(outcome.events[0].as<OpportunityReclaimed>()->from->owner == seller);
    CHECK(run(new_deal()).verdict == Verdict::recorded);  // he has room again
    CHECK(run(Assign{the_deal, other_seller}, "").events.at(0).as<OpportunityAssigned>()->from == std::nullopt);
}

TEST_CASE_METHOD(FunnelScenario, "the scheduler takes back what was idle for long, and tells the manager", "[commands][assignment]") {
    given(Assign{the_deal, seller});
    wait_hours(179 * 24);
    given(EstimateValue{the_deal, cny("950.00")});
    wait_hours(179 * 24);
    CHECK(refused_by(run(ReclaimOpportunity{the_deal}), {"not_yet_due"}));
    wait_hours(24);
    const auto outcome = run(ReclaimOpportunity{the_deal}, "");
    REQUIRE(outcome.count == 2);
    CHECK(outcome.events[1].as<AlertRaised>()->told == manager);
    given(Derail{the_deal, "over"});
    CHECK(refused_by(run(ReclaimOpportunity{the_deal}), {"already_closed"}));
}

TEST_CASE_METHOD(FunnelScenario, "what was dated back is idle since it was recorded", "[commands][assignment]") {
    as_system().given(Assign{the_deal, seller});
    wait_hours(170 * 24);
    given(EvaluateOpportunity{good()}, Time{now.us - 160 * us_per_day});
    wait_hours(30 * 24);
    CHECK(refused_by(run(ReclaimOpportunity{the_deal}), {"not_yet_due"}));
    wait_hours(151 * 24);
    CHECK(run(ReclaimOpportunity{the_deal}).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(FunnelScenario, "nobody gives an opportunity to another unasked who is not above him and disposes of it", "[commands][assignment]") {
    as(seller);
    CHECK(refused_by(run(Assign{the_deal, other_seller}), {"acceptance_needed"}));
    CHECK(refused_by(run(Assign{the_deal, manager}), {"acceptance_needed"}));
    given(Assign{the_deal, seller});  // out of the pool, for himself
    CHECK(refused_by(run(Assign{the_deal, other_seller}), {"acceptance_needed"}));
    as(other_seller);
    CHECK(refused_by(run(Assign{the_deal, other_seller}), {"acceptance_needed"}));  // it is somebody's
    as(manager).given(Assign{the_deal, other_seller});
    as_system();
    CHECK(refused_by(run(Assign{the_deal, seller}), {"acceptance_needed"}));
    given_history(Assign{the_deal, seller});
    given(HireEmployee{"Gu Min", DepartmentId{1}, {}, {}}).given(HireEmployee{"He Hua", DepartmentId{1}, EmployeeId{4}, {}});
    const EmployeeId other_manager{4}, his_seller{5};
    as(manager);
    CHECK(refused_by(run(Assign{the_deal, his_seller}), {"acceptance_needed"}));  // above the giver alone
    as(other_manager);
    CHECK(refused_by(run(Assign{the_deal, his_seller}), {"acceptance_needed"}));  // above the receiver alone
    as_system().given(MoveEmployee{manager, DepartmentId{1}, other_manager});
    as(other_manager).given(Assign{the_deal, his_seller});  // above both
}

TEST_CASE_METHOD(FunnelScenario, "who has left is given neither opportunities nor leads", "[commands][assignment]") {
    given(OfferOpportunity{the_deal, other_seller, {}}).given(pooled_deal());
    given(AnnounceDeparture{other_seller, date_of(now)}).given(DepartEmployee{other_seller, {}});
    CHECK(refused_by(run(OfferOpportunity{OpportunityId{2}, other_seller, {}}), {"employee_departed"}));
    CHECK(refused_by(run(AssignLead{the_lead, other_seller}), {"employee_departed"}));
    as(other_seller);
    CHECK(refused_by(run(AcceptAssignment{the_deal}), {"actor_departed"}));
}

TEST_CASE_METHOD(FunnelScenario, "whoever stands above the line manager takes an opportunity back too", "[commands][assignment]") {
    given(HireEmployee{"Gu Min", DepartmentId{1}, seller, {}}).given(Assign{the_deal, EmployeeId{4}});
    as(other_seller);
    CHECK(refused_by(run(ReclaimOpportunity{the_deal}), {"not_manager"}));
    as(manager);
    CHECK(run(ReclaimOpportunity{the_deal}).verdict == Verdict::recorded);
}

}  // namespace foxtrail::assignment_test
