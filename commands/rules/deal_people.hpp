// Who on our side has to do with a deal: whom the standing rules tell.
#pragma once

#include "commands/opportunity.hpp"

namespace foxtrail {

// The owner of an opportunity, {} when it has none.
EmployeeId owner_of(const Opportunity&);

// Who is told of what happens to an opportunity: its owner and his line manager as of now; of nobody's, who leads the department that had
// it last, as both. {} for nobody.
struct Keepers {
    EmployeeId keeper, manager;
};
Keepers keepers_of(const Facts&, const Opportunity&);

// These and the deal team; nobody twice, the keeper first.
std::vector<EmployeeId> people_of(const Facts&, const Opportunity&);

namespace rule {
inline constexpr Rule not_the_owner{"not_the_owner", "Only the owner of the opportunity can do this."};
inline constexpr Rule not_above_owner{"not_above_owner", "Only a manager above the owner of the opportunity can do this."};
}  // namespace rule

}  // namespace foxtrail
