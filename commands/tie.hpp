// Recording who knows a contact, and from where.
#pragma once

#include "commands/contact.hpp"
#include "events/tie.hpp"

namespace foxtrail {

inline constexpr std::size_t ties_per_contact_max = 500;

struct Tie {
    TieId id;
    Entity person;
    ContactId contact;
    TieKind kind = TieKind::other;
    Stated<Institution> institution;
    Period period;
    bool withdrawn = false;
};
BOOST_DESCRIBE_STRUCT(Tie, (), (id, person, contact, kind, institution, period, withdrawn))
template <>
struct StateOf<TieId> { using type = Tie; };

RestsOn rests_on(const Tie&);  // on the contacts it ties; never on an employee, who takes it with him
void evolve(Tie&, const TieRecorded&, const Meta&);
void evolve(Tie&, const TieWithdrawn&, const Meta&);

struct RecordTie {
    static constexpr CommandType type{"tie.record", "记录人际关系"};
    static constexpr std::string_view doc =
        "Record that an employee or another contact knows a contact: how, from which school or employer, and when they were there.";
    Entity person;
    Ref<ContactId> contact;
    TieKind kind = TieKind::other;
    Stated<std::string> institution;
    Stated<Date> from, until;
};
BOOST_DESCRIBE_STRUCT(RecordTie, (), (person, contact, kind, institution, from, until))

struct WithdrawTie {
    static constexpr CommandType type{"tie.withdraw", "撤销人际关系"};
    static constexpr std::string_view doc = "State that the two do not know each other, or no longer, and why.";
    Ref<TieId> tie;
    static constexpr auto target = &WithdrawTie::tie;
};
BOOST_DESCRIBE_STRUCT(WithdrawTie, (), (tie))

using TieCommands = boost::mp11::mp_list<RecordTie, WithdrawTie>;
NounEntry tie_noun();

}  // namespace foxtrail
