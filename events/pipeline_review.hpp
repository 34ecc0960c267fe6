// Pipeline reviews: meetings over a pipeline, each starting from what changed since the one before.
#pragma once

#include "events/event.hpp"

namespace foxtrail {

struct PipelineReviewHeld {
    static constexpr EventType type{"pipeline_review.held", 1, "销售例会召开"};
    static constexpr std::string_view doc =
        "A pipeline was reviewed as it stood at a position of the log; the next review starts from there.";
    PipelineReviewId review;
    Entity pipeline;  // whose: an employee's or a department's
    Position looked_at;
    std::optional<PipelineReviewId> previous;  // of the same pipeline
    Position since;                            // what `previous` looked at; 0 when this is the first
    std::string notes;
    std::vector<EmployeeId> attendees;
    bool operator==(const PipelineReviewHeld&) const = default;
};
BOOST_DESCRIBE_STRUCT(PipelineReviewHeld, (), (review, pipeline, looked_at, previous, since, notes, attendees))

using PipelineReviewEvents = boost::mp11::mp_list<PipelineReviewHeld>;

}  // namespace foxtrail
