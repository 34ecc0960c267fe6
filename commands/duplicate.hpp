// Suspecting that two contacts are one person, and ruling it out.
#pragma once

#include "commands/contact.hpp"
#include "events/duplicate.hpp"

namespace foxtrail {

inline constexpr std::size_t duplicates_per_contact_max = 20;  // suspected at a time

enum class DuplicateStatus : std::uint8_t { suspected, ruled_out, confirmed };
BOOST_DESCRIBE_ENUM(DuplicateStatus, suspected, ruled_out, confirmed)

struct Duplicate {
    DuplicateId id;
    ContactId contact, other;
    DuplicateStatus status = DuplicateStatus::suspected;
    Time suspected;  // recorded then
};
BOOST_DESCRIBE_STRUCT(Duplicate, (), (id, contact, other, status, suspected))
template <>
struct StateOf<DuplicateId> { using type = Duplicate; };

RestsOn rests_on(const Duplicate&);  // on both contacts, while it is suspected
void evolve(Duplicate&, const DuplicateSuspected&, const Meta&);
void evolve(Duplicate&, const DuplicateRuledOut&, const Meta&);
void evolve(Duplicate&, const DuplicateConfirmed&, const Meta&);

struct SuspectDuplicate {
    static constexpr CommandType type{"duplicate.suspect", "标记疑似重复联系人"};
    static constexpr std::string_view doc =
        "State that two contacts may be one person, and why. Whoever knows the one is asked to call the other, when nobody has spoken with "
        "him (R1). The scheduler asks this of two whose names say so.";
    Ref<ContactId> contact;
    Ref<ContactId> other;
};
BOOST_DESCRIBE_STRUCT(SuspectDuplicate, (), (contact, other))

struct RuleOutDuplicate {
    static constexpr CommandType type{"duplicate.rule_out", "排除疑似重复联系人"};
    static constexpr std::string_view doc =
        "State that two contacts who were suspected to be one person are two, and how that is known. Every suspicion between the two ends by it.";
    Ref<DuplicateId> duplicate;
    static constexpr auto target = &RuleOutDuplicate::duplicate;
};
BOOST_DESCRIBE_STRUCT(RuleOutDuplicate, (), (duplicate))

using DuplicateCommands = boost::mp11::mp_list<SuspectDuplicate, RuleOutDuplicate>;
NounEntry duplicate_noun();

// Who may be the same person as he, with what says so. Nobody, when he was erased, nor who was.
struct Suspected {
    DuplicateId duplicate;
    ContactId person;
};
std::vector<Suspected> suspected_of(const Facts&, const Contact&);

// What was suspected of the two is so now that one is to be merged into the other.
void confirm_duplicates(Decision&, const Facts&, const Contact&, const Contact& into);

}  // namespace foxtrail
