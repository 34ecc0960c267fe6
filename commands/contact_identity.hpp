// Other names of a contact, and merging two contacts who are one person.
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
        "State that a contact is the same person as another, who takes all facts from now on, and his roles on open opportunities of the customer where "
        "the other one works.";
    Ref<ContactId> contact;
    Ref<ContactId> into;
    static constexpr auto target = &MergeContacts::contact;
};
BOOST_DESCRIBE_STRUCT(MergeContacts, (), (contact, into))

using ContactIdentityCommands = boost::mp11::mp_list<RecordAlias, MergeContacts>;
NounEntry contact_identity_noun();

}  // namespace foxtrail
