#include "commands/contact_identity.hpp"

#include "commands/contact_role.hpp"
#include "commands/decider/command_entry.hpp"
#include "commands/duplicate.hpp"
#include "commands/rules/introducer.hpp"
#include "commands/rules/role_loss.hpp"
#include "commands/rules/work_rules.hpp"

#include <algorithm>

namespace foxtrail {
namespace rule {
constexpr Rule into_himself{"into_himself", "A contact is merged into another one."};
constexpr Rule roles_left{"roles_left", "The contact has a role on an open opportunity of a customer where the other one does not work: report his move first, with contact.report_move, or revoke the role."};
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


static Decision decide(const Contact& contact, const MergeContacts& c, const Facts& f) {
    Decision d;
    const Contact& into = f.at(c.into.id);
    if (contact.merged_into == into.id) return d;
    const auto roles = open_roles_of(f, contact.id);
    const auto elsewhere = std::ranges::find_if(roles, [&](const ContactRole& role) { return f.at(role.opportunity).customer.value != into.workplace.value.customer; });
    d.require(contact.id != into.id, rule::into_himself);
    d.require(contact.erased == into.erased, rule::personal_data_erased, contact.erased ? contact.id : into.id);
    require_unmerged(d, contact);
    require_unmerged(d, into);
    d.require(elsewhere == roles.end(), rule::roles_left, elsewhere == roles.end() ? ContactRoleId{} : elsewhere->id);
    d.require(into.merged.size() < contacts_merged_max, rule::too_many);
    for (const ContactRole& role : roles) {
        const auto his = same_role_of(f, role, into.id);
        const Time earliest = std::max({role.since, into.workplace.since, his ? his->since : Time::min()});
        d.require(f.valid_at() >= earliest, rule::before_assignment, earliest);
    }
    d.require(f.has_reason(), rule::reason_missing);
    if (d.refused()) return d;
    d.record(ContactsMerged{contact.id, into.id});
    for (const ContactRole& role : roles) pass_on_to_whole_person(d, f, role, into.id);  // he is who he was
    confirm_duplicates(d, f, contact, into);
    introduce_as(d, f, into, contact, Sameness::certain);
    for (const auto& [one, other] : {std::pair(&contact, &into), std::pair(&into, &contact)})
        for (const auto& suspected : suspected_of(f, *one))
            if (suspected.person != other->id) introduce_as(d, f, f.at(suspected.person), *other, Sameness::suspected);
    return d;
}

NounEntry contact_identity_noun() { return {command_entries_of<ContactIdentityCommands>(), {}}; }

}  // namespace foxtrail
