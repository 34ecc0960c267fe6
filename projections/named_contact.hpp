// Contacts as answers name them. Their names are personal data, sealed in the log.
#pragma once

#include "projections/read_model.hpp"

namespace foxtrail {

// A fact of a contact's profile that the event at `held` has: "unknown", {"sealed":true} or {"erased":true}.
json::value personal_fact(Position held, const ContactRow&);

// {"id":"con-7","name":{"sealed":true},"department":...,"position":...}, as it was at the instant.
json::object named(ContactId, const Committee&, const Instant&);

// A department or position; "unknown" when it is.
json::value workplace_text(Text, const Committee&);

}  // namespace foxtrail
