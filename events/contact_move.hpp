// Contacts who move to another place, and those who come after them.
#pragma once

#include "events/contact.hpp"

namespace foxtrail {

struct ContactMoved {
    static constexpr EventType type{"contact.moved", 1, "联系人调岗"};
    static constexpr std::string_view doc =
        "A contact works elsewhere since the valid time. How long we did not know it is recorded_at less valid_at.";
    ContactId contact;
    Workplace from, to;
    std::string evidence;  // how we know
    bool operator==(const ContactMoved&) const = default;
};
BOOST_DESCRIBE_STRUCT(ContactMoved, (), (contact, from, to, evidence))

struct ContactSucceeded {
    static constexpr EventType type{"contact.succeeded", 1, "联系人继任"};
    static constexpr std::string_view doc = "Another contact came in the place of one who moved, and takes over these vacated roles.";
    ContactId contact;
    ContactId successor;
    std::vector<ContactRoleId> taken_over;
    bool operator==(const ContactSucceeded&) const = default;
};
BOOST_DESCRIBE_STRUCT(ContactSucceeded, (), (contact, successor, taken_over))

using ContactMoveEvents = boost::mp11::mp_list<ContactMoved, ContactSucceeded>;

}  // namespace foxtrail
