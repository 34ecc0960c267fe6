// Who on the customer's side has to do with a deal.
#pragma once

#include "commands/opportunity.hpp"

namespace foxtrail {

// He works at the opportunity's customer, or holds or left a role in its buying committee, and is himself, not merged into another.
void require_of_customer(Decision&, const Opportunity&, ContactId, const Facts&);

}  // namespace foxtrail
