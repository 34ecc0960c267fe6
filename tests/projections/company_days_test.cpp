// Days in questions and answers are the company's: an evening in UTC is the next morning in Shanghai.
#include "commands/working_calendar.hpp"
#include "projections/people/organisation.hpp"
#include "projections/pipeline/conversion.hpp"
#include "projections/reading/company_calendar.hpp"
#include "projections/reading/history.hpp"
#include "tests/projections/answering.hpp"

namespace foxtrail::company_days_test {
namespace {

Time instant_at(std::string_view text) { return *from_text(text, std::type_identity<Time>{}); }
Date on(std::string_view text) { return *from_text(text, std::type_identity<Date>{}); }

// What happens now happens on the 1st of April in Shanghai, and on the 31st of March in London.
struct Evening : Answering<> {
    Evening() { company(), now = instant_at("2026-03-31T20:00:00Z"); }
    void move_to(std::string time_zone) { given(SetWorkingCalendar{std::move(time_zone), {Weekday::monday}, {{{9 * 60}, {17 * 60}}}}); }
    json::object converted(Parameters parameters, Instant instant = {}) {
        return ask(conversion, std::move(parameters), instant).at("groups").at(0).as_object();
    }
    std::string opened_in(std::string period, Instant instant = {}) {
        const auto periods = converted({{"period", std::move(period)}}, instant).at("periods").as_array();
        REQUIRE(periods.size() == 1);
        return std::string(periods.at(0).at("period").as_string());
    }
    std::size_t joined_since(std::string parameter, std::string date) {
        const auto answer = ask(organisation, {{std::move(parameter), std::move(date)}});
        return answer.at("difference").at("employees").at("joined").as_array().size();
    }
};

}  // namespace

TEST_CASE_METHOD(Evening, "a day begins and ends in the company's time zone, summer time or not", "[projections][company_days]") {
    const CompanyDays shanghai(*log, {});
    CHECK(shanghai.begin(on("2026-03-31")) == instant_at("2026-03-30T16:00:00Z"));
    CHECK(shanghai.end(on("2026-03-31")) == instant_at("2026-03-31T15:59:59.999999Z"));
    CHECK(shanghai.of(shanghai.end(on("2026-03-31"))) == on("2026-03-31"));
    CHECK(shanghai.of(instant_at("2026-03-31T16:00:00Z")) == on("2026-04-01"));
    move_to("Europe/Berlin");
    const CompanyDays berlin(*log, {});
    CHECK(berlin.begin(on("2026-03-29")) == instant_at("2026-03-28T23:00:00Z"));
    CHECK(berlin.end(on("2026-03-29")) == instant_at("2026-03-29T21:59:59.999999Z"));
    CHECK(CompanyDays(*log, {.valid_at = now}).of(now) == on("2026-03-31"));
    CHECK(CompanyDays(*log, {.valid_at = {now.us - us_per_day}}).of(now) == on("2026-04-01"));
}

TEST_CASE_METHOD(Evening, "what is counted by day, month, quarter and year is counted in the company's, as the instant knows it",
                 "[projections][company_days][conversion]") {
    deal();
    const Instant before{head(), now};
    CHECK(opened_in("day") == "2026-04-01");
    CHECK(opened_in("month") == "2026-04");
    CHECK(opened_in("quarter") == "2026-Q2");
    move_to("Europe/London");
    CHECK(opened_in("day") == "2026-03-31");
    CHECK(opened_in("month") == "2026-03");
    CHECK(opened_in("quarter") == "2026-Q1");
    CHECK(opened_in("month", {.valid_at = before.valid_at}) == "2026-04");
    CHECK(opened_in("month", {.as_of = before.as_of}) == "2026-04");
}

TEST_CASE_METHOD(Evening, "the last evening of a year in UTC is of the next in Shanghai", "[projections][company_days][conversion]") {
    now = instant_at("2026-12-31T20:00:00Z");
    deal().given(Win{the_deal, cny("900.00")});
    CHECK(opened_in("year") == "2027");
    CHECK(converted({{"period", "year"}}).at("periods").at(0).at("won").at("deals") == 1);
}

TEST_CASE_METHOD(Evening, "a day in a question begins with the company's", "[projections][company_days]") {
    deal();
    const auto deals = [&](std::string_view from, std::string_view to) {
        return converted({{"from", std::string(from)}, {"to", std::string(to)}}).at("deals");
    };
    const auto events = [&](std::string name, std::string date) {
        return ask(history, {{"entity", "opp-1"}, {std::move(name), std::move(date)}}).at("events").as_array().size();
    };
    CHECK(deals("2026-04-01", "2026-04-02") == 1);
    CHECK(deals("2026-03-31", "2026-04-01") == 0);
    CHECK(deals("0001-01-01", "9999-12-31") == 1);
    CHECK(events("from", "2026-04-01") == 2);  // created and assigned
    CHECK(events("to", "2026-04-01") == 0);
    move_to("Europe/London");
    CHECK(deals("2026-04-01", "2026-04-02") == 0);
    CHECK(deals("2026-03-31", "2026-04-01") == 1);
    CHECK(events("from", "2026-04-01") == 0);
    CHECK(events("to", "2026-04-01") == 2);
}

TEST_CASE_METHOD(Evening, "a day that is compared with ends with the company's", "[projections][company_days][organisation]") {
    given(HireEmployee{"Ma Li", DepartmentId{1}, {}, {}});
    for (const auto* parameter : {"compared_with", "compared_as_of"}) {
        INFO(parameter);
        CHECK(joined_since(parameter, "2026-03-31") == 1);
        CHECK(joined_since(parameter, "2026-04-01") == 0);
    }
    move_to("Europe/London");
    for (const auto* parameter : {"compared_with", "compared_as_of"}) CHECK(joined_since(parameter, "2026-03-31") == 0);
}

}  // namespace foxtrail::company_days_test
