// How a simulated company scores its opportunities.
#pragma once

#include "commands/evaluation.hpp"
#include "replay/simulation/random.hpp"

namespace foxtrail {

// The company's model, or the next version of it: the criteria stay, what they weigh does not.
PublishEvaluationModel evaluation_model(std::uint16_t version);
// The inputs somebody finds for an opportunity; `promise` from 0 for none to 1.
EvaluateOpportunity evaluation_of(OpportunityId, double promise, Random&);

}  // namespace foxtrail
