// Forecasts: whose word they are, what overrides, freezes and shakes them, and what a confidence must rest on (R4).
#include "commands/committee_watch.hpp"
#include "commands/contact_move.hpp"
#include "commands/forecast.hpp"
#include "commands/relationship.hpp"
#include "commands/risk_flag.hpp"
#include "tests/commands/network_scenario.hpp"

namespace foxtrail::forecast_test {
using namespace network_tests;

namespace {

constexpr ForecastId first{1}, second{2};

struct Forecasts : NetworkScenario {
    ForecastStatement statement(std::uint8_t confidence, ForecastCategory category = ForecastCategory::best_case) const {
        return {{confidence}, category, cny("900.00"), in_days(30)};
    }
    SubmitForecast forecast(const ForecastStatement& s) const { return {the_deal, s.confidence, s.category, s.amount, s.close}; }
    OverrideForecast instead(const ForecastStatement& s, ForecastId id = first) const {
        return {id, s.confidence, s.category, s.amount, s.close};
    }
    FreezeForecasts freeze() const { return {{in_days(0), in_days(60)}, {owner}}; }
    CommandOutcome submit(std::uint8_t confidence, ForecastCategory category = ForecastCategory::best_case) {
        return as(owner, forecast(statement(confidence, category)));
    }
    void talk_to(ContactId contact, std::optional<Time> when = {}) {
        given(LogTouch{contact, {}, TouchDirection::two_way, "visit", "talked"}, when);
    }
    // Everything that high confidence needs.
    void ground() {
        given(role(wang, BuyingRole::decision_maker)).given(role(zhao, BuyingRole::user));
        talk_to(wang);
    }
};

}  // namespace

TEST_CASE_METHOD(Forecasts, "the owner states his forecast, and states it anew", "[commands][forecast]") {
    CHECK(submit(40).events == std::vector<AnyEvent>{ForecastSubmitted{first, the_deal, owner, {}, statement(40), {}}});
    CHECK(submit(40).verdict == Verdict::already_so);
    CHECK(submit(50).events == std::vector<AnyEvent>{ForecastSubmitted{first, the_deal, owner, statement(40), statement(50), {}}});
}

TEST_CASE_METHOD(Forecasts, "a forecast is the owner's word, or given on his behalf", "[commands][forecast]") {
    CHECK(refused_by(run(forecast(statement(40))), {"not_the_owner"}));
    CHECK(refused_by(as(manager, forecast(statement(40))), {"not_the_owner"}));
    on_behalf_of = owner;
    CHECK(as(colleague, forecast(statement(40))).events ==
          std::vector<AnyEvent>{ForecastSubmitted{first, the_deal, owner, {}, statement(40), {}}});
    on_behalf_of = manager;
    CHECK(refused_by(as(owner, forecast(statement(50))), {"not_the_owner"}));
}

TEST_CASE_METHOD(Forecasts, "a forecast looks ahead, is worth something and is not slipped in behind another", "[commands][forecast]") {
    auto past = statement(40);
    past.close = in_days(-1);
    past.amount = cny("-1.00");
    CHECK(refused_by(as(owner, forecast(past)), {"negative_amount", "close_passed"}));
    CHECK(refused_by(as(owner, forecast(statement(40)), "", days_ago(1)), {"reason_missing"}));
    REQUIRE(submit(40).verdict == Verdict::recorded);
    CHECK(refused_by(as(owner, forecast(statement(50)), "told him then", days_ago(1)), {"dated_before_last_change"}));
    given(Derail{the_deal, "no budget"});
    CHECK(refused_by(submit(50), {"already_closed"}));
}

TEST_CASE_METHOD(Forecasts, "only the owner's manager overrides, and both statements stay", "[commands][forecast]") {
    REQUIRE(submit(60).verdict == Verdict::recorded);
    CHECK(refused_by(as(owner, instead(statement(20))), {"not_owners_manager"}));
    CHECK(refused_by(as(head, instead(statement(20)), ""), {"not_owners_manager", "reason_missing"}));
    CHECK(as(manager, instead(statement(20))).events ==
          std::vector<AnyEvent>{ForecastOverridden{first, the_deal, manager, statement(60), {}, statement(20)}});
    CHECK(as(manager, instead(statement(20))).verdict == Verdict::already_so);
    CHECK(as(manager, instead(statement(10))).events ==
          std::vector<AnyEvent>{ForecastOverridden{first, the_deal, manager, statement(60), statement(20), statement(10)}});
    CHECK(submit(60).verdict == Verdict::already_so);
}

TEST_CASE_METHOD(Forecasts, "a frozen forecast does not change; the next statement is a new one", "[commands][forecast]") {
    REQUIRE(submit(60).verdict == Verdict::recorded);
    REQUIRE(as(manager, instead(statement(20))).verdict == Verdict::recorded);
    const auto frozen = as(manager, freeze());
    CHECK(frozen.events == std::vector<AnyEvent>{ForecastFrozen{first, the_deal, owner, freeze().period, statement(60), statement(20)}});
    CHECK(as(manager, freeze()).verdict == Verdict::already_so);
    CHECK(refused_by(as(manager, instead(statement(30))), {"forecast_frozen"}));
    CHECK(submit(60).events == std::vector<AnyEvent>{ForecastSubmitted{second, the_deal, owner, {}, statement(60), first}});
    CHECK(refused_by(as(manager, instead(statement(30))), {"forecast_frozen", "forecast_followed"}));
    CHECK(as(manager, instead(statement(30), second)).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(Forecasts, "a manager above freezes what closes in the period", "[commands][forecast]") {
    REQUIRE(submit(60).verdict == Verdict::recorded);
    CHECK(refused_by(as(owner, freeze()), {"not_above_owner"}));
    CHECK(refused_by(as(colleague, FreezeForecasts{{in_days(2), in_days(1)}, {}}), {"period_ends_first", "owners_missing"}));
    CHECK(refused_by(as(manager, freeze(), "because", days_ago(1)), {"freezes_now"}));
    CHECK(as(manager, FreezeForecasts{{in_days(0), in_days(29)}, {owner}}).verdict == Verdict::already_so);
    CHECK(as(head, FreezeForecasts{{in_days(30), in_days(30)}, {owner, colleague, owner}}).count == 1);
    deal();
    REQUIRE(as(owner, SubmitForecast{OpportunityId{2}, {40}, ForecastCategory::commit, cny("1.00"), in_days(10)}).verdict ==
            Verdict::recorded);
    CHECK(refused_by(run(freeze()), {"actor_missing"}));
    CHECK(as(manager, freeze()).count == 1);
}

TEST_CASE_METHOD(Forecasts, "nobody states, after the outcome, what he had thought before it", "[commands][forecast]") {
    REQUIRE(submit(90).verdict == Verdict::recorded);
    const Time before = now;
    now.us += 2 * us_per_day;
    given(Lose{the_deal, "price", {}});
    CHECK(refused_by(as(owner, forecast(statement(1)), "said so then", before), {"already_closed"}));
}

TEST_CASE_METHOD(Forecasts, "the next owner's forecast comes in the place of the one before", "[commands][forecast]") {
    REQUIRE(submit(40).verdict == Verdict::recorded);
    given_history(Assign{the_deal, colleague});
    CHECK(as(colleague, forecast(statement(40))).events ==
          std::vector<AnyEvent>{ForecastSubmitted{second, the_deal, colleague, {}, statement(40), first}});
    CHECK(refused_by(as(manager, instead(statement(30))), {"forecast_followed"}));
}

TEST_CASE_METHOD(Forecasts, "a committed forecast drops when a role's holder moves, until it is stated again", "[commands][forecast]") {
    ground();
    REQUIRE(submit(60, ForecastCategory::commit).verdict == Verdict::recorded);
    const ReportContactMove move{wang, Stated<Ref<CustomerId>>(), {}, {}, "his mail came back"};
    const auto dropped = events_of<ForecastReconfirmationDue>(run(move));
    REQUIRE(dropped.size() == 1);
    CHECK(dropped.front().forecast == first);
    CHECK(dropped.front().why.find("decision_maker") != std::string::npos);
    CHECK(events_of<ForecastReconfirmationDue>(run(ReportContactMove{zhao, Stated<Ref<CustomerId>>(), {}, {}, "he called"})).empty());
    CHECK(submit(60, ForecastCategory::commit).events ==
          std::vector<AnyEvent>{ForecastSubmitted{
              first, the_deal, owner, statement(60, ForecastCategory::commit), statement(60, ForecastCategory::commit), {}}});
    CHECK(submit(60, ForecastCategory::commit).verdict == Verdict::already_so);
}

TEST_CASE_METHOD(Forecasts, "a forecast nobody committed to does not drop; one the manager commits to does", "[commands][forecast]") {
    ground();
    REQUIRE(submit(60).verdict == Verdict::recorded);
    CHECK(events_of<ForecastReconfirmationDue>(run(ReportContactMove{zhao, Stated<Ref<CustomerId>>(), {}, {}, "he called"})).empty());
    REQUIRE(as(manager, instead(statement(80, ForecastCategory::commit))).verdict == Verdict::recorded);
    CHECK(events_of<ForecastReconfirmationDue>(run(ReportContactMove{wang, Stated<Ref<CustomerId>>(), {}, {}, "he called"})).size() == 1);
}

TEST_CASE_METHOD(Forecasts, "high confidence without anybody known reaches the manager at each statement, with what is missing; the deal is flagged once",
                 "[commands][forecast]") {
    CHECK(told_by(submit(69), RuleCode::R4).empty());
    const auto bold = submit(70);
    REQUIRE(told_by(bold, RuleCode::R4) == std::vector{manager});
    const std::string why = events_of<AlertRaised>(bold).front().why;
    CHECK(why ==
          "emp-2 states 70 % confidence: nobody is known who decides; contacts known: 0; roles not covered: decision_maker, user, "
          "technical_lead, coach");
    REQUIRE(events_of<RiskFlagRaised>(bold).size() == 2);
    CHECK(events_of<RiskFlagRaised>(bold).front().kind == RiskKind::no_two_way_contact);
    CHECK(events_of<RiskFlagRaised>(bold).back().kind == RiskKind::single_thread);
    const auto bolder = submit(90);  // he has not answered the first
    CHECK(told_by(bolder, RuleCode::R4) == std::vector{manager});
    CHECK(events_of<RiskFlagRaised>(bolder).empty());
    CHECK(told_by(as({}, WatchCommittee{the_deal}), RuleCode::R4).empty());  // the daily look does not repeat it
}

TEST_CASE_METHOD(Forecasts, "high confidence needs two contacts", "[commands][forecast]") {
    given(role(wang, BuyingRole::decision_maker)).given(role(wang, BuyingRole::user));
    talk_to(wang);
    const auto bold = submit(80);
    REQUIRE(told_by(bold, RuleCode::R4) == std::vector{manager});
    CHECK(events_of<AlertRaised>(bold).front().why ==
          "emp-2 states 80 % confidence: contacts known: 1; roles not covered: technical_lead, coach");
    Forecasts grounded;
    grounded.ground();
    CHECK(grounded.submit(80).count == 1);
}

TEST_CASE_METHOD(Forecasts, "only a two-way touch with who decides, in the last days, is a ground", "[commands][forecast]") {
    given(role(wang, BuyingRole::decision_maker)).given(role(zhao, BuyingRole::user));
    given(LogTouch{wang, Ref(the_deal), TouchDirection::outgoing, "mail", "reminder"});
    talk_to(zhao);
    talk_to(wang, days_ago(15));
    CHECK(told_by(submit(80), RuleCode::R4) == std::vector{manager});
    Forecasts fresh;
    fresh.given(role(wang, BuyingRole::decision_maker)).given(role(zhao, BuyingRole::user));
    fresh.talk_to(wang, fresh.days_ago(13));
    fresh.talk_to(wang, fresh.days_ago(20));  // told of later, and older
    CHECK(fresh.submit(80).count == 1);
}

TEST_CASE_METHOD(Forecasts, "R4's thresholds are data, and switched off it tells nobody", "[commands][forecast]") {
    given_as(EmployeeId{1}, ChangeStandingRule{RuleCode::R4, true, {{"confidence_percent", 50}}});
    CHECK(told_by(submit(50), RuleCode::R4) == std::vector{manager});
    Forecasts silent;
    silent.given_as(EmployeeId{1}, ChangeStandingRule{RuleCode::R4, false, {}});
    CHECK(silent.submit(90).count == 1);
}

}  // namespace foxtrail::forecast_test
