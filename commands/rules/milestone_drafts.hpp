// Milestones as people state them: in a plan of their own, or with the opportunity that they open.
#pragma once

#include "commands/decider/decision.hpp"
#include "commands/decider/facts.hpp"
#include "events/milestone.hpp"

namespace foxtrail {

struct MilestoneDraft {
    std::string what;
    Date due;
    bool mutual = false;  // agreed with the customer
};
BOOST_DESCRIBE_STRUCT(MilestoneDraft, (), (what, due, mutual))

inline constexpr std::size_t milestones_per_plan_max = 100;

void require_not_past(Decision&, const Facts&, Date due);
void require_drafts(Decision&, const std::vector<MilestoneDraft>&);

// The advance plan of an opportunity that is just being opened; none when nothing is stated.
void require_first_plan(Decision&, const Facts&, const std::vector<MilestoneDraft>&);
void record_first_plan(Decision&, const Facts&, OpportunityId, const std::vector<MilestoneDraft>&);

}  // namespace foxtrail
