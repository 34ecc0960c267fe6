#include "tests/commands/scenario.hpp"

namespace foxtrail::opportunity_test {

namespace {
struct Opened : Scenario {
    Opened() { company().deal(); }
};
}  // namespace

TEST_CASE("creating states all seven facts and assigns the owner in the same commit", "[commands][opportunity]") {
    Scenario scenario;
    const auto outcome = scenario.company().run(Scenario::new_deal());
    REQUIRE(outcome.verdict == Verdict::recorded);
    REQUIRE(outcome.count == 2);
    const auto* created = outcome.events[0].as<OpportunityCreated>();
    REQUIRE(created);
    CHECK(created->stage == Stage{1, "Contact"});
    CHECK(created->value == Stated<Money>(cny("900.00")));
    CHECK_FALSE(created->source.known());
    const auto* assigned = outcome.events[1].as<OpportunityAssigned>();
    REQUIRE(assigned);
    CHECK(assigned->to == Assignee{EmployeeId{2}, DepartmentId{1}, RegionId{1}, EmployeeId{1}});
}

TEST_CASE_METHOD(Opened, "the next stage is entered with from and to", "[commands][opportunity]") {
    const auto outcome = run(AdvanceStage{the_deal, "Offer"});
    REQUIRE(outcome.verdict == Verdict::recorded);
    CHECK(outcome.events == std::vector<AnyEvent>{OpportunityStageAdvanced{the_deal, {1, "Contact"}, {2, "Offer"}}});
}

TEST_CASE_METHOD(Opened, "asking for what is already so is accepted and records nothing", "[commands][opportunity]") {
    const Position head = log->head();
    CHECK(run(AdvanceStage{the_deal, "Contact"}).verdict == Verdict::already_so);
    CHECK(run(EstimateValue{the_deal, cny("900.00")}).verdict == Verdict::already_so);
    CHECK(run(Assign{the_deal, EmployeeId{2}}).verdict == Verdict::already_so);
    CHECK(run(Reopen{the_deal}).verdict == Verdict::already_so);
    CHECK(log->head() == head);
}

TEST_CASE_METHOD(Opened, "a stage cannot be skipped without an override", "[commands][opportunity]") {
    CHECK(refused_by(run(AdvanceStage{the_deal, "Trial"}), {"stages_skipped"}));
    const auto outcome = run(SkipStages{the_deal, "Contract", EmployeeId{1}});
    REQUIRE(outcome.verdict == Verdict::recorded);
    CHECK(outcome.events[0].as<OpportunityStageSkipped>()->skipped == std::vector<Stage>{{2, "Offer"}, {3, "Trial"}});
}

TEST_CASE_METHOD(Opened, "an override is the word of somebody above the owner who did not ask for it", "[commands][opportunity]") {
    const EmployeeId director{1}, seller{2}, colleague{3};
    given(HireEmployee{"Sun Yi", DepartmentId{1}, director, {}});
    actor = director;
    CHECK(refused_by(run(SkipStages{the_deal, "Trial", director}), {"own_approval"}));
    CHECK(refused_by(run(SkipStages{the_deal, "Trial", seller}), {"not_above_owner"}));
    actor = seller;
    CHECK(refused_by(run(SkipStages{the_deal, "Trial", colleague}), {"not_above_owner"}));
    CHECK(run(SkipStages{the_deal, "Trial", director}).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(Opened, "where nobody is above the owner anybody but who asks approves an override", "[commands][opportunity]") {
    given_history(Assign{the_deal, EmployeeId{1}});
    actor = EmployeeId{1};
    CHECK(refused_by(run(SkipStages{the_deal, "Trial", EmployeeId{1}}), {"own_approval", "not_above_owner"}));
    actor.reset();
    CHECK(refused_by(run(SkipStages{the_deal, "Trial", EmployeeId{1}}), {"not_above_owner"}));
    CHECK(run(SkipStages{the_deal, "Trial", EmployeeId{2}}).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(Opened, "a deal is opened for oneself, for nobody, or for somebody below", "[commands][opportunity]") {
    auto for_his_boss = new_deal();
    for_his_boss.owner = EmployeeId{1};
    const auto refused = as(EmployeeId{2}, for_his_boss);
    INFO(refused);
    CHECK(refused_by(refused, {"acceptance_needed"}));
    CHECK(as(EmployeeId{2}, new_deal()).verdict == Verdict::recorded);
    CHECK(as(EmployeeId{1}, new_deal()).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(Opened, "a refusal says every rule that refuses", "[commands][opportunity]") {
    given(Lose{the_deal, "price", std::string("Rival")});
    CHECK(refused_by(run(SetSource{the_deal, std::string("fair")}, " "), {"already_closed", "reason_missing"}));
    CHECK(refused_by(run(RegressStage{the_deal, "Nowhere"}, ""), {"already_closed", "unknown_stage", "reason_missing"}));
}

TEST_CASE_METHOD(Opened, "a stage repeated in an imported log is a re-entry", "[commands][opportunity]") {
    CHECK(run(RecordStageEntry{the_deal, "Contact"}).verdict == Verdict::recorded);
}

TEST_CASE("nothing of a deal is dated before the deal", "[commands][opportunity]") {
    Scenario scenario;
    const Time before = scenario.now;
    scenario.company().deal();
    CHECK(refused_by(scenario.run(EstimateValue{the_deal, cny("1.00")}, "r", before), {"before_creation"}));
    CHECK(refused_by(scenario.run(RecordStageEntry{the_deal, "Offer"}, "r", before), {"before_creation"}));
}

TEST_CASE("a backdated fact does not claim to know what was before, and does not undo what came after", "[commands][opportunity]") {
    Scenario scenario;
    scenario.company().deal();
    const Time early = scenario.now;
    scenario.now.us += us_per_day;
    scenario.given(EstimateValue{the_deal, cny("700.00")});
    const auto late = scenario.run(EstimateValue{the_deal, cny("800.00")}, "found an old offer", early);
    REQUIRE(late.verdict == Verdict::recorded);
    CHECK(late.events == std::vector<AnyEvent>{OpportunityValueEstimated{the_deal, std::nullopt, cny("800.00")}});
    CHECK(scenario.run(EstimateValue{the_deal, cny("700.00")}).verdict == Verdict::already_so);
}

TEST_CASE_METHOD(Opened, "a stage move dated before the last one is refused and says what to use", "[commands][opportunity]") {
    const Time early = now;
    now.us += us_per_day;
    given(AdvanceStage{the_deal, "Offer"});
    CHECK(refused_by(run(AdvanceStage{the_deal, "Trial"}, "r", early), {"before_last_change"}));
    CHECK(run(RecordStageEntry{the_deal, "Contact"}, "r", early).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(Opened, "a correction takes the valid time of what it corrects, and only of its own deal", "[commands][opportunity]") {
    const auto wrong = run(EstimateValue{the_deal, cny("9000.00")});
    now.us += us_per_day;
    const auto right = run(EstimateValue{the_deal, cny("90.00")}, "typing error", {}, wrong.position);
    REQUIRE(right.verdict == Verdict::recorded);
    Time wrong_at, right_at;
    Position corrects = 0;
    log->read(wrong.position - 1, right.position, [&](const RecordedEvent& event) {
        if (event.position == wrong.position) wrong_at = event.envelope->valid_at;
        if (event.position == right.position) right_at = event.envelope->valid_at, corrects = event.envelope->corrects;
        return true;
    });
    CHECK(wrong_at == right_at);
    CHECK(corrects == wrong.position);
    const auto again = run(EstimateValue{the_deal, cny("9.00")}, "still wrong", {}, wrong.position);
    log->read(again.position - 1, again.position, [&](const RecordedEvent& event) { return corrects = event.envelope->corrects, true; });
    CHECK(corrects == right.position);  // what was said instead is what is put right now
    CHECK(run(EstimateValue{the_deal, cny("1.00")}, "r", {}, 1).verdict == Verdict::invalid);
}

TEST_CASE_METHOD(Opened, "a correction states what was wrong anew, and nothing else", "[commands][opportunity]") {
    const auto advanced = run(AdvanceStage{the_deal, "Offer"});
    REQUIRE(advanced.verdict == Verdict::recorded);
    now.us += us_per_day;
    CHECK(refused_by(run(EstimateValue{the_deal, cny("90.00")}, "typing error", {}, advanced.position), {"another_fact"}));
    CHECK(run(RecordStageEntry{the_deal, "Trial"}, "not that far yet", {}, advanced.position).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(Opened, "amounts below zero are refused", "[commands][opportunity]") {
    CHECK(refused_by(run(EstimateValue{the_deal, cny("-1.00")}), {"negative_amount"}));
    CHECK(refused_by(run(Win{the_deal, cny("-1.00")}), {"negative_amount"}));
}

}  // namespace foxtrail::opportunity_test
