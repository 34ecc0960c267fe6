// What a deal's own events say of its gates, its plan, its forecasts and its outcomes, at an instant.
//
// Folded from the deal's history when asked: a deal has some dozens of events, and they lie close together.
#pragma once

#include "projections/reading/dimension.hpp"

namespace foxtrail {

// GET /v1/opportunities/{id}/gates: what the deal's gate asks for and what is missing now; documents, waivers, advances turned back.
ReadAnswer gates(const Runner&, const Log&, const ReadQuestion&);
// GET /v1/opportunities/{id}/plan: milestones, their baselines, slips and outcomes.
ReadAnswer advance_plan(const Runner&, const Log&, const ReadQuestion&);
// GET /v1/opportunities/{id}/forecasts: what the owner stated, what the manager held against it, what was frozen.
ReadAnswer forecasts(const Runner&, const Log&, const ReadQuestion&);
// GET /v1/opportunities/{id}/outcomes: how it was closed and opened again, and who gave which reason for each loss.
ReadAnswer outcomes(const Runner&, const Log&, const ReadQuestion&);

}  // namespace foxtrail
