// Touches and assessments: what keeps a relationship alive, and how strong it is held to be.
#include "commands/relationship.hpp"
#include "tests/commands/buying_scenario.hpp"

namespace foxtrail::relationship_test {
using namespace buying_tests;

TEST_CASE_METHOD(BuyingScenario, "a touch is recorded each time, with or without a deal", "[commands][relationship]") {
    const LogTouch call{wang, Ref(the_deal), TouchDirection::two_way, "call", "agreed on a trial"};
    CHECK(run(call).events == std::vector<AnyEvent>{ContactTouched{wang, the_deal, TouchDirection::two_way, "call", "agreed on a trial"}});
    CHECK(run(call).verdict == Verdict::recorded);
    CHECK(run(LogTouch{wang, {}, TouchDirection::incoming, "mail", "asked for prices"}, "", days_ago(3)).verdict == Verdict::recorded);
    CHECK(refused_by(run(LogTouch{wang, {}, TouchDirection::outgoing, " ", ""}), {"text_missing", "text_missing"}));
    CHECK(refused_by(run(call, "", days_ago(40)), {"before_creation"}));
    CHECK(run(LogTouch{ContactId{9}, {}, TouchDirection::outgoing, "call", "x"}).verdict == Verdict::invalid);
}

TEST_CASE_METHOD(BuyingScenario, "an assessment says from what to what, and is repeated only with another basis",
                 "[commands][relationship]") {
    const auto first = run(AssessRelationship{wang, 2, "met twice"});
    CHECK(first.events == std::vector<AnyEvent>{RelationshipAssessed{wang, {}, {2, "met twice"}}});
    CHECK(run(AssessRelationship{wang, 2, "met twice"}).verdict == Verdict::already_so);
    const auto second = run(AssessRelationship{wang, 5, "calls by himself"});
    CHECK(second.events == std::vector<AnyEvent>{RelationshipAssessed{wang, Assessment{2, "met twice"}, {5, "calls by himself"}}});
    const auto backdated = run(AssessRelationship{wang, 1, "at the fair"}, "", days_ago(5));
    CHECK(backdated.events == std::vector<AnyEvent>{RelationshipAssessed{wang, {}, {1, "at the fair"}}});
    CHECK(run(AssessRelationship{wang, 5, "calls by himself"}).verdict == Verdict::already_so);
    CHECK(refused_by(run(AssessRelationship{wang, 6, " "}), {"strength_out_of_range", "text_missing"}));
}

}  // namespace foxtrail::relationship_test
