// What went before: the deals that were won and lost where somebody new works, each with what those who were there would tell of it.
#pragma once

#include "projections/reading/read_model.hpp"

namespace foxtrail {

inline constexpr std::size_t past_deals_max = 100;  // of each outcome, in one answer

// Of his department, and of the customers whose deals he has. {"won":{"count","deals"},"lost":...}, the latest first, at most `limit`
// and past_deals_max each:
// the deal as it stands, who was met, what was sent, its decision tree, how it ended and who said why, its playbook, and where to read on.
json::object past_deals(EmployeeId, const Runner&, const Log&, const ReadQuestion&, std::size_t limit);

}  // namespace foxtrail
