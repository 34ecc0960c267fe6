// Who recorded an event, when and why: what its commit says.
#pragma once

#include "projections/reading/dimension.hpp"

#include <map>

namespace foxtrail {

struct CommitFacts {
    Time valid_at, recorded_at;
    EmployeeId by;  // {} for the system
    std::string why;
};

// Positions may be in any order and repeat; 0 is left out.
using CommitFactsByPosition = std::map<Position, CommitFacts>;
CommitFactsByPosition commit_facts(const Log&, std::vector<Position>);

// {position, valid_at, recorded_at, by, why}; null for an event that is none of them.
json::value commit_json(Position, const CommitFactsByPosition&, const DimensionContext&);

}  // namespace foxtrail
