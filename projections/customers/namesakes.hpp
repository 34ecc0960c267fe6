// Contacts who may be one person, though nobody has said so: one goes by an alias that is the other's name, or an alias of his too.
//
// Two who merely have the same name are not taken for one. Names are sealed under a key a person, so that they can be compared only
// by opening them: as many as are named here, those of erased people never.
#pragma once

#include "projections/reading/named_contact.hpp"
#include "projections/tables/network.hpp"

namespace foxtrail {

inline constexpr std::size_t names_opened_max = 1'000;  // in one answer

struct Namesake {
    ContactId contact;  // into whom nobody else is to be followed
    std::string name;   // as it is written there
};

struct Namesakes {
    std::vector<Namesake> found;
    bool complete = true;  // false when there were more names than may be opened
};

// `records`: all that are known to be of the one person. Of those who have no alias, only people are looked at who have ties, schools or employers.
Namesakes namesakes_of(const std::vector<ContactId>& records, const Network&, const Committee&, const NamedContacts&, const Instant&);

}  // namespace foxtrail
