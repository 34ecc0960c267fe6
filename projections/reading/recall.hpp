// Events fetched from the log by position: the text that rows do not hold.
#pragma once

#include "projections/reading/read_model.hpp"

#include <map>

namespace foxtrail {

struct RecalledEvent {
    Time recorded_at, valid_at;
    EmployeeId actor;
    json::object data;  // of the newest version of its type
};

// Positions may be in any order and repeat; 0 is left out.
using Recalled = std::map<Position, RecalledEvent>;
Recalled recall(const Log&, std::vector<Position>);

// A member of the event at the position; null when there is none.
json::value recalled(const Recalled&, Position, std::string_view member);

}  // namespace foxtrail
