// Outcomes: said once, put right by naming what is wrong, undone by reopening.
#include "commands/deal_team.hpp"
#include "tests/commands/scenario.hpp"

namespace foxtrail::outcome_test {

namespace {

struct Opened : Scenario {
    Opened() { company().deal(); }
    CommandOutcome put_right(Position wrong, AnyCommand command) { return run(std::move(command), "typing error", {}, wrong); }
};

const Stage contact{1, "Contact"};

}  // namespace

TEST_CASE_METHOD(Opened, "a lost opportunity cannot be won", "[commands][outcome]") {
    given(Lose{the_deal, "price", {}});
    CHECK(refused_by(run(Win{the_deal, cny("900.00")}), {"closed_otherwise"}));
    given(Reopen{the_deal});
    CHECK(run(Win{the_deal, cny("900.00")}).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(Opened, "a loss needs its why", "[commands][outcome]") {
    CHECK(refused_by(run(Lose{the_deal, " ", {}}), {"why_missing"}));
    CHECK(refused_by(run(Derail{the_deal, ""}), {"why_missing"}));
    CHECK(run(Derail{the_deal, "budget cut"}).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(Opened, "only an outcome that says the same is so already", "[commands][outcome]") {
    given(EstimateValue{the_deal, cny("500.00")});
    const Time before_estimate{now.us - us_per_second};
    given(Win{the_deal, cny("100.00")}, before_estimate);
    CHECK(run(Win{the_deal, cny("100.00")}).verdict == Verdict::already_so);
    CHECK(refused_by(run(Win{the_deal, cny("999.00")}), {"closed_saying_other"}));
    given(Reopen{the_deal}).given(Lose{the_deal, "price", std::string("Rival")});
    CHECK(run(Lose{the_deal, "price", std::string("Rival")}).verdict == Verdict::already_so);
    CHECK(refused_by(run(Lose{the_deal, "quality", std::string("Rival")}), {"closed_saying_other"}));
    CHECK(refused_by(run(Lose{the_deal, "price", {}}), {"closed_saying_other"}));
    given(Reopen{the_deal}).given(Derail{the_deal, "no money"});
    CHECK(run(Derail{the_deal, "no money"}).verdict == Verdict::already_so);
    CHECK(refused_by(run(Derail{the_deal, "no time"}), {"closed_saying_other"}));
}

TEST_CASE_METHOD(Opened, "the value won is put right by naming the event that says it", "[commands][outcome]") {
    const auto wrong = run(Win{the_deal, cny("100.00")});
    now.us += us_per_day;
    const auto right = put_right(wrong.position, Win{the_deal, cny("999.00")});
    CHECK(right.events == std::vector<AnyEvent>{OpportunityWon{the_deal, contact, cny("999.00")}});
    CHECK(run(Win{the_deal, cny("999.00")}).verdict == Verdict::already_so);
    CHECK(put_right(wrong.position, Win{the_deal, cny("999.00")}).verdict == Verdict::already_so);
    CHECK(refused_by(run(Win{the_deal, cny("100.00")}), {"closed_saying_other"}));
}

TEST_CASE_METHOD(Opened, "why it was lost, and to whom, is put right after it was opened again and won", "[commands][outcome]") {
    const auto lost = run(Lose{the_deal, "price", {}});
    given(Reopen{the_deal}).given(AdvanceStage{the_deal, "Offer"}).given(Win{the_deal, cny("100.00")});
    const auto right = put_right(lost.position, Lose{the_deal, "quality", std::string("Rival")});
    CHECK(right.events == std::vector<AnyEvent>{OpportunityLost{the_deal, contact, "quality", std::string("Rival")}});
    CHECK(put_right(right.position, Lose{the_deal, "quality", std::string("Rival")}).verdict == Verdict::already_so);
    CHECK(run(Win{the_deal, cny("100.00")}).verdict == Verdict::already_so);  // it stays won
}

TEST_CASE_METHOD(Opened, "an outcome puts right only one of its own kind, and none that was undone at once", "[commands][outcome]") {
    const auto estimated = run(EstimateValue{the_deal, cny("500.00")});
    CHECK(refused_by(put_right(estimated.position, Win{the_deal, cny("1.00")}), {"corrects_no_such_outcome"}));
    const auto lost = run(Lose{the_deal, "price", {}});
    CHECK(refused_by(put_right(lost.position, Win{the_deal, cny("1.00")}), {"corrects_no_such_outcome"}));
    CHECK(refused_by(put_right(lost.position, Lose{the_deal, "", {}}), {"why_missing"}));
    Time lost_at;
    log->read(lost.position - 1, lost.position, [&](const RecordedEvent& event) { return lost_at = event.envelope->valid_at, true; });
    given(Reopen{the_deal}, lost_at);
    CHECK(refused_by(put_right(lost.position, Lose{the_deal, "quality", {}}), {"undone_at_once"}));
}

TEST_CASE_METHOD(Opened, "a team is formed once for the same purpose", "[commands][deal_team]") {
    given(FormTeam{the_deal, "the tender"});
    CHECK(run(FormTeam{the_deal, "the tender"}).verdict == Verdict::already_so);
    CHECK(run(FormTeam{the_deal, "the trial"}).verdict == Verdict::recorded);
}

}  // namespace foxtrail::outcome_test
