// Conversion: moves between stages, dwell, win rate and cycle time, by segment and period, at any instant.
//
// Conventions, fixed once:
//   unit        deals; amounts at outcome
//   clock       calendar time, valid time
//   re-entry    every visit counts for moves and dwell; cohorts count the first passage
//   skip        a skipped stage was not visited
//   reopen      a reopened deal's visit of its stage begins anew; its earlier outcome still counts in its own period
//   segment     what the deal was (owner, department, ...) at the event
//   window      from <= event < to, by valid time; an event outside still ends a dwell inside
//   begun       begun_before: of the deals with an event in the window, those that were there before it
#pragma once

#include "projections/reading/dimension.hpp"

namespace foxtrail {

ReadAnswer conversion(const Runner&, const Log&, const ReadQuestion&);
std::vector<ReadParameter> conversion_parameters();

}  // namespace foxtrail
