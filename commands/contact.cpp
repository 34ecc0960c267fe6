#include "commands/contact.hpp"

#include "commands/customer.hpp"
#include "commands/decider/command_entry.hpp"
#include "commands/rules/naming.hpp"

#include <algorithm>

namespace foxtrail {
namespace rule {
constexpr Rule moves_are_reported{
    "moves_are_reported",
    "It is known where the contact works: report a change with contact.report_move, or correct the event that says so."};
}  // namespace rule

void evolve(Contact& contact, const ContactRegistered& e, const Meta& m) {
    contact.profile.set(e.profile, m.valid_at);
    contact.workplace.set(e.workplace, m.valid_at);
}
void evolve(Contact& contact, const ContactProfileUpdated& e, const Meta& m) {
    ContactProfile profile = contact.profile.value;
    boost::mp11::mp_for_each<members_of<ContactProfile>>([&](auto member) {
        const auto fact = member.pointer;
        if (e.from.*fact != e.to.*fact) profile.*fact = e.to.*fact;
    });
    contact.profile.set(std::move(profile), m.valid_at);
}
void evolve(Contact& contact, const ContactWorkplaceStated& e, const Meta&) { contact.workplace.value = e.to; }
void evolve(Contact& contact, const ContactPersonalDataErased&, const Meta&) {
    contact.profile.value = {};
    contact.aliases.clear();
    contact.past = {};
    contact.erased = true;
}
void evolve(Contact& contact, const ContactMoved& e, const Meta& m) {
    if (m.corrects == 0) contact.before = {contact.workplace.since, contact.moved, contact.left_from, 0, false, contact.successor, {}};
    else if (contact.before.put_right && e.from != e.to) contact.successor = contact.before.undone;
    const bool was_undone = contact.before.put_right;
    contact.workplace.set(e.to, m.valid_at);
    contact.moved = true;
    contact.left_from = e.from.customer;
    contact.before.reported = m.position;
    contact.before.put_right = e.from == e.to;
    if (e.from != e.to) return;
    contact.workplace.since = contact.before.since;
    contact.moved = contact.before.moved;
    contact.left_from = contact.before.left_from;
    if (!was_undone) contact.before.undone = contact.successor;
    contact.successor.value = contact.before.successor.value;  // whatever was said of an earlier time is behind it all the same
}
void evolve(Contact& contact, const ContactSucceeded& e, const Meta& m) { contact.successor.set(e.successor, m.valid_at); }
static void touch(Contact& contact, bool both_ways, const Meta& m) {
    auto& touches = contact.two_way;
    std::erase_if(touches, [&](const Touch& each) { return m.corrects != 0 && each.position == m.corrects; });
    if (both_ways) touches.insert(std::ranges::upper_bound(touches, m.valid_at, std::greater<>(), &Touch::at), {m.valid_at, m.position});
    if (touches.size() > touches_kept) touches.pop_back();
}
void evolve(Contact& contact, const ContactTouched& e, const Meta& m) { touch(contact, e.direction == TouchDirection::two_way, m); }
// Who came to a meeting was spoken with.
void evolve(Contact& contact, const AppointmentHeld& e, const Meta& m) {
    touch(contact, std::ranges::find(e.contacts, contact.id, &ExternalAttendee::contact) != e.contacts.end(), when_held(e, m));
}
void evolve(Contact& contact, const RelationshipAssessed& e, const Meta& m) { contact.relationship.set(e.to, m.valid_at); }
void evolve(Contact& contact, const EmploymentRecorded& e, const Meta&) { evolve(contact.past, e); }
void evolve(Contact& contact, const EducationRecorded& e, const Meta&) { evolve(contact.past, e); }
void evolve(Contact& contact, const AliasRecorded& e, const Meta&) { contact.aliases.push_back(e.alias); }
void evolve(Contact& contact, const ContactsMerged& e, const Meta&) { contact.merged_into = e.into; }
void evolve_other(Contact& into, const ContactsMerged& e, const Meta&) { into.merged.push_back(e.contact); }

void require_unmerged(Decision& d, const Contact& contact) {
    d.require(!contact.merged_into, rule::contact_merged, contact.merged_into ? to_text(*contact.merged_into) : "");
}

const Contact& whole_person(const Facts& f, const Contact& contact) { return contact.merged_into ? whole_person(f, f.at(*contact.merged_into)) : contact; }

std::vector<ContactId> records_of(const Facts& f, const Contact& contact) {
    std::vector<ContactId> records{contact.id};
    for (std::size_t i = 0; i < records.size(); ++i) std::ranges::copy(f.at(records[i]).merged, std::back_inserter(records));
    return records;
}

bool has_left_since(const Facts& f, ContactId contact, const Stated<CustomerId>& customer, Time since) {
    const Contact& person = whole_person(f, f.at(contact));
    return person.workplace.value.customer != customer || (person.moved && person.workplace.since > since);
}

Time last_two_way_touch(const Facts& f, const Contact& contact) {
    Time last = Time::min();
    for (const auto record : records_of(f, whole_person(f, contact))) last = std::max(last, f.at(record).two_way_touched());
    return last;
}

namespace {

// A blank text says that the fact is not known.
std::optional<Sealed> sealed(const std::optional<PersonalText>& fact) {
    return fact && !blank(fact->text) ? std::optional(fact->sealed) : std::nullopt;
}

ContactProfileUpdated profile_changes(const Contact& contact, const UpdateContactProfile& c) {
    using Asked = UpdateContactProfile;
    using Known = ContactProfile;
    constexpr std::pair<std::optional<PersonalText> Asked::*, std::optional<Sealed> Known::*> facts[]{
        {&Asked::name, &Known::name},           {&Asked::gender, &Known::gender},   {&Asked::occupation, &Known::occupation},
        {&Asked::interests, &Known::interests}, {&Asked::hobbies, &Known::hobbies}, {&Asked::phone, &Known::phone},
        {&Asked::email, &Known::email}};
    ContactProfileUpdated changes{contact.id, {}, {}};
    for (const auto& [asked, known] : facts) {
        if (!(c.*asked) || sealed(c.*asked) == contact.profile.value.*known) continue;
        changes.from.*known = contact.profile.value.*known;
        changes.to.*known = sealed(c.*asked);
    }
    return changes;
}

Workplace workplace_asked(const Workplace& known, const UpdateContactProfile& c) {
    Workplace to = known;
    if (c.department) to.department = *c.department;
    if (c.position) to.position = *c.position;
    return to;
}

// Known facts of a workplace change by moving only.
bool only_fills_in(const Workplace& from, const Workplace& to) {
    return (!from.department.known() || from.department == to.department) && (!from.position.known() || from.position == to.position);
}

}  // namespace

static Decision decide(const RegisterContact& c, const Facts& f) {
    Decision d = named_newcomer(c.name.text, ContactId::kind, c.external_key, f);
    if (d.refused()) return d;
    const ContactProfile profile{c.name.sealed,     sealed(c.gender), sealed(c.occupation), sealed(c.interests),
                                 sealed(c.hobbies), sealed(c.phone),  sealed(c.email)};
    d.record(ContactRegistered{f.next_id<ContactId>(), profile, {c.customer.id, c.department, c.position}, c.external_key});
    return d;
}

static Decision decide(const Contact& contact, const UpdateContactProfile& c, const Facts& f) {
    Decision d;
    const auto changes = profile_changes(contact, c);
    const Workplace& known = contact.workplace.value;
    const Workplace asked = workplace_asked(known, c);
    const bool profile_changed = changes.from != changes.to, workplace_changed = asked != known;
    require_unmerged(d, contact);
    d.require(!contact.erased, rule::personal_data_erased);
    d.require(!c.name || !blank(c.name->text), rule::name_missing);
    d.require(f.corrects() || only_fills_in(known, asked), rule::moves_are_reported);
    d.require(!profile_changed || f.valid_at() >= contact.profile.since, rule::before_last_known, contact.profile.since);
    d.require(!workplace_changed || f.valid_at() >= contact.workplace.since, rule::before_last_known, contact.workplace.since);
    d.require((!profile_changed && !workplace_changed) || f.has_reason(), rule::reason_missing);
    if (d.refused()) return d;
    if (profile_changed) d.record(changes);
    if (workplace_changed) d.record(ContactWorkplaceStated{contact.id, known, asked});
    return d;
}

// His records that were merged into this one are about him too.
static void record_erasure(Decision& d, const Facts& f, const Contact& contact) {
    if (!contact.erased) d.record(ContactPersonalDataErased{contact.id});
    for (const auto merged : contact.merged) record_erasure(d, f, f.at(merged));
}

static Decision decide(const Contact& contact, const EraseContactPersonalData&, const Facts& f) {
    Decision erasure, refusal;
    record_erasure(erasure, f, whole_person(f, contact));
    if (erasure.events().empty() || f.has_reason()) return erasure;
    refusal.require(false, rule::reason_missing);
    return refusal;
}

NounEntry contact_noun() {
    return {command_entries_of<ContactCommands>(),
            {state_entry<Contact, boost::mp11::mp_append<ContactEvents, ContactMoveEvents, RelationshipEvents, BackgroundEvents,
                                                         ContactIdentityEvents, AppointmentEvents>>()}};
}

}  // namespace foxtrail
