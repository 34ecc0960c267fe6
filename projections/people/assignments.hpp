// Who was offered which opportunities, what he answered and how soon; and how much he has beside what he can take on.
#pragma once

#include "projections/reading/read_model.hpp"

namespace foxtrail {

// GET /v1/assignments: offers, or deals taken back to the pool, in pages; by employee or department the load and the answers.
ReadAnswer assignments(const Runner&, const Log&, const ReadQuestion&);

std::vector<ReadParameter> assignments_parameters();

}  // namespace foxtrail
