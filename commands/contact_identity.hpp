// Other names of a contact, and two contacts who may be one person: suspecting it, ruling it out, merging them.
#pragma once

#include "commands/contact.hpp"

namespace foxtrail {

struct RecordAlias {
    static constexpr CommandType type{"contact.record_alias", "记录联系人别名"};
    static constexpr std::string_view doc =
        "Record another name a contact goes or went by, so that he is recognised by it. It is personal data.";
    Ref<ContactId> contact;
    PersonalText alias;
    static constexpr auto target = &RecordAlias::contact;
};
BOOST_DESCRIBE_STRUCT(RecordAlias, (), (contact, alias))

struct MergeContacts {
    static constexpr CommandType type{"contact.merge", "合并联系人"};
    static constexpr std::string_view doc =
        "State that a contact is the same person as another, who takes all facts from now on. Roles on open opportunities are given to the "
        "other one first.";
    Ref<ContactId> contact;
    Ref<ContactId> into;
    static constexpr auto target = &MergeContacts::contact;
};
BOOST_DESCRIBE_STRUCT(MergeContacts, (), (contact, into))

struct SuspectDuplicate {
    static constexpr CommandType type{"contact.suspect_duplicate", "标记疑似重复联系人"};
    static constexpr std::string_view doc =
        "State that two contacts may be one person, and why. Whoever knows the one is asked to call the other, when nobody has spoken with "
        "him (R1). The scheduler asks this of two whose names say so.";
    Ref<ContactId> contact;
    Ref<ContactId> other;
    static constexpr auto target = &SuspectDuplicate::contact;
};
BOOST_DESCRIBE_STRUCT(SuspectDuplicate, (), (contact, other))

struct RuleOutDuplicate {
    static constexpr CommandType type{"contact.rule_out_duplicate", "排除疑似重复联系人"};
    static constexpr std::string_view doc = "State that two contacts who were suspected to be one person are two, and how that is known.";
    Ref<ContactId> contact;
    Ref<ContactId> other;
    static constexpr auto target = &RuleOutDuplicate::contact;
};
BOOST_DESCRIBE_STRUCT(RuleOutDuplicate, (), (contact, other))

using ContactIdentityCommands = boost::mp11::mp_list<RecordAlias, MergeContacts, SuspectDuplicate, RuleOutDuplicate>;
NounEntry contact_identity_noun();

}  // namespace foxtrail
