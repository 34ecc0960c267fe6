// Handovers taken together: the board of all cases, who hands to whom, and what becomes of deals that were handed over.
#pragma once

#include "projections/reading/read_model.hpp"

namespace foxtrail {

// GET /v1/handovers: all cases by state, giver, receiver, with age and items left.
ReadAnswer handovers(const Runner&, const Log&, const ReadQuestion&);
// GET /v1/handover-network: how many items of what kind went from whom to whom, and how handovers were answered.
ReadAnswer handover_network(const Runner&, const Log&, const ReadQuestion&);
// GET /v1/handover-outcomes: deals handed over beside those that never were: win rate, and time from the handover to the outcome.
ReadAnswer handover_outcomes(const Runner&, const Log&, const ReadQuestion&);

std::vector<ReadParameter> handovers_parameters();
std::vector<ReadParameter> handover_network_parameters();
std::vector<ReadParameter> handover_outcomes_parameters();

}  // namespace foxtrail
