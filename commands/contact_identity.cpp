#include "commands/contact_identity.hpp"

#include "commands/contact_role.hpp"
#include "commands/decider/command_entry.hpp"
#include "commands/rules/introducer.hpp"
#include "commands/rules/work_rules.hpp"

#include <algorithm>

namespace foxtrail {
namespace rule {
constexpr Rule into_himself{"into_himself", "A contact is merged into another one."};
constexpr Rule duplicate_of_himself{"duplicate_of_himself", "This is one contact: name two who may be the same person."};
constexpr Rule not_suspected{"not_suspected", "Nobody suspects that these two are one person: there is nothing to rule out."};
constexpr Rule roles_left{"roles_left", "The contact has roles on open opportunities: give them to the other one, and revoke them here."};
}  // namespace rule

static Decision decide(const Contact& contact, const RecordAlias& c, const Facts&) {
    Decision d;
    const bool already = std::ranges::find(contact.aliases, c.alias.sealed) != contact.aliases.end();
    require_unmerged(d, contact);
    d.require(!contact.erased, rule::personal_data_erased);
    d.require(!blank(c.alias.text), rule::name_missing);
    d.require(already || contact.aliases.size() < contact_aliases_max, rule::too_many);
    if (!d.refused() && !already) d.record(AliasRecorded{contact.id, c.alias.sealed});
    return d;
}

// The first role held or vacant on an open opportunity; {} when there is none.
static ContactRoleId open_role(const Facts& f, ContactId contact) {
    for (const auto id : f.resting_on<ContactRoleId>(contact.entity()))
        if (f.at(f.at(id).opportunity).open()) return id;
    return {};
}

static Decision decide(const Contact& contact, const MergeContacts& c, const Facts& f) {
    Decision d;
    const Contact& into = f.at(c.into.id);
    if (contact.merged_into == into.id) return d;
    const auto role = open_role(f, contact.id);
    d.require(contact.id != into.id, rule::into_himself);
    require_unmerged(d, contact);
    require_unmerged(d, into);
    d.require(!role, rule::roles_left, role);
    d.require(into.merged.size() < contacts_merged_max, rule::too_many);
    d.require(f.has_reason(), rule::reason_missing);
    if (d.refused()) return d;
    d.record(ContactsMerged{contact.id, into.id});
    Contact whole = into;
    whole.merged.push_back(contact.id);
    introduce_known(d, f, into, whole);
    return d;
}

static bool is_suspected(const Contact& contact, ContactId other) { return std::ranges::find(contact.suspected, other) != contact.suspected.end(); }

static Decision decide(const Contact& contact, const SuspectDuplicate& c, const Facts& f) {
    Decision d;
    const Contact& other = f.at(c.other.id);
    if (is_suspected(contact, other.id)) return d;
    d.require(contact.id != other.id, rule::duplicate_of_himself);
    for (const Contact* one : {&contact, &other}) {
        require_unmerged(d, *one);
        d.require(!one->erased, rule::personal_data_erased, one->id);
        d.require(one->suspected.size() < contacts_suspected_max, rule::too_many, one->id);
    }
    d.require(f.has_reason(), rule::reason_missing);
    if (d.refused()) return d;
    d.record(ContactDuplicateSuspected{contact.id, other.id});
    for (const auto& [one, same] : {std::pair(&contact, &other), std::pair(&other, &contact)}) {
        Contact perhaps = *one;
        perhaps.suspected.push_back(same->id);
        introduce_known(d, f, *one, perhaps);
    }
    return d;
}

static Decision decide(const Contact& contact, const RuleOutDuplicate& c, const Facts& f) {
    Decision d;
    d.require(is_suspected(contact, c.other.id), rule::not_suspected);
    d.require(f.has_reason(), rule::reason_missing);
    if (!d.refused()) d.record(ContactDuplicateRuledOut{contact.id, c.other.id});
    return d;
}

NounEntry contact_identity_noun() { return {command_entries_of<ContactIdentityCommands>(), {}}; }

}  // namespace foxtrail
