// Who on our side has to do with a deal: whom the standing rules tell.
#pragma once

#include "commands/opportunity.hpp"

namespace foxtrail {

// The owner of an opportunity, {} when it has none.
EmployeeId owner_of(const Opportunity&);

// The owner, his line manager as of now, and the deal team; nobody twice, the owner first.
std::vector<EmployeeId> people_of(const Facts&, OpportunityId);

}  // namespace foxtrail
