// The team of a deal: who was in it, entered when, left when, as what.
#pragma once

#include "projections/reading/dimension.hpp"
#include "projections/reading/recall.hpp"

namespace foxtrail {

// What a member answers for, {"role":...,"duty":...,"expertise":...}, by the event that says so last.
// His role in the team, as his duty names it.
std::string team_role(const TeamMemberRow&, const Log&);
json::object duty_json(Position said, const Recalled&);

// GET /v1/opportunities/{id}/team
ReadAnswer deal_team(const Runner&, const Log&, const ReadQuestion&);

}  // namespace foxtrail
