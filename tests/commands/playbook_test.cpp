// Playbooks: published by version, a deal pinned to the one it began with, its steps followed or left.
#include "commands/playbook.hpp"
#include "tests/commands/scenario.hpp"

namespace foxtrail::playbook_test {
namespace {

constexpr PlaybookId the_playbook{1};
constexpr EmployeeId seller{2};
const PublishPlaybook first_version{StageModelId{1}, "Pumps", {{"Offer", "show the reference plant"}, {"Contact", "meet the user"}}};

struct PlaybookScenario : Scenario {
    PlaybookScenario() { company(); }
    CommandOutcome follow(std::string step, OpportunityId deal = the_deal) { return as(seller, FollowPlaybookStep{deal, std::move(step), "done"}); }
};

}  // namespace

TEST_CASE_METHOD(PlaybookScenario, "a playbook has steps for stages that there are, each named once, in their order", "[commands][playbook]") {
    CHECK(refused_by(run(PublishPlaybook{StageModelId{1}, " ", {}}), {"name_missing", "steps_count"}));
    CHECK(refused_by(run(PublishPlaybook{StageModelId{1}, "Pumps", {{"Nowhere", "go"}, {"Offer", ""}, {"Offer", "go"}}}),
                     {"unknown_stage", "name_missing", "step_name_twice"}));
    const auto published = run(first_version);
    REQUIRE(published.count == 1);
    CHECK(*published.events.front().as<PlaybookPublished>() ==
          PlaybookPublished{the_playbook, 1, "Pumps", StageModelId{1}, 1, {{{1, "Contact"}, "meet the user"}, {{2, "Offer"}, "show the reference plant"}}});
    CHECK(run(first_version).verdict == Verdict::already_so);
}

TEST_CASE_METHOD(PlaybookScenario, "a deal is pinned to the version that was the newest when it began", "[commands][playbook]") {
    deal();
    CHECK(refused_by(follow("meet the user"), {"no_playbook"}));
    given(first_version);
    CHECK(refused_by(follow("meet the user"), {"no_playbook"}));
    deal();
    given(PublishPlaybook{StageModelId{1}, "Pumps", {{"Contact", "call the decider"}}});
    deal();
    CHECK(refused_by(follow("call the decider", OpportunityId{2}), {"unknown_step"}));
    const auto followed = follow("meet the user", OpportunityId{2});
    REQUIRE(followed.count == 1);
    CHECK(*followed.events.front().as<PlaybookStepFollowed>() ==
          PlaybookStepFollowed{OpportunityId{2}, {the_playbook, 1, 1, {{1, "Contact"}, "meet the user"}}, "done"});
    CHECK(follow("call the decider", OpportunityId{3}).events.front().as<PlaybookStepFollowed>()->step.version == 2);
}

// The version is of when it was recorded: a later one that says it was there before takes no deal with it.
TEST_CASE_METHOD(PlaybookScenario, "a version recorded later, for an earlier day, is no deal's that began before it was recorded", "[commands][playbook]") {
    const Time before = now;
    deal();
    CHECK(run(first_version, "imported", before).verdict == Verdict::recorded);
    CHECK(refused_by(follow("meet the user"), {"no_playbook"}));
}

TEST_CASE_METHOD(PlaybookScenario, "a step is followed or left, by a person, for a reason, on an open deal", "[commands][playbook]") {
    given(first_version).deal();
    CHECK(follow("meet the user").verdict == Verdict::recorded);
    CHECK(follow("meet the user").verdict == Verdict::already_so);
    CHECK(refused_by(run(FollowPlaybookStep{the_deal, "meet the user", ""}), {"actor_missing"}));
    CHECK(refused_by(as(seller, DeviateFromPlaybook{the_deal, "show the reference plant", " "}), {"why_missing"}));
    const auto left = as(seller, DeviateFromPlaybook{the_deal, "show the reference plant", "they have been there"});
    REQUIRE(left.count == 1);
    CHECK(left.events.front().as<PlaybookDeviated>()->step.number == 2);
    CHECK(as(seller, DeviateFromPlaybook{the_deal, "show the reference plant", "again"}).verdict == Verdict::already_so);
    CHECK(refused_by(as(seller, FollowPlaybookStep{the_deal, "show the reference plant", ""}, "late", Time{now.us - us_per_second * 2}), {"dated_before_last_change"}));
    CHECK(follow("show the reference plant").verdict == Verdict::recorded);
    given(Lose{the_deal, "price", {}});
    CHECK(refused_by(as(seller, DeviateFromPlaybook{the_deal, "meet the user", "why"}), {"already_closed"}));
}

}  // namespace foxtrail::playbook_test
