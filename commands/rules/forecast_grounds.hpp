// What a stated confidence ought to rest on (R4): it does not depend on the owner reporting that it does not.
#pragma once

#include "commands/contact_role.hpp"

namespace foxtrail {

// The buying roles that none of these is, in their order.
std::vector<BuyingRole> roles_lacking(const std::vector<ContactRole>& held);

// Why nobody should be confident of the deal, in words; empty when he may be. `when` is when he is: contact is counted up to then.
std::string missing_grounds(const Facts&, const Opportunity&, Time when);

// In words, the holder of the decision maker's role with whom nobody was in touch, both ways, for R4's days since he holds
// it; empty when there is none, or nobody is known who decides.
std::string silent_deciders(const Facts&, const Opportunity&, Time when);

// Tells the owner's manager (R4) when a confidence stated high lacks its grounds.
void tell_if_groundless(Decision&, const Facts&, const Opportunity&, Percent confidence);

}  // namespace foxtrail
