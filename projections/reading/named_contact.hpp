// Contacts as answers name them. What is known of their persons is sealed in the log; it is shown while its key exists.
#pragma once

#include "projections/reading/read_model.hpp"

namespace foxtrail {

// The customers' people at an instant. `committee` and `log` outlive it.
class NamedContacts {
public:
    NamedContacts(const Committee& committee, const Log& log, const Instant& instant)
        : committee_(committee), log_(log), instant_(instant) {}

    // {"id":"con-7","name":...,"department":...,"position":...}
    json::object named(ContactId) const;
    // A fact of the profile, "name" or "phone", that the event at `held` has: its text, "unknown", or {"erased":true}.
    json::value personal_fact(ContactId, std::string_view fact, Position held) const;
    // Another name he goes or went by, as the event at the position says; {"erased":true} when it cannot be read any more.
    json::value alias(ContactId, Position) const;
    // Erased once, it is erased at every instant: also at those before.
    bool is_erased(ContactId) const;
    // A department or position; "unknown" when it is.
    json::value workplace_text(Text) const;

private:
    const Committee& committee_;
    const Log& log_;
    const Instant instant_;
};

}  // namespace foxtrail
