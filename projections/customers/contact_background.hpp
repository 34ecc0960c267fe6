// What is known of who a contact is: other names, schools, employers, and the records that are one person with his.
#pragma once

#include "projections/reading/named_contact.hpp"
#include "projections/tables/network.hpp"

namespace foxtrail {

// The names that these records of one person go by: [{"contact":"con-2","alias":"Lao Zhao"}].
json::array aliases_json(const std::vector<ContactId>& records, const Network&, const NamedContacts&, const Instant&);
// Members of his card: aliases, education, employment, merged_into, merged.
json::object background_json(ContactId, const Network&, const Log&, const NamedContacts&, const Instant&);

}  // namespace foxtrail
