#include "commands/pipeline_review.hpp"

#include "commands/decider/command_entry.hpp"
#include "commands/rules/work_rules.hpp"

namespace foxtrail {
namespace rule {
constexpr Rule no_pipeline{"no_pipeline", "A pipeline is an employee's or a department's: name one of these."};
constexpr Rule no_such_position{"no_such_position", "The log has no event at this position: give the one the read model answered with."};
constexpr Rule looked_at_before{"looked_at_before",
                                "The last review of this pipeline looked at a later position: give the one the read model answered with."};
constexpr Rule attendees_missing{"attendees_missing", "Name at least one who attended."};
}  // namespace rule

RestsOn rests_on(const PipelineReview& review) { return review.followed ? RestsOn{} : RestsOn{review.pipeline}; }

void evolve(PipelineReview& review, const PipelineReviewHeld& e, const Meta&) {
    review = {review.id, e.pipeline, e.looked_at, false};
}
void evolve_other(PipelineReview& before, const PipelineReviewHeld&, const Meta&) { before.followed = true; }

static Decision decide(const HoldPipelineReview& c, const Facts& f) {
    Decision d;
    const auto last = f.first_resting_on<PipelineReviewId>(c.pipeline);
    const Position since = last ? f.at(last).looked_at : 0;
    d.require(c.pipeline.kind == EmployeeId::kind || c.pipeline.kind == DepartmentId::kind, rule::no_pipeline, c.pipeline);
    d.require(c.looked_at > 0 && c.looked_at <= f.head(), rule::no_such_position);
    d.require(c.looked_at >= since, rule::looked_at_before, since);
    d.require(!c.attendees.empty(), rule::attendees_missing);
    d.require(c.attendees.size() <= review_attendees_max, rule::too_many);
    if (d.refused()) return d;
    PipelineReviewHeld held{f.next_id<PipelineReviewId>(), c.pipeline, c.looked_at, {}, since, c.notes, {}};
    if (last) held.previous = last;
    for (const auto& attendee : c.attendees) held.attendees.push_back(attendee.id);
    d.record(std::move(held));
    return d;
}

NounEntry pipeline_review_noun() {
    return {command_entries_of<PipelineReviewCommands>(), {state_entry<PipelineReview, PipelineReviewEvents>()}};
}

}  // namespace foxtrail
