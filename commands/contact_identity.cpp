#include "commands/contact_identity.hpp"

#include "commands/contact_role.hpp"
#include "commands/decider/command_entry.hpp"
#include "commands/duplicate.hpp"
#include "commands/rules/introducer.hpp"
#include "commands/rules/work_rules.hpp"

#include <algorithm>

namespace foxtrail {
namespace rule {
constexpr Rule into_himself{"into_himself", "A contact is merged into another one."};
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

// The first role he holds on an open opportunity; {} when there is none.
static ContactRoleId open_role(const Facts& f, ContactId contact) {
    for (const ContactRole& role : roles_of(f, contact))
        if (f.at(role.opportunity).open()) return role.id;
    return {};
}

static Decision decide(const Contact& contact, const MergeContacts& c, const Facts& f) {
    Decision d;
    const Contact& into = f.at(c.into.id);
    if (contact.merged_into == into.id) return d;
    const auto role = open_role(f, contact.id);
    d.require(contact.id != into.id, rule::into_himself);
    d.require(contact.erased == into.erased, rule::personal_data_erased, contact.erased ? contact.id : into.id);
    require_unmerged(d, contact);
    require_unmerged(d, into);
    d.require(!role, rule::roles_left, role);
    d.require(into.merged.size() < contacts_merged_max, rule::too_many);
    d.require(f.has_reason(), rule::reason_missing);
    if (d.refused()) return d;
    d.record(ContactsMerged{contact.id, into.id});
    confirm_duplicates(d, f, contact, into);
    introduce_as(d, f, into, contact, Sameness::certain);
    for (const auto& [one, other] : {std::pair(&contact, &into), std::pair(&into, &contact)})
        for (const auto& suspected : suspected_of(f, *one))
            if (suspected.person != other->id) introduce_as(d, f, f.at(suspected.person), *other, Sameness::suspected);
    return d;
}

NounEntry contact_identity_noun() { return {command_entries_of<ContactIdentityCommands>(), {}}; }

}  // namespace foxtrail
