// Quotes as answers tell them: version by version, as lists, and discounts against outcomes.
#include "commands/handover.hpp"
#include "commands/quote.hpp"
#include "projections/pipeline/quotes.hpp"
#include "projections/work/work_board.hpp"
#include "tests/projections/answering.hpp"

namespace foxtrail::quotes_test {
namespace {

constexpr EmployeeId head_of_all{1}, seller{2};
constexpr QuoteId first{1};

struct Quoting : Answering<> {
    Quoting() { company().deal().deal().deal(); }
    Date in_days(int days) const { return {date_of(now).days + days}; }
    void by(EmployeeId who, AnyCommand command, std::optional<Time> valid_at = {}) {
        const auto outcome = as(who, std::move(command), "because", valid_at);
        INFO(outcome);
        REQUIRE(outcome.verdict == Verdict::recorded);
    }
    void sent(OpportunityId deal, std::string_view offered) {
        by(seller, DraftQuote{deal, cny("1000.00"), cny(offered), in_days(30)});
        by(seller, SendQuote{QuoteId{++quotes_}, {}, {}});
    }
    json::array of_deal(Instant instant = {}) { return ask(deal_quotes, {{"id", "opp-1"}}, instant).at("quotes").as_array(); }
    json::object band(std::size_t number, Instant instant = {}) { return ask(discount_outcomes, {}, instant).at("bands").at(number).as_object(); }
    std::uint32_t quotes_ = 0;
};

std::vector<std::string> steps(const json::value& version) {
    std::vector<std::string> names;
    for (const auto& step : version.at("steps").as_array()) names.emplace_back(step.at("step").as_string());
    return names;
}
using Steps = std::vector<std::string>;

}  // namespace

TEST_CASE_METHOD(Quoting, "every version of a quote stays, with what was done with it, as known and true at the instant", "[projections][quotes]") {
    by(seller, DraftQuote{the_deal, cny("1000.00"), cny("800.00"), in_days(30)});
    by(seller, SubmitQuote{first, {}});
    by(head_of_all, RejectQuote{first, "too low"});
    const Time rejected = now;
    const Position before = head();
    day();
    by(seller, ReviseQuote{first, cny("1000.00"), cny("850.00"), in_days(40)});
    by(seller, SubmitQuote{first, {}});
    by(head_of_all, ApproveQuote{first});
    by(seller, SendQuote{first, {}, {}});
    day();
    by(seller, AcceptQuote{first, {}}, Time{now.us - us_per_day / 2});

    const auto quote = of_deal().at(0).as_object();
    CHECK(quote.at("quote") == "quo-1");
    CHECK(quote.at("state") == "accepted");
    REQUIRE(quote.at("versions").as_array().size() == 2);
    const auto& one = quote.at("versions").at(0);
    CHECK(one.at("discount_basis_points") == 2'000);
    CHECK(one.at("state") == "rejected");
    CHECK(steps(one) == Steps{"drafted", "submitted", "rejected"});
    CHECK(one.at("steps").at(2).at("why") == "too low");
    CHECK(one.at("steps").at(1).at("limit_basis_points") == 1'000);
    const auto& two = quote.at("versions").at(1);
    CHECK(two.at("version") == 2);
    CHECK(two.at("offered").at("amount") == "850.00");
    CHECK(steps(two) == Steps{"revised", "submitted", "approved", "sent", "accepted"});
    CHECK(two.at("steps").at(2).at("approver") == "emp-1");
    for (const Instant then : {Instant{.valid_at = rejected}, Instant{.as_of = before}}) {
        CHECK(of_deal(then).at(0).at("state") == "rejected");
        CHECK(of_deal(then).at(0).at("versions").as_array().size() == 1);
    }
    CHECK(of_deal({.valid_at = {now.us - us_per_day / 2 - us_per_second * 2}}).at(0).at("state") == "sent");
    CHECK(ask(deal_quotes, {{"id", "opp-2"}}).at("quotes").as_array().empty());
}

TEST_CASE_METHOD(Quoting, "quotes are listed by deal and state with the terms of their last version", "[projections][quotes]") {
    sent(the_deal, "950.00");
    by(seller, DraftQuote{OpportunityId{2}, cny("1000.00"), cny("700.00"), in_days(30)});
    const Position before = head();
    by(seller, ReviseQuote{QuoteId{2}, cny("2000.00"), cny("1990.00"), in_days(5)});
    by(seller, DeclineQuote{first, "no need"});
    CHECK(ask(quotes, {}).at("count") == 2);
    const auto drafted = ask(quotes, {{"state", "drafted"}}).at("quotes").as_array();
    REQUIRE(drafted.size() == 1);
    CHECK(drafted[0].at("quote") == "quo-2");
    CHECK(drafted[0].at("version") == 2);
    CHECK(drafted[0].at("list").at("amount") == "2000.00");
    CHECK(drafted[0].at("discount_basis_points") == 50);
    CHECK(ask(quotes, {{"opportunity", "opp-1"}}).at("quotes").at(0).at("state") == "declined");
    CHECK(ask(quotes, {{"state", "sent"}}, {.as_of = before}).at("count") == 1);
    CHECK(ask(quotes, {{"opportunity", "opp-2"}}, {.as_of = before}).at("quotes").at(0).at("discount_basis_points") == 3'000);
    CHECK(try_ask(quotes, {{"state", "lost"}}).error().at(0).pointer == "state");
}

TEST_CASE_METHOD(Quoting, "an open quote is its owner's work until the end of its day, and goes with a handover", "[projections][quotes]") {
    sent(the_deal, "950.00");
    const auto open = [&](std::string owner, Instant instant = {}) { return ask(work, {{"kind", "quo"}, {"owner", owner}}, instant); };
    CHECK(open("emp-2").at("count") == 1);
    CHECK(open("emp-2").at("items").at(0).at("event").at("terms").at("discount_basis_points") == 500);
    const Position before = head();
    by(head_of_all, ProposeHandover{seller, head_of_all, {first.entity()}, false, "his", {}});
    by(head_of_all, AcceptHandover{HandoverId{1}, {}});
    CHECK(open("emp-2").at("count") == 0);
    CHECK(open("emp-1").at("count") == 1);
    CHECK(open("emp-2", {.as_of = before}).at("count") == 1);
    by(seller, ReviseQuote{first, cny("1000.00"), cny("940.00"), in_days(9)});
    CHECK(open("emp-1").at("count") == 1);  // another version, the same owner
    CHECK(open("emp-1").at("items").at(0).at("event").at("to").at("discount_basis_points") == 600);
    given(Lose{the_deal, "price", {}});
    now.us += 11 * us_per_day;
    CHECK(run(ExpireQuote{first}).verdict == Verdict::recorded);
    CHECK(open("emp-1").at("count") == 0);
}

TEST_CASE_METHOD(Quoting, "deals are counted by the discount they ended with, those never quoted apart", "[projections][quotes]") {
    sent(the_deal, "1000.00"), sent(OpportunityId{2}, "950.00"), sent(OpportunityId{2}, "910.00");
    CHECK(band(0).at("open") == 1);
    CHECK(band(2).at("from") == 501);
    CHECK(band(2).at("open") == 1);  // the last one sent
    const Time before = now;
    by(seller, AcceptQuote{QuoteId{2}, {}});
    CHECK(band(1).at("open") == 1);  // the one accepted
    CHECK(band(2).at("n") == 0);
    given(Win{the_deal, cny("1000.00")}).given(Lose{OpportunityId{2}, "price", {}}).given(Lose{OpportunityId{3}, "price", {}});
    CHECK(band(0).at("win_rate").at("value") == 1.0);
    CHECK(band(1).at("win_rate").at("value") == 0.0);
    CHECK(band(1).at("win_rate").at("n") == 1);
    CHECK(ask(discount_outcomes, {}).at("not_quoted").at("lost") == 1);
    CHECK(ask(discount_outcomes, {}).at("quoted").at("win_rate").at("value") == 0.5);
    CHECK(band(2, {.valid_at = before}).at("open") == 1);
    CHECK(try_ask(discount_outcomes, {{"group_by", "owner"}}).error().at(0).pointer == "group_by");
}

}  // namespace foxtrail::quotes_test
