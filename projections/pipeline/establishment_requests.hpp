// Requests to establish opportunities as projects, at an instant.
#pragma once

#include "projections/reading/dimension.hpp"
#include "projections/tables/judgements.hpp"

#include <map>

namespace foxtrail {

// What the log of requests says of an opportunity.
struct EstablishmentCourse {
    bool requested = false, approved = false, rejected = false, pending = false;
    std::vector<std::int64_t> waits_us;
};

using EstablishmentCourses = std::map<OpportunityId, EstablishmentCourse>;

EstablishmentCourses establishment_courses(const Judgements&, const Instant&);

// The last request in the row of an opportunity, with who made it, why, and what stood then.
json::object establishment_request_json(std::uint32_t id, const JudgementRow&, const Judgements&, const Log&, Time now,
                                        const DimensionContext&);

}  // namespace foxtrail
