// What belongs to a customer: its opportunities, the contacts who work or worked there, their roles.
#pragma once

#include "projections/reading/dimension.hpp"
#include "projections/reading/merged_history.hpp"

namespace foxtrail {

struct CustomerReach {
    CustomerReach(CustomerId, const DimensionContext&, const Committee&);

    CustomerId customer;
    std::vector<OpportunityId> opportunities;
    std::vector<ContactId> contacts;                                     // who work there at the instant
    std::vector<ContactRoleId> roles;                                    // on its opportunities
    std::vector<std::pair<ContactId, std::vector<Span>>> ever_contacts;  // and when they worked there

    // Where its events are found. What a contact does elsewhere, before or after, is not this customer's.
    std::vector<HistorySource> sources() const;
};

}  // namespace foxtrail
