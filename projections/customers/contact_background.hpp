// What is known of who a contact is: other names, schools, employers, and the records that are one person with his.
#pragma once

#include "projections/reading/named_contact.hpp"
#include "projections/tables/network.hpp"

namespace foxtrail {

// The names that these records of one person go by: [{"contact":"con-2","alias":"Lao Zhao"}].
json::array aliases_json(const std::vector<ContactId>& records, const Network&, const NamedContacts&, const Instant&);
// Whether the contact, or the one into whom he was merged, was erased.
bool is_erased_person(ContactId, const Network&, const NamedContacts&, const Instant&);
// Who may be the same person as he of whom these records are: into whom nobody else is to be followed, each once, with the suspicion.
// Nothing where one of the two was erased: it would tell of him what was to be forgotten.
struct Suspect {
    ContactId person;
    DuplicateId duplicate;
};
std::vector<Suspect> suspects_of(const std::vector<ContactId>& records, const Network&, const NamedContacts&, const Instant&);
// Members of his card: aliases, education, employment, merged_into, merged, suspected_duplicates.
json::object background_json(ContactId, const Network&, const Log&, const NamedContacts&, const Instant&);

}  // namespace foxtrail
