// What the gate out of a deal's stage asks for, and what of it is missing, at an instant: the same as the commands find.
#pragma once

#include "projections/reading/dimension.hpp"

namespace foxtrail {

struct GateChecklist {
    json::array requirements;  // those that are for the deal in its stage
    json::array missing;       // a document_kind or a team_role each, and why; nothing when the deal is closed
};

GateChecklist gate_checklist(OpportunityId, const Deal&, const DimensionContext&, const Runner&, const Log&, const ReadQuestion&);

}  // namespace foxtrail
