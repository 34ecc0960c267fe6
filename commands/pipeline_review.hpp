// Holding pipeline reviews.
#pragma once

#include "commands/decider/noun.hpp"
#include "events/pipeline_review.hpp"

namespace foxtrail {

inline constexpr std::size_t review_attendees_max = 200;

struct PipelineReview {
    PipelineReviewId id;
    Entity pipeline;
    Position looked_at = 0;
    bool followed = false;  // by another of the same pipeline
};
BOOST_DESCRIBE_STRUCT(PipelineReview, (), (id, pipeline, looked_at, followed))
template <>
struct StateOf<PipelineReviewId> { using type = PipelineReview; };

RestsOn rests_on(const PipelineReview&);  // the last one of a pipeline on whose it is
void evolve(PipelineReview&, const PipelineReviewHeld&, const Meta&);
void evolve_other(PipelineReview&, const PipelineReviewHeld&, const Meta&);

struct HoldPipelineReview {
    static constexpr CommandType type{"pipeline_review.hold", "召开销售例会"};
    static constexpr std::string_view doc =
        "Record that the pipeline of an employee or a department was reviewed as the read models showed it at the position looked_at. The "
        "next review asks what changed since.";
    Entity pipeline;
    Position looked_at = 0;
    std::string notes;
    std::vector<Ref<EmployeeId>> attendees;
};
BOOST_DESCRIBE_STRUCT(HoldPipelineReview, (), (pipeline, looked_at, notes, attendees))

using PipelineReviewCommands = boost::mp11::mp_list<HoldPipelineReview>;
NounEntry pipeline_review_noun();

}  // namespace foxtrail
