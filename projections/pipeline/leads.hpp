// Who might buy, before there is a deal: leads and what becomes of them.
#pragma once

#include "projections/reading/read_model.hpp"

namespace foxtrail {

// GET /v1/leads: leads by status, source and owner, in pages.
ReadAnswer leads(const Runner&, const Log&, const ReadQuestion&);
std::vector<ReadParameter> leads_parameters();

// GET /v1/leads/{id}: one lead with all that happened to it, its nurturing, and its contact while that can be read.
ReadAnswer lead(const Runner&, const Log&, const ReadQuestion&);

// GET /v1/lead-funnel: how many are qualified, converted and won, and how long that takes.
ReadAnswer lead_funnel(const Runner&, const Log&, const ReadQuestion&);
std::vector<ReadParameter> lead_funnel_parameters();

}  // namespace foxtrail
