// Quotes: all of them, those of a deal version by version, and what discounts have to do with winning.
#pragma once

#include "projections/reading/read_model.hpp"

namespace foxtrail {

// GET /v1/quotes: by opportunity or state.
ReadAnswer quotes(const Runner&, const Log&, const ReadQuestion&);
std::vector<ReadParameter> quotes_parameters();

// GET /v1/opportunities/{id}/quotes: every version, with what was done with it.
ReadAnswer deal_quotes(const Runner&, const Log&, const ReadQuestion&);

// GET /v1/discount-outcomes: deals by the discount they were quoted.
ReadAnswer discount_outcomes(const Runner&, const Log&, const ReadQuestion&);
std::vector<ReadParameter> discount_outcomes_parameters();

}  // namespace foxtrail
