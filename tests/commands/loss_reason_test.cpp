// Why a deal was lost: each party says it once, beside the others.
#include "commands/competitor.hpp"
#include "commands/contact_move.hpp"
#include "commands/document.hpp"
#include "commands/loss_reason.hpp"
#include "tests/commands/buying_scenario.hpp"

namespace foxtrail::loss_reason_test {
using namespace buying_tests;

namespace {

constexpr EmployeeId manager{1}, owner{2};

StateLossReason said(Entity by, LossRole role, std::string why) { return {the_deal, by, role, std::move(why), {}, "on the telephone", {}}; }

struct LostDeal : BuyingScenario {
    LostDeal() { lost = run(Lose{the_deal, "price", std::string("Rival")}).position; }
    CommandOutcome put_right(Position wrong, AnyCommand command) { return run(std::move(command), "misheard", {}, wrong); }
    Position lost = 0;
};

}  // namespace

TEST_CASE_METHOD(LostDeal, "the opinions of several parties on one loss stand beside each other", "[commands][loss_reason]") {
    const auto first = run(said(manager.entity(), LossRole::manager, "relationship"));
    CHECK(first.events == std::vector<AnyEvent>{LossReasonStated{{1}, the_deal, manager.entity(), LossRole::manager, "relationship", {}, "on the telephone", {}}});
    CHECK(run(said(wang.entity(), LossRole::decision_maker, "price")).verdict == Verdict::recorded);
    CHECK(run(said(zhao.entity(), LossRole::user, "features")).verdict == Verdict::recorded);
    given(RegisterCompetitor{"Rival", {}});
    CHECK(run(said(CompetitorId{1}.entity(), LossRole::competitor, "price")).verdict == Verdict::recorded);
    CHECK(run(Lose{the_deal, "price", std::string("Rival")}).verdict == Verdict::already_so);  // who recorded it stands by his
}

TEST_CASE_METHOD(LostDeal, "a party says the same once, and another opinion puts right the one before", "[commands][loss_reason]") {
    const auto wrong = run(said(wang.entity(), LossRole::user, "price"));
    CHECK(run(said(wang.entity(), LossRole::user, "price")).verdict == Verdict::already_so);
    CHECK(refused_by(run(said(wang.entity(), LossRole::user, "quality")), {"stated_otherwise"}));
    CHECK(refused_by(run(said(wang.entity(), LossRole::coach, "price")), {"stated_otherwise"}));
    const auto right = put_right(wrong.position, said(wang.entity(), LossRole::user, "quality"));
    CHECK(right.events == std::vector<AnyEvent>{LossReasonStated{{1}, the_deal, wang.entity(), LossRole::user, "quality", {}, "on the telephone", {}}});
    CHECK(put_right(wrong.position, said(wang.entity(), LossRole::user, "quality")).verdict == Verdict::already_so);
    CHECK(refused_by(run(said(wang.entity(), LossRole::user, "price")), {"stated_otherwise"}));
    CHECK(refused_by(put_right(wrong.position, said(zhao.entity(), LossRole::user, "quality")), {"corrects_no_such_reason"}));
    CHECK(refused_by(put_right(lost, said(zhao.entity(), LossRole::user, "quality")), {"corrects_no_such_reason"}));
}

TEST_CASE_METHOD(BuyingScenario, "there is a reason only for what was lost, and not before it was", "[commands][loss_reason]") {
    CHECK(refused_by(run(said(manager.entity(), LossRole::manager, "price")), {"never_lost"}));
    given(Lose{the_deal, "price", {}}, days_ago(2));
    CHECK(refused_by(run(said(manager.entity(), LossRole::manager, "price"), "because", days_ago(3)), {"before_loss"}));
    CHECK(run(said(manager.entity(), LossRole::manager, "price"), "because", days_ago(1)).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(LostDeal, "who says it has to fit as what he says it, and a contact the customer", "[commands][loss_reason]") {
    CHECK(refused_by(run(said(manager.entity(), LossRole::user, "price")), {"role_of_others"}));
    CHECK(refused_by(run(said(wang.entity(), LossRole::owner, "price")), {"role_of_others"}));
    CHECK(refused_by(run(said(CustomerId{1}.entity(), LossRole::customer, "price")), {"role_of_others"}));
    CHECK(refused_by(run(said(stranger.entity(), LossRole::customer, "price")), {"contact_of_other_customer"}));
    StateLossReason bare = said(owner.entity(), LossRole::owner, " ");
    bare.evidence = "";
    CHECK(refused_by(run(bare), {"why_missing", "evidence_missing"}));
    given(RegisterDocument{the_deal.entity(), DocumentKind::minutes, "Debriefing", "Head of sales", "sha256:" + std::string(64, '1'), 10});
    bare.why = "price", bare.document = DocumentId{1};
    CHECK(run(bare).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(BuyingScenario, "whoever had a role on the deal is still heard when he has gone elsewhere", "[commands][loss_reason]") {
    given(role(wang, BuyingRole::decision_maker)).given(Lose{the_deal, "price", {}});
    for (const auto contact : {wang, zhao}) given(ReportContactMove{contact, Ref(CustomerId{2}), {}, {}, "heard"});
    CHECK(run(said(wang.entity(), LossRole::decision_maker, "price")).verdict == Verdict::recorded);
    CHECK(refused_by(run(said(zhao.entity(), LossRole::customer, "price")), {"contact_of_other_customer"}));
}

TEST_CASE_METHOD(LostDeal, "reopening keeps the loss, and a second loss is said anew", "[commands][loss_reason]") {
    given(said(wang.entity(), LossRole::customer, "price")).given(Reopen{the_deal});
    CHECK(run(said(wang.entity(), LossRole::customer, "price")).verdict == Verdict::already_so);
    CHECK(run(said(manager.entity(), LossRole::manager, "price")).verdict == Verdict::recorded);
    given(Lose{the_deal, "features", {}});
    const auto again = run(said(wang.entity(), LossRole::customer, "features"));
    REQUIRE(again.verdict == Verdict::recorded);
    CHECK(again.events.front().as<LossReasonStated>()->loss_reason == LossReasonId{3});
}

}  // namespace foxtrail::loss_reason_test
