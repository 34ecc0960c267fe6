// The audit trail of any entity: every event that links to it, with who, why, both times, from and to.
//
// Read straight from the log's link index, so it lags nothing and needs no memory of its own.
#pragma once

#include "projections/reading/read_model.hpp"

namespace foxtrail {

ReadAnswer history(const Runner&, const Log&, const ReadQuestion&);
std::vector<ReadParameter> history_parameters();

// One event as people and programs read it.
json::object printed_event(const RecordedEvent&);

}  // namespace foxtrail
