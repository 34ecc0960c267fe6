// Project establishment: what it stands on, and that nobody approves his own.
#include "tests/commands/funnel_scenario.hpp"

namespace foxtrail::establishment_test {
using namespace funnel_tests;

namespace {

// Evaluated well, budget known, a milestone planned; the seller asks.
struct Establishable : FunnelScenario {
    Establishable() {
        given(good()).given(EstimateBudget{the_deal, cny("1000.00")}).given(plan());
        as(seller);
    }
    static RequestEstablishment request() { return {the_deal, "ready to invest"}; }
};

}  // namespace

TEST_CASE_METHOD(FunnelScenario, "a project needs an evaluation, a budget and an advance plan", "[commands][establishment]") {
    const RequestEstablishment blank_request{the_deal, " "};
    CHECK(refused_by(run(blank_request),
                     {"actor_missing", "justification_missing", "not_evaluated", "budget_unknown", "advance_plan_missing"}));
    as(seller).given(poor());
    CHECK(refused_by(run(RequestEstablishment{the_deal, "ready"}), {"below_threshold", "budget_unknown", "advance_plan_missing"}));
    PublishEvaluationModel lenient = model();
    lenient.evaluation_model = the_model, lenient.threshold = {10};
    given_as(manager, lenient).given(poor());
    CHECK(refused_by(run(RequestEstablishment{the_deal, "ready"}), {"budget_unknown", "advance_plan_missing"}));
}

TEST_CASE_METHOD(Establishable, "a request says who asks, why, and what stood then", "[commands][establishment]") {
    CHECK(run(request()).events.at(0) ==
          AnyEvent(ProjectEstablishmentRequested{the_deal, seller, "ready to invest", {82}, cny("1000.00")}));
    CHECK(run(request()).verdict == Verdict::already_so);
    CHECK(refused_by(run(RequestEstablishment{the_deal, "other words"}), {"request_pending"}));
    as(other_seller);
    CHECK(refused_by(run(request()), {"request_pending"}));
    as(seller);
    CHECK(refused_by(run(RequestEstablishment{the_deal, "x"}, "r", yesterday()),
                     {"before_creation", "before_last_request", "request_pending", "before_grounds"}));
}

TEST_CASE_METHOD(Establishable, "somebody else than the requester approves, which makes it a project", "[commands][establishment]") {
    as(manager);
    CHECK(refused_by(run(ApproveEstablishment{the_deal}), {"not_requested"}));
    as(seller).given(request());
    CHECK(refused_by(run(ApproveEstablishment{the_deal}), {"own_approval"}));
    as_system();
    CHECK(refused_by(run(ApproveEstablishment{the_deal}), {"actor_missing"}));
    as(manager);
    CHECK(run(ApproveEstablishment{the_deal}).events ==
          std::vector<AnyEvent>{ProjectEstablishmentApproved{the_deal, seller, manager},
                                OpportunityEstablishmentStated{the_deal, Stated<bool>(), true}});
    CHECK(run(ApproveEstablishment{the_deal}).verdict == Verdict::already_so);
    as(seller);
    CHECK(run(request()).verdict == Verdict::already_so);
}

TEST_CASE_METHOD(Establishable, "nobody makes it a project by saying so; that it is none he may say", "[commands][establishment]") {
    as(seller);
    CHECK(refused_by(run(StateEstablishment{the_deal, Stated<bool>(true)}), {"needs_approval"}));
    given(StateEstablishment{the_deal, Stated<bool>(false)});
    given(request());
    as(manager).given(ApproveEstablishment{the_deal});
    as(seller);
    CHECK(run(StateEstablishment{the_deal, Stated<bool>(true)}).verdict == Verdict::already_so);
    given(StateEstablishment{the_deal, Stated<bool>(false)});
    CHECK(refused_by(run(StateEstablishment{the_deal, Stated<bool>(true)}), {"needs_approval"}));
    as_system();
    CHECK(refused_by(run(StateEstablishment{the_deal, Stated<bool>(true)}), {"needs_approval"}));
    given_history(StateEstablishment{the_deal, Stated<bool>(true)});
}

TEST_CASE_METHOD(Establishable, "nobody opens a project, or says that it was one longer than it is", "[commands][establishment]") {
    CreateOpportunity create = pooled_deal();
    create.established = true;
    as(seller);
    CHECK(refused_by(run(create), {"needs_approval"}));
    as_system();
    CHECK(refused_by(run(create), {"needs_approval"}));
    given_history(create);
    const Time before = now;
    wait_hours(24);
    as(seller).given(request());
    as(manager).given(ApproveEstablishment{the_deal});
    CHECK(refused_by(run(StateEstablishment{the_deal, Stated<bool>(true)}, "since long", before), {"needs_approval"}));
}

TEST_CASE_METHOD(FunnelScenario, "what an evaluation was told of a plan is no plan", "[commands][establishment]") {
    as(seller).given(EstimateBudget{the_deal, cny("1000.00")}).given(good());
    CHECK(refused_by(run(RequestEstablishment{the_deal, "ready"}), {"advance_plan_missing"}));
}

TEST_CASE_METHOD(Establishable, "what the request stood on has to stand when it is approved", "[commands][establishment]") {
    given(request()).given(poor()).given(EstimateBudget{the_deal, {}});
    as(manager);
    CHECK(refused_by(run(ApproveEstablishment{the_deal}), {"below_threshold", "budget_unknown"}));
    as_system().given(MeetMilestone{MilestoneId{1}});
    as(manager);
    CHECK(refused_by(run(ApproveEstablishment{the_deal}), {"below_threshold", "budget_unknown", "advance_plan_missing"}));
}

TEST_CASE_METHOD(Establishable, "a rejected request says why and can be made again", "[commands][establishment]") {
    as(manager);
    CHECK(refused_by(run(RejectEstablishment{the_deal, " "}), {"why_missing", "not_requested"}));
    as(seller).given(request());
    as(manager);
    CHECK(run(RejectEstablishment{the_deal, "too early"}).events ==
          std::vector<AnyEvent>{ProjectEstablishmentRejected{the_deal, seller, manager, "too early"}});
    CHECK(run(RejectEstablishment{the_deal, "too early"}).verdict == Verdict::already_so);
    CHECK(refused_by(run(ApproveEstablishment{the_deal}), {"not_requested"}));
    as(seller);
    CHECK(run(request()).verdict == Verdict::recorded);
    as(manager).given(Lose{the_deal, "price", {}});
    CHECK(refused_by(run(ApproveEstablishment{the_deal}), {"already_closed"}));
}

}  // namespace foxtrail::establishment_test
