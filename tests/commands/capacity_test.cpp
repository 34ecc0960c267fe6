// Capacity: what an employee may own is counted wherever he would get one more.
#include "tests/commands/funnel_scenario.hpp"

namespace foxtrail::capacity_test {
using namespace funnel_tests;

TEST_CASE_METHOD(FunnelScenario, "a capacity is set with from and to, anew with a reason", "[commands][capacity]") {
    CHECK(run(SetCapacity{seller, 2}, "").events.at(0) == AnyEvent(EmployeeCapacitySet{seller, std::nullopt, 2}));
    CHECK(run(SetCapacity{seller, 2}).verdict == Verdict::already_so);
    CHECK(refused_by(run(SetCapacity{seller, 3}, ""), {"reason_missing"}));
    CHECK(refused_by(run(SetCapacity{seller, 3}, "r", yesterday()), {"before_last_capacity"}));
    CHECK(refused_by(run(SetCapacity{seller, 10'001}), {"capacity_beyond_limit"}));
    CHECK(run(SetCapacity{seller, {}}).events.at(0) == AnyEvent(EmployeeCapacitySet{seller, 2, std::nullopt}));
}

TEST_CASE_METHOD(FunnelScenario, "beyond his capacity nobody is given an opportunity, by whatever way", "[commands][capacity]") {
    given(SetCapacity{seller, 1}).given(new_deal());  // opp-2 is the seller's
    CHECK(refused_by(run(Assign{the_deal, seller}), {"over_capacity"}));
    CHECK(refused_by(run(OfferOpportunity{the_deal, seller, {}}), {"over_capacity"}));
    CHECK(refused_by(run(new_deal()), {"over_capacity"}));
    given(AssignLead{the_lead, seller}).given(QualifyLead{the_lead, {70}, "fits"});
    ConvertLead convert;
    convert.lead = the_lead, convert.name = "Pumps", convert.stage_model = StageModelId{1};
    CHECK(refused_by(run(convert), {"over_capacity"}));
    CHECK(run(Assign{the_deal, other_seller}).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(FunnelScenario, "closed opportunities take no room; what he has stays his", "[commands][capacity]") {
    given(SetCapacity{seller, 1}).given(new_deal());
    given(Win{OpportunityId{2}, cny("900.00")});
    CHECK(run(Assign{the_deal, seller}).verdict == Verdict::recorded);
    given(SetCapacity{seller, 0});
    CHECK(run(Assign{the_deal, seller}).verdict == Verdict::already_so);
    given(MoveEmployee{seller, DepartmentId{1}, {}});
    CHECK(run(Assign{the_deal, seller}).verdict == Verdict::recorded);  // his new post, not one more
}

TEST_CASE_METHOD(FunnelScenario, "an offer takes no room, so room is looked at again when it is accepted", "[commands][capacity]") {
    given(SetCapacity{seller, 1}).given(OfferOpportunity{the_deal, seller, {}}).given(new_deal());
    as(seller);
    CHECK(refused_by(run(AcceptAssignment{the_deal}), {"over_capacity"}));
}

}  // namespace foxtrail::capacity_test
