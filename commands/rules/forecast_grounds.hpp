// What a stated confidence ought to rest on (R4): it does not depend on the owner reporting that it does not.
#pragma once

#include "commands/alert.hpp"
#include "commands/contact_role.hpp"

namespace foxtrail {

// The buying roles that none of these is, in their order.
std::vector<BuyingRole> roles_lacking(const std::vector<ContactRole>& held);

// Tells the owner's manager (R4), and flags the deal, when a confidence that somebody stated high lacks its grounds; of a statement made
// now he is told anyway, of one that stands when he was not told of the same lack.
void tell_if_groundless(Decision&, const Facts&, const Opportunity&, EmployeeId by, Percent confidence, bool stated_now);
// Tells the owner and his manager (R4) of every role whose holder was silent for longer than the rule gives for it, whatever was stated;
// flags the deal when he decides.
void tell_if_silent(Decision&, const Facts&, const Opportunity&);

// Whether what such an alert says is lacking is so still.
bool lacks_still(const Facts&, const Opportunity&, const std::string& why);
// Clears the flags of what is lacking no longer.
void clear_if_grounded(Decision&, const Facts&, const Opportunity&);

}  // namespace foxtrail
