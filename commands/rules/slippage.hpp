// Dates that are moved again and again (R11).
#pragma once

#include "commands/opportunity.hpp"

namespace foxtrail {

// From one known day to another. A day stated for the first time, or taken back, is no move.
inline bool is_move(const Stated<Date>& from, const Stated<Date>& to) { return from.known() && to.known() && from != to; }

// From R11's number of moves on, tells the owner's manager of what moved, the opportunity itself or a milestone, and raises a flag.
// `moves` counts the one being decided; `what` says which date moved: "the expected close date, now 2026-03-31,".
void tell_of_slippage(Decision&, const Facts&, const Opportunity&, Entity moved, std::uint32_t moves, const std::string& what);

}  // namespace foxtrail
