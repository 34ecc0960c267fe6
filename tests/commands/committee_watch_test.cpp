// The daily look at a deal's people: what nobody reported is told all the same.
#include "commands/committee_watch.hpp"
#include "commands/contact_identity.hpp"
#include "commands/forecast.hpp"
#include "commands/relationship.hpp"
#include "commands/risk_flag.hpp"
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
    const auto told = watch();
    REQUIRE(told_by(told, RuleCode::R2) == std::vector{owner});
    CHECK(told.events.front().as<AlertRaised>()->why == "nobody holds these roles: coach (since 2026-02-04)");
    now.us += 4 * us_per_day;
    CHECK(told_by(watch(), RuleCode::R2) == std::vector{manager});
    given(RevokeContactRole{ContactRoleId{3}});
    CHECK(told_by(watch(), RuleCode::R2) == std::vector{owner, manager});  // another matter
    given(role(zhao, BuyingRole::coach));
    now.us += us_per_day;
    const auto left = watch();  // what is left was told, and is flagged anew
    CHECK(events_of<RiskFlagRaised>(left).size() == 1);
    CHECK(left.count == 1);
}

TEST_CASE_METHOD(WatchScenario, "a decider nobody speaks to is told to owner and manager, whatever the owner reports", "[commands][watch]") {
    all_roles();
    now.us += 13 * us_per_day;
    CHECK(watch().verdict == Verdict::already_so);
    now.us += 2 * us_per_day;
    CHECK(told_by(watch(), RuleCode::R4) == std::vector{owner, manager});
    touch();
    now.us += us_per_day;
    const auto spoken = watch();
    CHECK(spoken.count == 1);
    CHECK(events_of<RiskFlagCleared>(spoken).size() == 1);
}

TEST_CASE_METHOD(WatchScenario, "a decider who was spoken with under another record of his was spoken with", "[commands][watch]") {
    all_roles();
    now.us += 14 * us_per_day;
    given(LogTouch{stranger, {}, TouchDirection::two_way, "call", "spoke"});
    now.us += us_per_day;
    given(MergeContacts{stranger, wang});
    CHECK(events_of<AlertRaised>(watch()).empty());
    now.us += 14 * us_per_day;
    CHECK(told_by(watch(), RuleCode::R4) == std::vector{owner, manager});
}

TEST_CASE_METHOD(WatchScenario, "every role's holder grows stale after the days of his role, and another one is told of anew", "[commands][watch]") {
    given(role(wang, BuyingRole::decision_maker)).given(role(zhao, BuyingRole::user)).given(role(zhao, BuyingRole::coach));
    now.us += 22 * us_per_day;
    touch();
    const auto coach = watch();
    REQUIRE(told_by(coach, RuleCode::R4) == std::vector{owner, manager});
    CHECK(events_of<AlertRaised>(coach).front().why == "no two-way contact with con-2, coach, in 21 days");
    CHECK(events_of<RiskFlagRaised>(coach).empty());  // he does not decide
    now.us += us_per_day;
    CHECK(watch().verdict == Verdict::already_so);
    now.us += 8 * us_per_day;
    const auto both = watch();
    CHECK(events_of<AlertRaised>(both).front().why == "no two-way contact with con-2, user, in 30 days; no two-way contact with con-2, coach, in 21 days");
    given(LogTouch{zhao, {}, TouchDirection::two_way, "call", "spoke"});
    now.us += us_per_day;
    CHECK(watch().verdict == Verdict::already_so);
}

TEST_CASE_METHOD(WatchScenario, "a forecast is watched after it was frozen too, and each person and flag is told of once", "[commands][watch]") {
    for (const auto each : {BuyingRole::decision_maker, BuyingRole::user}) given(role(wang, each));
    given(role(zhao, BuyingRole::coach)).given(role(zhao, BuyingRole::technical_lead));
    touch();
    REQUIRE(as(owner, SubmitForecast{the_deal, {80}, ForecastCategory::commit, cny("9.00"), in_days(5)}).count == 1);
    REQUIRE(as(manager, FreezeForecasts{{in_days(0), in_days(9)}, {owner}}).verdict == Verdict::recorded);
    CHECK(watch().verdict == Verdict::already_so);
    now.us += 15 * us_per_day;
    const auto told = watch();
    CHECK(told_by(told, RuleCode::R4) == std::vector{manager, owner});
    REQUIRE(events_of<RiskFlagRaised>(told).size() == 1);
    CHECK(events_of<RiskFlagRaised>(told).front().kind == RiskKind::no_two_way_contact);
    now.us += us_per_day;
    CHECK(watch().verdict == Verdict::already_so);
}

TEST_CASE_METHOD(WatchScenario, "a role that stays vacant is flagged once, whatever the days and roles say", "[commands][watch]") {
    given(AdvanceStage{the_deal, "Offer"});
    REQUIRE(events_of<RiskFlagRaised>(watch()).size() == 1);
    given(role(wang, BuyingRole::coach));
    now.us += 4 * us_per_day;
    const auto later = watch();
    CHECK(told_by(later, RuleCode::R2) == std::vector{manager});
    CHECK(events_of<RiskFlagRaised>(later).empty());
}

TEST_CASE_METHOD(WatchScenario, "with R2 and R4 switched off nobody is told and nothing flagged", "[commands][watch]") {
    given(role(wang, BuyingRole::decision_maker)).given(AdvanceStage{the_deal, "Offer"});
    given_as(EmployeeId{1}, ChangeStandingRule{RuleCode::R2, false, {}}).given_as(EmployeeId{1}, ChangeStandingRule{RuleCode::R4, false, {}});
    now.us += 30 * us_per_day;
    CHECK(watch().verdict == Verdict::already_so);
}

TEST_CASE_METHOD(WatchScenario, "only the scheduler looks; a closed deal and one without an owner are left alone", "[commands][watch]") {
    CHECK(refused_by(as(owner, WatchCommittee{the_deal}), {"system_only"}));
    given(AdvanceStage{the_deal, "Offer"});
    given(Derail{the_deal, "over"});
    CHECK(watch().verdict == Verdict::already_so);
}

}  // namespace foxtrail::committee_watch_test
