// Effort: ceilings per stage, and bookings against them.
#include "commands/alert.hpp"
#include "commands/effort.hpp"
#include "tests/commands/scenario.hpp"

namespace foxtrail::effort_test {

namespace {

constexpr EffortId of_contact{1};
constexpr EmployeeId boss{1}, seller{2};
const Stage contact{1, "Contact"};
const AllocateEffort ceiling{the_deal, "Contact", 100, cny("500.00")};

BookEffort booking(std::uint32_t minutes, std::optional<Money> cost = {}, std::optional<Ref<EmployeeId>> approved_by = {}) {
    return {the_deal, "Contact", minutes, cost, "visit", approved_by};
}

}  // namespace

TEST_CASE("a ceiling is set for a stage, and changed for a reason", "[commands][effort]") {
    Scenario scenario;
    scenario.company().deal();
    const auto set = scenario.run(ceiling, "");
    REQUIRE(set.count == 1);
    CHECK(*set.events.front().as<ResourceAllocated>() == ResourceAllocated{of_contact, the_deal, contact, {}, {100, cny("500.00")}});
    CHECK(scenario.run(ceiling, "").verdict == Verdict::already_so);
    const AllocateEffort lower{the_deal, "Contact", 90, cny("500.00")}, higher{the_deal, "Contact", 90, {}};
    CHECK(refused_by(scenario.run(lower, ""), {"reason_missing"}));
    const auto lowered = scenario.run(lower);
    CHECK(*lowered.events.front().as<ResourceAllocated>() == ResourceAllocated{of_contact, the_deal, contact, {100, cny("500.00")}, {90, cny("500.00")}});
    CHECK(refused_by(scenario.run(higher), {"actor_missing"}));
    CHECK(refused_by(scenario.as(EmployeeId{2}, higher), {"not_above_owner"}));
    CHECK(scenario.as(EmployeeId{1}, higher).verdict == Verdict::recorded);
    CHECK(refused_by(scenario.run(AllocateEffort{the_deal, "Nowhere", {}, {}}), {"unknown_stage", "ceiling_missing"}));
    CHECK(refused_by(scenario.run(AllocateEffort{the_deal, "Offer", {}, Money{-1, Currency::of("CNY")}}), {"negative_amount"}));
    CHECK(scenario.run(AllocateEffort{the_deal, "Offer", 10, {}}).events.front().as<ResourceAllocated>()->effort == EffortId{2});
}

TEST_CASE("a ceiling in another currency is a raised one, and none is dated behind another", "[commands][effort]") {
    Scenario scenario;
    scenario.company().deal();
    const Time before = scenario.now;
    scenario.now.us += us_per_day;
    scenario.given(ceiling);
    CHECK(refused_by(scenario.as(seller, AllocateEffort{the_deal, "Contact", 100, Money{49'900, Currency::of("USD")}}), {"not_above_owner"}));
    CHECK(refused_by(scenario.as(boss, AllocateEffort{the_deal, "Contact", 50, {}}, "r", before), {"dated_before_last_change"}));
}

TEST_CASE("bookings add up for each stage, with or without a ceiling", "[commands][effort]") {
    Scenario scenario;
    scenario.company().deal().given(booking(30, cny("10.00")));
    const auto second = scenario.run(booking(20, cny("5.00")), "");
    REQUIRE(second.count == 1);
    CHECK(*second.events.front().as<EffortBooked>() == EffortBooked{of_contact, the_deal, contact, 20, cny("5.00"), "visit", {50, cny("15.00")}, {}, {}});
    CHECK(refused_by(scenario.run(BookEffort{the_deal, "Offer", 5, {}, "call", {}}), {"stage_not_reached"}));
    scenario.given(AdvanceStage{the_deal, "Offer"}).given(RegressStage{the_deal, "Contact"});
    const auto elsewhere = scenario.run(BookEffort{the_deal, "Offer", 5, {}, "call", {}});
    CHECK(elsewhere.events.front().as<EffortBooked>()->total_after == EffortTotal{5, {}});
}

TEST_CASE("a booking that is put right leaves the total, and makes room below the ceiling", "[commands][effort]") {
    Scenario scenario;
    scenario.company().deal().given(ceiling).given(booking(40, cny("40.00")));
    const auto wrong = scenario.run(booking(60, cny("450.00")));
    const auto right = scenario.run(booking(6, cny("45.00")), "a nought too many", {}, wrong.position);
    REQUIRE(right.count == 1);
    CHECK(right.events.front().as<EffortBooked>()->total_after == EffortTotal{46, cny("85.00")});
    CHECK(scenario.run(booking(54), "").verdict == Verdict::recorded);

    const BookEffort elsewhere{the_deal, "Offer", 6, {}, "visit", {}};
    CHECK(refused_by(scenario.run(elsewhere, "other stage", {}, right.position), {"booked_elsewhere"}));
    const auto nothing = scenario.run(booking(0), "it never was", {}, right.position);
    CHECK(nothing.events.front().as<EffortBooked>()->total_after == EffortTotal{94, cny("40.00")});
}

TEST_CASE("a booking says what was done, and spends something in the stage's currency", "[commands][effort]") {
    Scenario scenario;
    scenario.company().deal().given(ceiling);
    CHECK(refused_by(scenario.run(BookEffort{the_deal, "Contact", 0, cny("0.00"), " ", {}}), {"nothing_spent", "text_missing"}));
    CHECK(refused_by(scenario.run(BookEffort{the_deal, "Nowhere", 1, {}, "visit", {}}), {"unknown_stage"}));
    CHECK(refused_by(scenario.run(booking(1, Money{100, Currency::of("USD")})), {"other_currency"}));
    CHECK(refused_by(scenario.run(booking(1, Money{-1, Currency::of("CNY")})), {"negative_amount"}));
    scenario.given_as(EmployeeId{1}, AllocateEffort{the_deal, "Contact", 100, {}}).given(booking(1, Money{money_minor_max, Currency::of("CNY")}));
    CHECK(refused_by(scenario.run(booking(1, cny("0.01"))), {"total_too_large"}));
    CHECK(refused_by(scenario.run(AllocateEffort{the_deal, "Contact", 100, Money{1, Currency::of("USD")}}), {"other_currency"}));
    scenario.given(Derail{the_deal, "no money"});
    CHECK(refused_by(scenario.run(booking(1)), {"already_closed"}));
}

TEST_CASE("over the ceiling somebody else answers for it, and the manager is told", "[commands][effort]") {
    Scenario scenario;
    scenario.company().deal().given(ceiling).given(booking(100, cny("500.00")));
    scenario.actor = seller;
    CHECK(refused_by(scenario.run(booking(1)), {"over_ceiling"}));
    CHECK(refused_by(scenario.run(booking(0, cny("0.01"))), {"over_ceiling"}));
    CHECK(refused_by(scenario.run(booking(1, {}, seller)), {"own_approval", "not_above_owner"}));
    CHECK(refused_by(scenario.as({}, booking(1, {}, seller)), {"not_above_owner"}));
    const auto approved = scenario.run(booking(1, {}, boss));
    REQUIRE(approved.count == 3);
    const auto* booked = approved.events.front().as<EffortBooked>();
    CHECK(booked->approved_by == boss);
    CHECK(booked->total_after == EffortTotal{101, cny("500.00")});
    CHECK(booked->ceiling == EffortBudget{100, cny("500.00")});
    CHECK(approved.events[1].as<AlertRaised>()->told == seller);
    CHECK(approved.events[2].as<AlertRaised>()->told == boss);
    CHECK(approved.events[2].as<AlertRaised>()->rule == RuleCode::R12);
}

}  // namespace foxtrail::effort_test
