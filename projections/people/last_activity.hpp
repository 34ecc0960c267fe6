// Which department was last active about something, read from the end of the log backwards.
#pragma once

#include "projections/reading/dimension.hpp"
#include "projections/reading/merged_history.hpp"

namespace foxtrail {

inline constexpr std::size_t activity_looked_at_max = 2'000;  // events read for one answer

// Per department of an actor his last event among the sources', latest first: {department, actor, position, type, valid_at, recorded_at}.
json::array last_activity(const Log&, std::span<const HistorySource>, const DimensionContext&);

}  // namespace foxtrail
