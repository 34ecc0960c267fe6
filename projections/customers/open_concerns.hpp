// What people at the customer want answered about a deal that is still open.
#pragma once

#include "projections/reading/dimension.hpp"
#include "projections/reading/recall.hpp"
#include "projections/tables/committee.hpp"

namespace foxtrail {

struct OpenConcern {
    ConcernId id;
    ConcernRow row;
};

// Adds those that rest on the role: its holder has them, or accepted an answer that does not stand any more.
void add_open_concerns(std::vector<OpenConcern>&, ContactRoleId, const Committee&, const DimensionContext&);
// `events`: with the rows' `recorded`.
json::array concerns_json(const std::vector<OpenConcern>&, const Recalled& events);

}  // namespace foxtrail
