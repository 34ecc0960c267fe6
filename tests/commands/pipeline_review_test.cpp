// Pipeline reviews remember the position they looked at.
#include "commands/pipeline_review.hpp"
#include "tests/commands/scenario.hpp"

namespace foxtrail::pipeline_review_test {

namespace {

HoldPipelineReview review_of(Entity pipeline, Position looked_at) {
    return {pipeline, looked_at, "two deals slip", {EmployeeId{1}, EmployeeId{2}}};
}

}  // namespace

TEST_CASE("a review starts where the one before of the same pipeline looked", "[commands][pipeline_review]") {
    Scenario scenario;
    scenario.company().deal();
    const Entity east = DepartmentId{1}.entity(), chen = EmployeeId{2}.entity();
    const std::vector attendees{EmployeeId{1}, EmployeeId{2}};
    CHECK(scenario.run(review_of(east, 5)).events ==
          std::vector<AnyEvent>{PipelineReviewHeld{PipelineReviewId{1}, east, 5, {}, 0, "two deals slip", attendees}});
    CHECK(scenario.run(review_of(chen, 4)).events ==
          std::vector<AnyEvent>{PipelineReviewHeld{PipelineReviewId{2}, chen, 4, {}, 0, "two deals slip", attendees}});
    CHECK(scenario.run(review_of(east, 7)).events ==
          std::vector<AnyEvent>{PipelineReviewHeld{PipelineReviewId{3}, east, 7, PipelineReviewId{1}, 5, "two deals slip", attendees}});
    CHECK(refused_by(scenario.run(review_of(east, 6)), {"looked_at_before"}));
    CHECK(scenario.run(review_of(east, 7)).events.front().as<PipelineReviewHeld>()->previous == PipelineReviewId{3});
}

TEST_CASE("a review has a pipeline, attendees, and looked at what there was", "[commands][pipeline_review]") {
    Scenario scenario;
    scenario.company().deal();
    const Position head = scenario.log->head();
    CHECK(refused_by(scenario.run(HoldPipelineReview{the_deal.entity(), 0, "", {}}),
                     {"no_pipeline", "no_such_position", "attendees_missing"}));
    CHECK(refused_by(scenario.run(review_of(DepartmentId{1}.entity(), head + 1)), {"no_such_position"}));
    CHECK(scenario.run(review_of(DepartmentId{1}.entity(), head)).verdict == Verdict::recorded);
    CHECK(scenario.run(review_of(EmployeeId{9}.entity(), 1)).verdict == Verdict::invalid);
}

}  // namespace foxtrail::pipeline_review_test
