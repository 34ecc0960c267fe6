// Competitors on deals, and who is told of them (R12).
#include "commands/competitor.hpp"
#include "commands/risk_flag.hpp"
#include "tests/commands/network_scenario.hpp"

namespace foxtrail::competitor_test {
using namespace network_tests;

namespace {

constexpr CompetitorId rival{1}, other{2};

struct Rivals : NetworkScenario {
    Rivals() { given(RegisterCompetitor{"Rival", ExternalKey{"crm:r"}}).given(RegisterCompetitor{"Other", {}}); }
};

}  // namespace

TEST_CASE_METHOD(Rivals, "a competitor has a name and a key of its own", "[commands][competitor]") {
    CHECK(run(RegisterCompetitor{"Third", {}}).events == std::vector<AnyEvent>{CompetitorRegistered{CompetitorId{3}, "Third", {}}});
    CHECK(refused_by(run(RegisterCompetitor{" ", ExternalKey{"crm:r"}}), {"name_missing", "external_key_taken"}));
}

TEST_CASE_METHOD(Rivals, "on detection the owner and his manager are told once, and the deal is flagged", "[commands][competitor]") {
    const auto outcome = as(colleague, ReportCompetitor{the_deal, rival, "seen at the customer's"});
    REQUIRE(outcome.count == 4);
    CHECK(outcome.events.front() == AnyEvent(CompetitorDetected{the_deal, rival, "Rival", "seen at the customer's"}));
    CHECK(told_by(outcome, RuleCode::R12) == std::vector{owner, manager});
    const auto flags = events_of<RiskFlagRaised>(outcome);
    REQUIRE(flags.size() == 1);
    CHECK(flags.front().kind == RiskKind::competitor);
    CHECK(flags.front().owner == owner);
    CHECK(run(ReportCompetitor{the_deal, rival, "again"}).verdict == Verdict::already_so);
}

TEST_CASE_METHOD(Rivals, "another competitor is told of too, although nobody has answered the first alert", "[commands][competitor]") {
    given(ReportCompetitor{the_deal, rival, "seen"});
    const auto second = run(ReportCompetitor{the_deal, other, "offer on the table"});
    CHECK(told_by(second, RuleCode::R12) == std::vector{owner, manager});
    CHECK(events_of<RiskFlagRaised>(second).size() == 1);
}

TEST_CASE_METHOD(Rivals, "with R12 switched off nobody is told; the flag is raised all the same", "[commands][competitor]") {
    given_as(EmployeeId{1}, ChangeStandingRule{RuleCode::R12, false, {}});
    const auto outcome = run(ReportCompetitor{the_deal, rival, "seen"});
    CHECK(told_by(outcome, RuleCode::R12).empty());
    CHECK(events_of<RiskFlagRaised>(outcome).size() == 1);
}

TEST_CASE_METHOD(Rivals, "a competitor needs evidence and an open deal", "[commands][competitor]") {
    CHECK(refused_by(run(ReportCompetitor{the_deal, rival, " "}, "", days_ago(40)), {"before_creation", "evidence_missing"}));
    given(Derail{the_deal, "no budget"});
    CHECK(refused_by(run(ReportCompetitor{the_deal, rival, "seen"}), {"already_closed"}));
}

TEST_CASE_METHOD(Rivals, "a competitor withdraws from a deal he is on, and may come back", "[commands][competitor]") {
    CHECK(refused_by(run(WithdrawCompetitor{the_deal, rival, "said so"}), {"competitor_not_on_deal"}));
    given(ReportCompetitor{the_deal, rival, "seen"}, days_ago(3));
    CHECK(refused_by(run(WithdrawCompetitor{the_deal, rival, " "}, "", days_ago(4)), {"before_detection", "evidence_missing"}));
    CHECK(run(WithdrawCompetitor{the_deal, rival, "said so"}).events ==
          std::vector<AnyEvent>{CompetitorWithdrawn{the_deal, rival, "Rival", "said so"},
                                RiskFlagCleared{RiskFlagId{1}, the_deal, {}, "the competitor has given up: said so"}});
    CHECK(events_of<CompetitorDetected>(run(ReportCompetitor{the_deal, rival, "seen again"})).size() == 1);
}

TEST_CASE_METHOD(Rivals, "a competitor is registered once, however its name is written", "[commands][competitor]") {
    const auto again = run(RegisterCompetitor{"RIVAL Co., Ltd.", {}}, "");
    CHECK(refused_by(again, {"competitor_known"}));
    CHECK(again.broken.front().text.ends_with("(cmp-1)"));
    CHECK(run(RegisterCompetitor{"Rival East", {}}, "").verdict == Verdict::recorded);
    CHECK(run(RegisterCompetitor{"Rival GmbH", {}}, "the German one, of other owners").verdict == Verdict::recorded);
}

TEST_CASE_METHOD(Rivals, "who was seen can be put right: the other is taken off the deal, and can be reported again", "[commands][competitor]") {
    const auto reported = run(ReportCompetitor{the_deal, rival, "seen"});
    const Position detected = reported.position - reported.count + 1;
    const auto put_right = run(ReportCompetitor{the_deal, other, "his card"}, "mixed up", {}, detected);
    CHECK(events_of<RiskFlagCleared>(put_right).size() == 1);
    CHECK(told_by(put_right, RuleCode::R12) == std::vector{owner, manager});
    now.us += 3 * us_per_day;
    CHECK(lapses(run(EscalateAlert{events_of<AlertRaised>(reported).front().alert})));
    CHECK(refused_by(run(WithdrawCompetitor{the_deal, rival, "gone"}), {"competitor_not_on_deal"}));
    CHECK(told_by(run(ReportCompetitor{the_deal, rival, "seen now"}), RuleCode::R12) == std::vector{owner, manager});
}

TEST_CASE_METHOD(Rivals, "a report is not dated behind the competitor's withdrawal; that he was there earlier is recorded and alarms nobody", "[commands][competitor]") {
    given(ReportCompetitor{the_deal, rival, "seen"});
    const auto earlier = run(ReportCompetitor{the_deal, rival, "was on the list"}, "heard of late", days_ago(5));
    REQUIRE(earlier.count == 1);
    CHECK(run(ReportCompetitor{the_deal, rival, "was on the list"}, "heard of late", days_ago(4)).verdict == Verdict::already_so);
    const Time before = now;
    now.us += us_per_day;
    given(WithdrawCompetitor{the_deal, rival, "said so"});
    CHECK(refused_by(run(ReportCompetitor{the_deal, rival, "seen"}, "late", before), {"before_withdrawal"}));
    CHECK(run(ReportCompetitor{the_deal, rival, "is back"}).count > 1);
}

TEST_CASE_METHOD(Rivals, "who was on a deal when it was closed is a risk of it again when it is opened", "[commands][competitor]") {
    given(ReportCompetitor{the_deal, rival, "seen"}).given(Lose{the_deal, "price", {}});
    const auto reopened = run(Reopen{the_deal});
    REQUIRE(events_of<RiskFlagRaised>(reopened).size() == 1);
    CHECK(events_of<RiskFlagRaised>(reopened).front().kind == RiskKind::competitor);
}

}  // namespace foxtrail::competitor_test
