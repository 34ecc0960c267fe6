#include "projections/customers/namesakes.hpp"

#include "events/background.hpp"

#include <algorithm>
#include <set>

namespace foxtrail {
namespace {

class NamesakeSearch {
public:
    NamesakeSearch(const std::vector<ContactId>& records, const Network& network, const Committee& committee, const NamedContacts& people, const Instant& instant)
        : records_(records), network_(network), committee_(committee), people_(people), instant_(instant) {
        for (const ContactId record : records_) {
            note(name_of(record), names_);
            for (const Position told : aliases_of(record, network_, instant_)) note(alias(record, told), aliases_);
        }
        names_.insert(aliases_.begin(), aliases_.end());
    }

    Namesakes found() && {
        if (!names_.empty()) among_aliases();
        if (!aliases_.empty()) among_connected_people();
        return std::move(answer_);
    }

private:
    using Names = std::set<std::string>;

    void among_aliases() {
        network_.aliases.each(instant_, [&](std::uint32_t id, const AliasRow& row) {
            if (row.holds && is_other(row.contact)) compare(row.contact, alias(row.contact, network_.aliases.birth(id)), names_);
        });
    }
    void among_connected_people() {
        std::set<ContactId> people;
        network_.ties.each(instant_, [&](std::uint32_t, const TieRow& tie) {
            if (!tie.holds) return;
            people.insert(tie.contact);
            if (tie.person.kind == ContactId::kind) people.insert({tie.person.number});
        });
        network_.places.each(instant_, [&](std::uint32_t, const PlaceRow& place) {
            if (place.holds && place.person.kind == ContactId::kind) people.insert({place.person.number});
        });
        for (const ContactId contact : people)
            if (is_other(contact)) compare(contact, name_of(contact), aliases_);
    }

    bool is_other(ContactId contact) const { return std::ranges::find(records_, contact) == records_.end(); }
    json::value alias(ContactId contact, Position told) { return may_open() ? people_.alias(contact, told) : json::value(); }
    json::value name_of(ContactId contact) {
        ContactRow row;
        const bool is_known = committee_.contacts.at(contact.number, instant_, row) && row.name != Position{0};
        return is_known && may_open() ? people_.personal_fact(contact, "name", row.name) : json::value();
    }
    bool may_open() {
        answer_.complete &= opened_ < names_opened_max;
        return opened_++ < names_opened_max;
    }
    static void note(const json::value& name, Names& names) {
        if (name.is_string()) names.insert(normal_name(name.get_string()));
    }
    void compare(ContactId contact, const json::value& name, const Names& with) {
        if (!name.is_string() || !with.contains(normal_name(name.get_string()))) return;
        const ContactId person = merged_into(contact, network_, instant_);
        const bool again = std::ranges::find(answer_.found, person, &Namesake::contact) != answer_.found.end();
        if (is_other(person) && !again) answer_.found.push_back({person, std::string(name.get_string())});
    }

    const std::vector<ContactId>& records_;
    const Network& network_;
    const Committee& committee_;
    const NamedContacts& people_;
    const Instant instant_;
    Names names_, aliases_;  // normal; names_ has both
    std::size_t opened_ = 0;
    Namesakes answer_{};
};

}  // namespace

Namesakes namesakes_of(const std::vector<ContactId>& records, const Network& network, const Committee& committee, const NamedContacts& people, const Instant& instant) {
    return NamesakeSearch(records, network, committee, people, instant).found();
}

}  // namespace foxtrail
