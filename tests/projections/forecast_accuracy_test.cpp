// Forecasts held against outcomes: confidence, amount and day; who stated them beside his manager.
#include "commands/forecast.hpp"
#include "projections/pipeline/forecast_accuracy.hpp"
#include "tests/commands/network_scenario.hpp"
#include "tests/projections/answering.hpp"

namespace foxtrail::forecast_accuracy_test {
using namespace network_tests;

namespace {

constexpr OpportunityId second{2}, third{3};

struct Forecasting : Answering<NetworkScenario> {
    Forecasting() { deal().deal(); }
    void state(OpportunityId deal, std::uint8_t confidence, std::string_view amount = "900.00", int days = 10) {
        REQUIRE(as(owner, SubmitForecast{deal, {confidence}, ForecastCategory::best_case, cny(amount), in_days(days)}).verdict ==
                Verdict::recorded);
    }
    void hold(ForecastId forecast, std::uint8_t confidence) {
        REQUIRE(as(manager, OverrideForecast{forecast, {confidence}, ForecastCategory::pipeline, cny("900.00"), in_days(10)}).verdict ==
                Verdict::recorded);
    }
    void freeze() { REQUIRE(as(manager, FreezeForecasts{{in_days(0), in_days(60)}, {owner}}).verdict == Verdict::recorded); }
    json::object asked(Parameters parameters = {}, Instant instant = {}) { return ask(forecast_accuracy, std::move(parameters), instant); }
    json::object all(Parameters parameters = {}, Instant instant = {}) {
        return asked(std::move(parameters), instant).at("all").as_object();
    }
    double brier(Parameters parameters = {}, Instant instant = {}) {
        return all(std::move(parameters), instant).at("brier").at("value").to_number<double>();
    }
};

}  // namespace

TEST_CASE_METHOD(Forecasting, "the Brier score is of the last statement before the outcome; open deals are censored",
                 "[projections][forecast_accuracy]") {
    CHECK(all().at("brier").at("value").is_null());
    state(the_deal, 20), state(the_deal, 60), state(second, 30), state(third, 40);
    CHECK(all().at("censored_n") == 3);
    const Time before = now;
    given(Win{the_deal, cny("900.00")}).given(Lose{second, "price", {}});
    CHECK(brier() == Approx((0.16 + 0.09) / 2));
    CHECK(all().at("brier").at("n") == 2);
    CHECK(all().at("censored_n") == 1);
    CHECK(all().at("reliability").to_number<double>() - all().at("resolution").to_number<double>() +
              all().at("uncertainty").to_number<double>() ==
          Approx(brier()));
    REQUIRE(all().at("bands").as_array().size() == 2);
    CHECK(all().at("bands").at(0).at("from") == 30);
    CHECK(all().at("bands").at(0).at("mean_stated").to_number<double>() == Approx(0.3));
    CHECK(all().at("bands").at(1).at("happened").at("value") == 1.0);
    CHECK(all().at("calibration_error").to_number<double>() == Approx(0.35));
    CHECK(all({}, {.valid_at = before}).at("censored_n") == 3);
    given(Derail{third, "no budget"});
    CHECK(brier() == Approx((0.16 + 0.09 + 0.16) / 3));
}

TEST_CASE_METHOD(Forecasting, "what was stated after the outcome was true does not count, nor what nobody knew yet",
                 "[projections][forecast_accuracy]") {
    state(the_deal, 30);
    day();
    const Time lost = now;
    day();
    state(the_deal, 90);
    const Position known = head();
    given(Lose{the_deal, "price", {}}, lost);
    CHECK(brier() == Approx(0.09));
    CHECK(all({}, {.as_of = known}).at("brier").at("n") == 0);
    CHECK(asked().at("without_forecast") == 0);
    given(Lose{second, "price", {}}, days_ago(1));
    CHECK(asked().at("without_forecast") == 1);
}

TEST_CASE_METHOD(Forecasting, "a confidence put right counts as it was meant, from when that was known",
                 "[projections][forecast_accuracy]") {
    state(the_deal, 20);
    const auto wrong = as(owner, SubmitForecast{the_deal, {30}, ForecastCategory::best_case, cny("800.00"), in_days(10)});
    actor = owner;
    const SubmitForecast meant{the_deal, {40}, ForecastCategory::best_case, cny("800.00"), in_days(10)};
    const auto right = run(meant, "mistyped", {}, wrong.position);
    REQUIRE(right.verdict == Verdict::recorded);
    actor.reset();
    given(Win{the_deal, cny("1000.00")});
    CHECK(brier() == Approx(0.36));
    CHECK(all().at("amounts").at(0).at("wape").to_number<double>() == Approx(0.2));
}

TEST_CASE_METHOD(Forecasting, "with frozen=true the frozen forecast counts, not what was stated after",
                 "[projections][forecast_accuracy]") {
    state(the_deal, 60), state(second, 50);
    freeze();
    day();
    state(the_deal, 20);
    state(third, 10);
    given(Lose{the_deal, "price", {}}).given(Lose{third, "price", {}});
    CHECK(brier({{"frozen", "true"}}) == Approx(0.36));
    CHECK(all({{"frozen", "true"}}).at("censored_n") == 1);
    CHECK(asked({{"frozen", "true"}}).at("without_forecast") == 1);
    CHECK(brier() == Approx((0.04 + 0.01) / 2));
}

TEST_CASE_METHOD(Forecasting, "the manager is scored beside who stated, on the deals where he held otherwise",
                 "[projections][forecast_accuracy]") {
    state(the_deal, 60), state(second, 50);
    hold(ForecastId{1}, 10);
    given(Lose{the_deal, "price", {}}).given(Win{second, cny("900.00")});
    const auto of = all().at("override").as_object();
    CHECK(of.at("n") == 1);
    CHECK(of.at("stated").at("value").to_number<double>() == Approx(0.36));
    CHECK(of.at("manager").at("value").to_number<double>() == Approx(0.01));
    const auto answer = asked();
    REQUIRE(answer.at("by_rep").as_array().size() == 1);
    CHECK(answer.at("by_rep").at(0).at("by").at("id") == "emp-2");
    CHECK(answer.at("by_rep").at(0).at("n") == 2);
    REQUIRE(answer.at("by_manager").as_array().size() == 1);
    CHECK(answer.at("by_manager").at(0).at("by").at("name") == "Li Wei");
    CHECK(answer.at("by_manager").at(0).at("manager").at("n") == 1);
}

TEST_CASE_METHOD(Forecasting, "amounts are held against the value won, days against the day won", "[projections][forecast_accuracy]") {
    state(the_deal, 60, "1200.00", 3), state(second, 50, "700.00", 8), state(third, 10, "5000.00", 3);
    now.us += 5 * us_per_day;
    given(Win{the_deal, cny("1000.00")}).given(Win{second, cny("1000.00")}).given(Lose{third, "price", {}});
    const auto amounts = all().at("amounts").at(0).as_object();
    CHECK(amounts.at("n") == 2);
    CHECK(amounts.at("stated") == "1900.00");
    CHECK(amounts.at("wape").to_number<double>() == Approx(0.25));
    CHECK(amounts.at("bias").to_number<double>() == Approx(-0.05));
    CHECK(all().at("close_slip_days").at("n") == 2);
    CHECK(all().at("close_slip_days").at("max") == 2);
    CHECK(all().at("close_slip_days").at("min") == -3);
}

TEST_CASE_METHOD(Forecasting, "outcomes are chosen by day, owner and who stated; what cannot be read is said",
                 "[projections][forecast_accuracy]") {
    state(the_deal, 60);
    now = *from_text("2026-03-31T20:00:00Z", std::type_identity<Time>{});  // in April, in Shanghai
    given(Lose{the_deal, "price", {}});
    CHECK(all({{"by", "emp-2"}}).at("n") == 1);
    CHECK(all({{"by", "emp-4"}}).at("n") == 0);
    CHECK(all({{"owner", "emp-4"}}).at("n") == 0);
    CHECK(all({{"to", "2026-04-01"}}).at("n") == 0);
    CHECK(all({{"from", "2026-04-01"}}).at("n") == 1);
    const auto refused = [&](Parameters parameters) { return try_ask(forecast_accuracy, std::move(parameters)).error().at(0).pointer; };
    CHECK(refused({{"frozen", "perhaps"}}) == "frozen");
    CHECK(refused({{"by", "nobody"}}) == "by");
    CHECK(refused({{"group_by", "owner"}}) == "group_by");
}

TEST_CASE_METHOD(Answering<>, "an empty company has forecast nothing", "[projections][forecast_accuracy]") {
    const auto answer = ask(forecast_accuracy, {});
    CHECK(answer.at("all").at("n") == 0);
    CHECK(answer.at("all").at("calibration_error").is_null());
    CHECK(answer.at("by_rep").as_array().empty());
}

}  // namespace foxtrail::forecast_accuracy_test
