// Announcing that somebody leaves, and what becomes of the line he stood in.
#include "commands/alert.hpp"
#include "commands/departure.hpp"
#include "commands/handover.hpp"
#include "tests/commands/buying_scenario.hpp"

namespace foxtrail::departure_test {
using buying_tests::events_of;

namespace {

constexpr EmployeeId head{1}, director{2}, seller{3};
Date on(std::string_view text) { return *from_text(text, std::type_identity<Date>{}); }

// The seller reports to the director, and the director to the head.
struct Line : Scenario {
    Line() { company().deal().given(HireEmployee{"Wu Na", DepartmentId{1}, director, {}}).given_history(Assign{the_deal, seller}); }
};

std::vector<EmployeeId> told(const CommandOutcome& outcome) {
    std::vector<EmployeeId> people;
    for (const auto& event : outcome.events)
        if (const auto* alert = event.as<AlertRaised>()) people.push_back(alert->told);
    return people;
}

}  // namespace

TEST_CASE_METHOD(Line, "a departure is told to the line manager and the head, again when the day is another", "[commands][departure]") {
    CHECK(told(run(AnnounceDeparture{seller, on("2026-01-30")})) == std::vector{director, head});
    CHECK(run(AnnounceDeparture{seller, on("2026-01-30")}).verdict == Verdict::already_so);
    const auto sooner = run(AnnounceDeparture{seller, on("2026-01-16")});
    CHECK(sooner.events.front().as<EmployeeDepartureAnnounced>()->resting == std::vector{the_deal.entity()});
    CHECK(told(sooner) == std::vector{director, head});
}

TEST_CASE_METHOD(Line, "what rests on a leaver is told every day until he has gone, last day or not", "[commands][departure]") {
    CHECK(run(WatchDeparture{seller}).verdict == Verdict::already_so);  // he stays
    given(AnnounceDeparture{seller, on("2026-01-07")});
    CHECK(run(WatchDeparture{seller}).verdict == Verdict::already_so);  // told today
    CHECK(refused_by(as(director, WatchDeparture{seller}), {"system_only"}));
    now.us += us_per_day;
    const auto next = run(WatchDeparture{seller});
    CHECK(told(next) == std::vector{director, head});
    CHECK(next.events.front().as<AlertRaised>()->why == "Wu Na leaves on 2026-01-07, days left: 1; open items that rest on him: 1: opp-1");
    now.us += 3 * us_per_day;
    CHECK(run(WatchDeparture{seller}).events.front().as<AlertRaised>()->why.starts_with("Wu Na was to leave on 2026-01-07, days past: 2; "));
    given_history(Assign{the_deal, director});
    now.us += us_per_day;
    CHECK(run(WatchDeparture{seller}).verdict == Verdict::already_so);  // nothing rests on him
    given_history(Assign{the_deal, seller}).given_as(director, DepartEmployee{seller, director});
    CHECK(run(WatchDeparture{seller}).verdict == Verdict::already_so);
}

TEST_CASE_METHOD(Line, "a last day is one of the company's days, not of Greenwich's", "[commands][departure]") {
    now = *from_text("2026-01-06T16:30:00Z", std::type_identity<Time>{});  // the 7th in Shanghai
    CHECK(refused_by(run(AnnounceDeparture{seller, on("2026-01-06")}), {"last_day_passed"}));
    CHECK(run(AnnounceDeparture{seller, on("2026-01-07")}).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(Line, "a refused departure names what is left, and the first ten of it only", "[commands][departure]") {
    for (int count = 0; count < 11; ++count) {
        auto deal = new_deal();
        deal.owner = seller;
        given(deal);
    }
    const auto refused = run(DepartEmployee{seller, {}});
    REQUIRE(refused_by(refused, {"items_open"}));
    CHECK(refused.broken.front().text.find("12: opp-1, ") != std::string::npos);
    CHECK(refused.broken.front().text.find("opp-10, ...") != std::string::npos);
    CHECK(refused.broken.front().text.find("opp-11") == std::string::npos);
}

TEST_CASE_METHOD(Line, "who takes what a leaver leaves is decided above him", "[commands][departure]") {
    given(HireEmployee{"Sun", DepartmentId{1}, director, {}});
    constexpr EmployeeId colleague{4};
    const DepartEmployee to_colleague{seller, colleague};
    CHECK(refused_by(as(seller, to_colleague), {"not_above"}));
    CHECK(refused_by(as(seller, DepartEmployee{seller, seller}), {"accepts_himself", "not_above"}));
    CHECK(refused_by(as(colleague, to_colleague), {"not_above"}));
    CHECK(refused_by(run(to_colleague), {"actor_missing"}));
    CHECK(refused_by(as(head, to_colleague, " "), {"reason_missing"}));
    const auto departed = as(head, to_colleague);
    REQUIRE(departed.verdict == Verdict::recorded);
    CHECK(departed.events.back().as<EmployeeDeparted>()->left_all_to == colleague);
    CHECK(told(departed) == std::vector{colleague, director, head});
    CHECK(events_of<AlertRaised>(departed).front().why == "Wu Na has left; emp-4 has what rested on him: 1: opp-1");
    given_history(Assign{the_deal, director});
    CHECK(refused_by(as(head, DepartEmployee{director, seller}), {"employee_departed"}));
}

TEST_CASE_METHOD(Line, "what was offered to a leaver, or by him, is offered no more, and the giver is told", "[commands][departure]") {
    given(HireEmployee{"Sun", DepartmentId{1}, director, {}});
    constexpr EmployeeId colleague{4};
    given_as(seller, ProposeHandover{seller, colleague, {}, false, "", {}});
    const auto departed = run(DepartEmployee{colleague, {}});
    CHECK(events_of<HandoverWithdrawn>(departed) == std::vector{HandoverWithdrawn{HandoverId{1}, seller, colleague, "emp-4 has left"}});
    CHECK(told(departed) == std::vector{seller, director});
    CHECK(run(ExpireHandover{HandoverId{1}}).verdict == Verdict::already_so);
    given_as(seller, ProposeHandover{seller, director, {}, false, "", {}});
    CHECK(told(run(DepartEmployee{director, {}})) == std::vector{seller, head});  // not he who leaves
    given_as(seller, ProposeHandover{seller, head, {}, false, "", {}});
    CHECK(events_of<HandoverWithdrawn>(as(head, DepartEmployee{seller, head})).size() == 1);
    CHECK(refused_by(as(head, AcceptHandover{HandoverId{3}, {}}), {"handover_closed"}));
}

TEST_CASE_METHOD(Line, "above the head of the company is nobody: who accepts his work says so himself", "[commands][departure]") {
    given_history(Assign{the_deal, head});
    CHECK(refused_by(as(head, DepartEmployee{head, director}), {"not_above"}));
    CHECK(refused_by(as(seller, DepartEmployee{head, director}), {"not_above"}));
    CHECK(as(director, DepartEmployee{head, director}).verdict == Verdict::recorded);
    given(HireEmployee{"Sun", DepartmentId{1}, {}, {}});
    constexpr EmployeeId colleague{4};
    CHECK(refused_by(as(colleague, DepartEmployee{director, seller}), {"not_above"}));
    CHECK(as(colleague, DepartEmployee{director, colleague}).verdict == Verdict::recorded);  // those above him have left
}

TEST_CASE_METHOD(Line, "whoever reported to one who has left is led by the next above who is still there", "[commands][departure]") {
    const auto departed = run(DepartEmployee{director, {}});
    CHECK(events_of<ReportingLineChanged>(departed) == std::vector{ReportingLineChanged{seller, director, head}});
    CHECK(told(run(AnnounceDeparture{seller, on("2026-01-30")})) == std::vector{head});
    CHECK(as(head, DepartEmployee{seller, head}).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(Line, "what one who has left is to be told is told to the next above him", "[commands][departure][alert]") {
    given(DepartEmployee{director, {}});
    CHECK(told(run(RaiseAlert{RuleCode::R6, the_deal.entity(), {director, head}, "the owner is away"})) == std::vector{head});
}

TEST_CASE_METHOD(Line, "nobody settles his own post, by his own or another's mouth", "[commands][organisation]") {
    for (const AnyCommand& settles : {AnyCommand(PromoteEmployee{seller, "director"}), AnyCommand(SetCapacity{seller, 100}),
                                      AnyCommand(ChangeReportingLine{seller, head}), AnyCommand(MoveEmployee{seller, DepartmentId{1}, director})}) {
        CHECK(refused_by(as(seller, settles), {"own_post"}));
        on_behalf_of = seller;
        CHECK(refused_by(as(director, settles), {"own_post"}));
        on_behalf_of.reset();
        CHECK(as(director, settles).verdict == Verdict::recorded);
    }
}

TEST_CASE_METHOD(Line, "nobody reports to himself, in a circle, or to somebody who has left", "[commands][organisation]") {
    CHECK(refused_by(run(MoveEmployee{head, DepartmentId{1}, head}), {"own_manager"}));
    CHECK(refused_by(run(MoveEmployee{head, DepartmentId{1}, seller}), {"reporting_cycle"}));
    CHECK(run(MoveEmployee{seller, DepartmentId{1}, head}).verdict == Verdict::recorded);
    given(DepartEmployee{director, {}});
    CHECK(refused_by(run(MoveEmployee{seller, DepartmentId{1}, director}), {"employee_departed"}));
    CHECK(refused_by(run(MoveEmployee{director, DepartmentId{1}, head}), {"employee_departed"}));
    CHECK(refused_by(run(ChangeReportingLine{seller, director}), {"employee_departed"}));
    CHECK(refused_by(run(HireEmployee{"Late", DepartmentId{1}, director, {}}), {"employee_departed"}));
}

}  // namespace foxtrail::departure_test
