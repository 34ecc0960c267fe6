// Who a contact is: other names he goes by, and two records that turn out to be one person.
#pragma once

#include "core/private.hpp"
#include "events/event.hpp"

namespace foxtrail {

struct AliasRecorded {
    static constexpr EventType type{"contact.alias_recorded", 1, "联系人别名记录"};
    static constexpr std::string_view doc = "A contact goes or went by another name too: a maiden name, an English name, a nickname.";
    ContactId contact;
    Sealed alias;
    bool operator==(const AliasRecorded&) const = default;
};
BOOST_DESCRIBE_STRUCT(AliasRecorded, (), (contact, alias))

struct ContactsMerged {
    static constexpr EventType type{"contact.merged", 1, "联系人合并"};
    static constexpr std::string_view doc =
        "Two contacts are one person. What was recorded of the one stays where it is and counts for the other, who takes all new facts.";
    ContactId contact;  // takes no new facts
    ContactId into;
    bool operator==(const ContactsMerged&) const = default;
};
BOOST_DESCRIBE_STRUCT(ContactsMerged, (), (contact, into))

using ContactIdentityEvents = boost::mp11::mp_list<AliasRecorded, ContactsMerged>;

}  // namespace foxtrail
