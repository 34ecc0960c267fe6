// The daily look at a deal's people: what nobody reported is told all the same.
#include "commands/committee_watch.hpp"
#include "commands/forecast.hpp"
#include "commands/relationship.hpp"
#include "tests/commands/network_scenario.hpp"

namespace foxtrail::committee_watch_test {
using namespace network_tests;
using namespace buying_tests;

namespace {

struct WatchScenario : NetworkScenario {
    CommandOutcome watch() { return as({}, WatchCommittee{the_deal}, ""); }
    void all_roles() {
        for (const auto each : {BuyingRole::decision_maker, BuyingRole::user, BuyingRole::technical_lead, BuyingRole::coach}) given(role(wang, each));
    }
    void touch() { given(LogTouch{wang, Ref(the_deal), TouchDirection::two_way, "call", "the offer"}); }
};

}  // namespace

TEST_CASE_METHOD(WatchScenario, "roles nobody holds are told from the second stage on, to the manager after two working days", "[commands][watch]") {
    CHECK(watch().verdict == Verdict::already_so);  // the first stage
    given(AdvanceStage{the_deal, "Offer"});
    CHECK(told_by(watch(), RuleCode::R2) == std::vector{owner});
    CHECK(watch().verdict == Verdict::already_so);  // told, and not closed yet
    now.us += 4 * us_per_day;
    CHECK(told_by(watch(), RuleCode::R2) == std::vector{manager});
}

TEST_CASE_METHOD(WatchScenario, "a role that was left is missed in any stage", "[commands][watch]") {
    all_roles();
    touch();
    CHECK(watch().verdict == Verdict::already_so);
    given(RevokeContactRole{ContactRoleId{4}});
    CHECK(watch().verdict == Verdict::already_so);  // revoked: it never was his
    given(AdvanceStage{the_deal, "Offer"});
    const auto told = watch();
    REQUIRE(told_by(told, RuleCode::R2) == std::vector{owner});
    CHECK(told.events.front().as<AlertRaised>()->why.ends_with(": coach"));
}

TEST_CASE_METHOD(WatchScenario, "a decider nobody speaks to is told to owner and manager, whatever the owner reports", "[commands][watch]") {
    all_roles();
    now.us += 13 * us_per_day;
    CHECK(watch().verdict == Verdict::already_so);
    now.us += 2 * us_per_day;
    CHECK(told_by(watch(), RuleCode::R4) == std::vector{owner, manager});
    touch();
    now.us += us_per_day;
    CHECK(watch().verdict == Verdict::already_so);
}

TEST_CASE_METHOD(WatchScenario, "only the scheduler looks; a closed deal and one without an owner are left alone", "[commands][watch]") {
    CHECK(refused_by(as(owner, WatchCommittee{the_deal}), {"system_only"}));
    given(AdvanceStage{the_deal, "Offer"});
    given(Derail{the_deal, "over"});
    CHECK(watch().verdict == Verdict::already_so);
}

}  // namespace foxtrail::committee_watch_test
