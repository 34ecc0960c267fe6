// Registering contacts, keeping their profiles, erasing their personal data.
#pragma once

#include "commands/decider/latest.hpp"
#include "commands/decider/noun.hpp"
#include "commands/rules/past_places.hpp"
#include "events/appointment.hpp"
#include "events/contact_identity.hpp"
#include "events/contact_move.hpp"
#include "events/relationship.hpp"

namespace foxtrail {

inline constexpr std::size_t contact_aliases_max = 20;
inline constexpr std::size_t contacts_merged_max = 50;  // into one contact

// One that is put right counts no more: then the one before does.
struct Touch {
    Time at;
    Position position = 0;
};
BOOST_DESCRIBE_STRUCT(Touch, (), (at, position))
inline constexpr std::size_t touches_kept = 3;

// What is known of his place before he moved last, for a report of it that is put right.
struct BeforeMove {
    Time since;
    bool moved = false;
    Stated<CustomerId> left_from{};
    Position reported = 0;   // by this event, or what puts it right
    bool put_right = false;  // he did not move
    Latest<std::optional<ContactId>> successor{}, undone{};  // undone: the one named after the move, while it is put right
};
BOOST_DESCRIBE_STRUCT(BeforeMove, (), (since, moved, left_from, reported, put_right, successor, undone))

struct Contact {
    ContactId id;
    Latest<ContactProfile> profile;
    Latest<Workplace> workplace;
    Latest<std::optional<ContactId>> successor;  // the last one named for the place he left
    bool moved = false, erased = false;
    Stated<CustomerId> left_from{};  // the customer where he was before he moved last
    BeforeMove before{};
    std::vector<Touch> two_way{};  // the last ones, the newest first
    Latest<std::optional<Assessment>> relationship;
    PastPlaces past;
    std::vector<Sealed> aliases;
    std::optional<ContactId> merged_into;
    std::vector<ContactId> merged;  // into this one

    // Time::min() for never.
    Time two_way_touched() const { return two_way.empty() ? Time::min() : two_way.front().at; }
    // For a place nobody knows, or for a company that is no customer.
    bool left() const { return !workplace.value.customer.known(); }
};
BOOST_DESCRIBE_STRUCT(Contact, (),
                      (id, profile, workplace, successor, moved, erased, left_from, before, two_way, relationship, past, aliases, merged_into, merged))
template <>
struct StateOf<ContactId> { using type = Contact; };

void evolve(Contact&, const ContactRegistered&, const Meta&);
void evolve(Contact&, const ContactProfileUpdated&, const Meta&);
void evolve(Contact&, const ContactWorkplaceStated&, const Meta&);
void evolve(Contact&, const ContactPersonalDataErased&, const Meta&);
void evolve(Contact&, const ContactMoved&, const Meta&);
void evolve(Contact&, const ContactSucceeded&, const Meta&);
void evolve(Contact&, const ContactTouched&, const Meta&);
void evolve(Contact&, const AppointmentHeld&, const Meta&);
void evolve(Contact&, const RelationshipAssessed&, const Meta&);
void evolve(Contact&, const EmploymentRecorded&, const Meta&);
void evolve(Contact&, const EducationRecorded&, const Meta&);
void evolve(Contact&, const AliasRecorded&, const Meta&);
void evolve(Contact&, const ContactsMerged&, const Meta&);
void evolve_other(Contact&, const ContactsMerged&, const Meta&);

// New facts go to the contact into whom this one was merged.
void require_unmerged(Decision&, const Contact&);
// The contact into whom this one was merged, also through others; himself when he was not.
const Contact& whole_person(const Facts&, const Contact&);
// The contact and all who were merged into him, also through others.
std::vector<ContactId> records_of(const Facts&, const Contact&);
// Whether he, the whole person, is at another customer than this or has moved since then.
bool has_left_since(const Facts&, ContactId, const Stated<CustomerId>& customer, Time since);
// When he was last in touch with us both ways, under whichever record of his; Time::min() for never.
Time last_two_way_touch(const Facts&, const Contact&);

struct RegisterContact {
    static constexpr CommandType type{"contact.register", "登记联系人"};
    static constexpr std::string_view doc = "Register a person at a customer. His name and all that is about himself are personal data.";
    Ref<CustomerId> customer;
    PersonalText name;
    std::optional<PersonalText> gender, occupation, interests, hobbies, phone, email;
    Stated<std::string> department, position;
    std::optional<ExternalKey> external_key;
};
BOOST_DESCRIBE_STRUCT(RegisterContact, (),
                      (customer, name, gender, occupation, interests, hobbies, phone, email, department, position, external_key))

struct UpdateContactProfile {
    static constexpr CommandType type{"contact.update_profile", "更新联系人资料"};
    static constexpr std::string_view doc =
        "State facts of a contact's profile anew; those left out stay, a blank one is no longer known. "
        "Department and position can be stated while unknown: a change is a move.";
    Ref<ContactId> contact;
    std::optional<PersonalText> name, gender, occupation, interests, hobbies, phone, email;
    std::optional<std::string> department, position;
    static constexpr auto target = &UpdateContactProfile::contact;
};
BOOST_DESCRIBE_STRUCT(UpdateContactProfile, (), (contact, name, gender, occupation, interests, hobbies, phone, email, department, position))

struct EraseContactPersonalData {
    static constexpr CommandType type{"contact.erase_personal_data", "清除联系人个人信息"};
    static constexpr std::string_view doc =
        "Erase a contact's personal data for ever. What he did in business stays in the log, without his name.";
    Ref<ContactId> contact;
    static constexpr auto target = &EraseContactPersonalData::contact;
};
BOOST_DESCRIBE_STRUCT(EraseContactPersonalData, (), (contact))

using ContactCommands = boost::mp11::mp_list<RegisterContact, UpdateContactProfile, EraseContactPersonalData>;
NounEntry contact_noun();

namespace rule {
inline constexpr Rule contact_merged{"contact_merged",
                                     "The contact was merged into another, who is the same person: say this of the other one."};
inline constexpr Rule personal_data_erased{"personal_data_erased",
                                           "The contact's personal data was erased: nothing about his person is kept any more."};
inline constexpr Rule before_last_known{"before_last_known", "What is known of the contact is of a later date: give a later valid_at."};
}  // namespace rule

}  // namespace foxtrail
