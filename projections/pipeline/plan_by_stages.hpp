// The advance plan of a deal from its creation, as long as nobody has set one: a milestone for each stage of its model that it was
// still to pass, spread evenly from the day it was created to the expected close date.
#pragma once

#include "projections/reading/dimension.hpp"

namespace foxtrail {

struct PlanByStages {
    json::array milestones;
    std::uint64_t moves = 0;  // of the expected close date, from one day to another: all milestones move with it
};
PlanByStages plan_by_stages(OpportunityId, const Deal&, const Log&, const DimensionContext&);

}  // namespace foxtrail
