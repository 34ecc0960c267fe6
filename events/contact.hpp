// Contacts: the people at customers, with whom a deal is won or lost.
#pragma once

#include "core/private.hpp"
#include "events/event.hpp"

namespace foxtrail {

// What is known of the person himself. Sealed under a key of his own: when the key is destroyed, nobody can read it again.
struct ContactProfile {
    std::optional<Sealed> name;
    std::optional<Sealed> gender;
    std::optional<Sealed> occupation;
    std::optional<Sealed> interests;
    std::optional<Sealed> hobbies;
    std::optional<Sealed> phone;
    std::optional<Sealed> email;
    bool operator==(const ContactProfile&) const = default;
};
BOOST_DESCRIBE_STRUCT(ContactProfile, (), (name, gender, occupation, interests, hobbies, phone, email))

// Where a contact works: facts of business, not of the person. Customer unknown: he left for a place nobody knows, or for
// a company that is no customer.
struct Workplace {
    Stated<CustomerId> customer;
    Stated<std::string> department;
    Stated<std::string> position;
    bool operator==(const Workplace&) const = default;
};
BOOST_DESCRIBE_STRUCT(Workplace, (), (customer, department, position))

struct ContactRegistered {
    static constexpr EventType type{"contact.registered", 1, "联系人登记"};
    static constexpr std::string_view doc = "A person at a customer became known.";
    ContactId contact;
    ContactProfile profile;
    Workplace workplace;
    std::optional<ExternalKey> external_key;
    bool operator==(const ContactRegistered&) const = default;
};
BOOST_DESCRIBE_STRUCT(ContactRegistered, (), (contact, profile, workplace, external_key))

struct ContactProfileUpdated {
    static constexpr EventType type{"contact.profile_updated", 1, "联系人资料更新"};
    static constexpr std::string_view doc = "Facts of a contact's profile changed. A fact that both leave out did not.";
    ContactId contact;
    ContactProfile from, to;
    bool operator==(const ContactProfileUpdated&) const = default;
};
BOOST_DESCRIBE_STRUCT(ContactProfileUpdated, (), (contact, from, to))

struct ContactWorkplaceStated {
    static constexpr EventType type{"contact.workplace_stated", 1, "联系人任职补充"};
    static constexpr std::string_view doc = "A contact's department or position, unknown or wrong until now, was stated. He did not move.";
    ContactId contact;
    Workplace from, to;
    bool operator==(const ContactWorkplaceStated&) const = default;
};
BOOST_DESCRIBE_STRUCT(ContactWorkplaceStated, (), (contact, from, to))

struct ContactPersonalDataErased {
    static constexpr EventType type{"contact.personal_data_erased", 1, "联系人个人信息清除"};
    static constexpr bool destroys_key = true;
    static constexpr std::string_view doc =
        "The key of a contact's personal data is destroyed: his profile can no longer be read, what he did in business remains.";
    ContactId contact;
    bool operator==(const ContactPersonalDataErased&) const = default;
};
BOOST_DESCRIBE_STRUCT(ContactPersonalDataErased, (), (contact))

using ContactEvents = boost::mp11::mp_list<ContactRegistered, ContactProfileUpdated, ContactWorkplaceStated, ContactPersonalDataErased>;

}  // namespace foxtrail
