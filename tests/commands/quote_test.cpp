// Quotes: drafted, approved when the discount is over the limit, sent, revised, answered, expired.
#include "commands/alert.hpp"
#include "commands/departure.hpp"
#include "commands/handover.hpp"
#include "commands/quote.hpp"
#include "tests/commands/buying_scenario.hpp"

namespace foxtrail::quote_test {
namespace {

constexpr QuoteId the_quote{1};
constexpr EmployeeId head{1}, seller{2}, colleague{3};

struct QuoteScenario : Scenario {
    QuoteScenario() { company().deal().given(HireEmployee{"Zhang Min", DepartmentId{1}, head, {}}); }

    Date day(int days) const { return {date_of(now).days + days}; }
    DraftQuote draft(std::string_view offered = "950.00") const { return {the_deal, cny("1000.00"), cny(offered), day(30)}; }
    ReviseQuote revision(std::string_view offered) const { return {the_quote, cny("1000.00"), cny(offered), day(30)}; }
    CommandOutcome recorded(EmployeeId who, AnyCommand command) {
        auto outcome = as(who, std::move(command));
        INFO(outcome);
        REQUIRE(outcome.verdict == Verdict::recorded);
        return outcome;
    }
};

std::vector<EmployeeId> told(const CommandOutcome& outcome) {
    std::vector<EmployeeId> people;
    for (const auto& event : outcome.events)
        if (const auto* raised = event.as<AlertRaised>(); raised && raised->rule == RuleCode::R12) people.push_back(raised->told);
    return people;
}

}  // namespace

TEST_CASE_METHOD(QuoteScenario, "a quote within the limit is drafted, sent and accepted; each once", "[commands][quote]") {
    const auto drafted = recorded(seller, draft("949.90"));
    REQUIRE(drafted.count == 1);
    CHECK(*drafted.events.front().as<QuoteDrafted>() == QuoteDrafted{the_quote, the_deal, seller, {cny("1000.00"), cny("949.90"), 501, day(30)}});
    CHECK(refused_by(as(seller, AcceptQuote{the_quote, {}}), {"quote_not_sent"}));
    CHECK(refused_by(as(seller, SubmitQuote{the_quote, {}}), {"discount_within_limit"}));
    const auto sent = recorded(seller, SendQuote{the_quote, {}, {}});
    CHECK(*sent.events.front().as<QuoteSent>() == QuoteSent{the_quote, the_deal, 1, seller, {}, {}, cny("949.90")});
    CHECK(as(seller, SendQuote{the_quote, {}, {}}).verdict == Verdict::already_so);
    recorded(seller, AcceptQuote{the_quote, {}});
    CHECK(as(seller, AcceptQuote{the_quote, {}}).verdict == Verdict::already_so);
    CHECK(refused_by(as(seller, revision("900.00")), {"quote_accepted"}));
}

TEST_CASE_METHOD(buying_tests::BuyingScenario, "a quote goes to the deal's customer, and he accepts it", "[commands][quote]") {
    using buying_tests::stranger, buying_tests::wang;
    given_as(seller, DraftQuote{the_deal, cny("1000.00"), cny("950.00"), {date_of(now).days + 30}});
    CHECK(refused_by(as(seller, SendQuote{the_quote, stranger, {}}), {"contact_of_other_customer"}));
    given_as(seller, SendQuote{the_quote, wang, {}});
    CHECK(refused_by(as(seller, AcceptQuote{the_quote, stranger}), {"contact_of_other_customer"}));
    CHECK(as(seller, AcceptQuote{the_quote, wang}).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(QuoteScenario, "a draft says what, in one currency, not over the list, for days to come, on an open deal", "[commands][quote]") {
    CHECK(refused_by(as(seller, DraftQuote{the_deal, cny("0.00"), cny("1.00"), day(-1)}), {"list_amount_missing", "offered_over_list", "valid_until_past"}));
    CHECK(refused_by(as(seller, DraftQuote{the_deal, cny("10.00"), {100, Currency::of("EUR")}, day(1)}), {"quote_currencies_differ"}));
    CHECK(refused_by(run(draft()), {"actor_missing"}));
    CHECK(as(seller, DraftQuote{the_deal, cny("10.00"), cny("10.00"), day(0)}).verdict == Verdict::recorded);
    given(Lose{the_deal, "price", {}});
    CHECK(refused_by(as(seller, draft()), {"already_closed"}));
}

TEST_CASE_METHOD(QuoteScenario, "R12: a discount over the limit is told to owner, manager and approver, and approved by who stands above the drafter", "[commands][quote]") {
    const auto drafted = recorded(seller, draft("899.90"));
    CHECK(told(drafted) == std::vector{seller, head});
    CHECK(refused_by(as(seller, SendQuote{the_quote, {}, {}}), {"discount_not_approved"}));
    CHECK(refused_by(as(head, ApproveQuote{the_quote}), {"quote_not_submitted"}));
    CHECK(refused_by(as(seller, SubmitQuote{the_quote, Ref(colleague)}), {"not_above_drafter"}));
    CHECK(refused_by(as(seller, SubmitQuote{the_quote, Ref(seller)}), {"own_approval"}));
    const auto submitted = recorded(seller, SubmitQuote{the_quote, {}});
    CHECK(*submitted.events.front().as<QuoteSubmitted>() == QuoteSubmitted{the_quote, the_deal, 1, seller, head, 1'001, 1'000});
    CHECK(told(submitted).empty());  // they know
    CHECK(as(seller, SubmitQuote{the_quote, {}}).verdict == Verdict::already_so);
    CHECK(refused_by(as(seller, ApproveQuote{the_quote}), {"own_approval"}));
    CHECK(refused_by(as(colleague, RejectQuote{the_quote, "too cheap"}), {"not_above_drafter"}));
    recorded(head, ApproveQuote{the_quote});
    recorded(seller, SendQuote{the_quote, {}, {}});
}

TEST_CASE_METHOD(QuoteScenario, "who owns the deal does not approve its discount, even above the drafter", "[commands][quote]") {
    given(HireEmployee{"Wu Gang", DepartmentId{1}, seller, {}});
    recorded(EmployeeId{4}, draft("500.00"));
    CHECK(refused_by(as(EmployeeId{4}, SubmitQuote{the_quote, {}}), {"own_approval"}));
    recorded(EmployeeId{4}, SubmitQuote{the_quote, Ref(head)});
    CHECK(refused_by(as(seller, ApproveQuote{the_quote}), {"own_approval"}));
    recorded(head, ApproveQuote{the_quote});
}

TEST_CASE_METHOD(QuoteScenario, "the limit is a term of rule R12: one discount is over it or not, as it stands", "[commands][quote]") {
    recorded(seller, draft("950.00"));
    given_as(EmployeeId{1}, ChangeStandingRule{RuleCode::R12, true, {{"discount_basis_points", 300}}});
    CHECK(refused_by(as(seller, SendQuote{the_quote, {}, {}}), {"discount_not_approved"}));
    CHECK(told(recorded(seller, SubmitQuote{the_quote, {}})) == std::vector{seller, head});
    given_as(EmployeeId{1}, ChangeStandingRule{RuleCode::R12, false, {{"discount_basis_points", 1'000}}});
    CHECK(as(seller, SendQuote{the_quote, {}, {}}).verdict == Verdict::recorded);
    CHECK(told(recorded(seller, draft("500.00"))).empty());  // switched off
    CHECK(refused_by(as(seller, SendQuote{QuoteId{2}, {}, {}}), {"discount_not_approved"}));
}

TEST_CASE_METHOD(QuoteScenario, "a revision is a new version: approvals were of the one before", "[commands][quote]") {
    recorded(seller, draft("800.00"));
    recorded(seller, SubmitQuote{the_quote, {}});
    recorded(head, RejectQuote{the_quote, "others pay more"});
    CHECK(refused_by(as(seller, SendQuote{the_quote, {}, {}}), {"quote_not_ready", "discount_not_approved"}));
    CHECK(refused_by(as(seller, SubmitQuote{the_quote, {}}), {"quote_not_drafted"}));
    CHECK(refused_by(as(seller, revision("850.00"), ""), {"reason_missing"}));
    CHECK(as(seller, revision("800.00"), "").verdict == Verdict::already_so);
    const auto revised = recorded(seller, revision("850.00"));
    const auto& event = *revised.events.front().as<QuoteRevised>();
    CHECK(event.version == 2);
    CHECK(event.from.discount_basis_points == 2'000);
    CHECK(event.to.discount_basis_points == 1'500);
    recorded(seller, SubmitQuote{the_quote, {}});
    recorded(head, ApproveQuote{the_quote});
    recorded(seller, SendQuote{the_quote, {}, {}});
    CHECK(refused_by(as(seller, DeclineQuote{the_quote, " "}), {"why_missing"}));
    recorded(seller, DeclineQuote{the_quote, "over the budget"});
    recorded(seller, revision("700.00"));
    CHECK(refused_by(as(seller, SendQuote{the_quote, {}, {}}), {"discount_not_approved"}));
}

TEST_CASE_METHOD(QuoteScenario, "a quote expires when its day is over in the company's time zone, and is not accepted then", "[commands][quote]") {
    recorded(seller, draft());
    recorded(seller, SendQuote{the_quote, {}, {}});
    CHECK(refused_by(run(ExpireQuote{the_quote}), {"not_yet_due"}));
    now = {start_of(day(31)).us - 8 * 3'600 * us_per_second - 2 * us_per_second};  // a second to midnight in Shanghai, when asked
    CHECK(refused_by(run(ExpireQuote{the_quote}), {"not_yet_due"}));
    CHECK(refused_by(as(seller, ExpireQuote{the_quote}), {"system_only"}));
    CHECK(refused_by(as(seller, AcceptQuote{the_quote, {}}), {"valid_until_past"}));
    CHECK(run(ExpireQuote{the_quote}).verdict == Verdict::recorded);
    CHECK(run(ExpireQuote{the_quote}).verdict == Verdict::already_so);
    CHECK(refused_by(as(seller, AcceptQuote{the_quote, {}}), {"quote_not_sent", "valid_until_past"}));
    CHECK(refused_by(as(seller, SendQuote{the_quote, {}, {}}), {"quote_not_ready", "valid_until_past"}));
    CHECK(as(seller, revision("950.00")).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(QuoteScenario, "an open quote keeps its owner from departing, and is handed over", "[commands][quote]") {
    recorded(seller, draft());
    recorded(seller, draft());
    given(Win{the_deal, cny("900.00")});
    given(AnnounceDeparture{seller, day(1)});
    CHECK(refused_by(as(head, DepartEmployee{seller, {}}), {"items_open"}));
    recorded(head, ProposeHandover{seller, colleague, {}, true, "leaves", {}});
    const auto accepted = recorded(colleague, AcceptHandover{HandoverId{1}, {}});
    CHECK(std::ranges::count_if(accepted.events, [](const AnyEvent& event) {
              const auto* moved = event.as<OwnershipTransferred>();
              return moved && moved->item.kind == QuoteId::kind && moved->to.owner == colleague;
          }) == 2);
    CHECK(as(head, DepartEmployee{seller, {}}).verdict == Verdict::recorded);
}

}  // namespace foxtrail::quote_test
