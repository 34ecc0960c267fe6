// Which colleague is best asked to call a contact, and asking him.
#pragma once

#include "commands/contact_role.hpp"

namespace foxtrail {

struct Introducer {
    EmployeeId colleague;
    std::string knows_him;    // "as a classmate (tie-3)", "perhaps: both went to one school", "as a friend (tie-4), if he is con-9"
    ContactId if_he_is;       // {} when it is he
};

// Who is still there and has the strongest recorded tie to the contact, or to a record merged into him, else to one that may be him; of
// equal ties one of `people`, who have to do with him anyway. Without a tie, who of them went to school or worked where he did, at the time.
std::optional<Introducer> introducer_of(const Facts&, const Contact&, const std::vector<EmployeeId>& people);

// `taken`: the roles as `before` held them. Everybody concerned is told who came, and who of us knows him (R1). That colleague is asked
// to call, when he does not meet him anyway, and the successor was not named before and has no role there yet.
void introduce(Decision&, const Facts&, ContactId before, const Contact& successor, const std::vector<ContactRole>& taken);

// It is known now that `other` is, or may be, the contact too. When another colleague is found to know him by it, and nobody has spoken
// with him yet, the people of the open deals he has a role on are told (R1), and that colleague is asked to call.
enum class Sameness : std::uint8_t { certain, suspected };
void introduce_as(Decision&, const Facts&, const Contact&, const Contact& other, Sameness);

// The same, when a deal is opened again, of those suspected since it was closed.
void introduce_suspected(Decision&, const Facts&, const Opportunity& reopened);

// He is not the other: nobody calls him any more because he may be.
void cancel_calls(Decision&, const Facts&, const Contact&, const Contact& other);

}  // namespace foxtrail
