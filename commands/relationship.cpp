#include "commands/relationship.hpp"

#include "commands/decider/command_entry.hpp"
#include "commands/rules/naming.hpp"
#include "commands/rules/opportunity_rules.hpp"
#include "commands/rules/role_loss.hpp"
#include "commands/rules/work_rules.hpp"

namespace foxtrail {
namespace rule {
constexpr Rule strength_out_of_range{"strength_out_of_range", "The strength of a relationship is 0 to 5."};
}  // namespace rule

static Decision decide(const Contact& contact, const LogTouch& c, const Facts& f) {
    Decision d;
    if (!f.corrects()) require_unmerged(d, contact);
    d.require(!blank(c.channel), rule::text_missing, "channel");
    d.require(!blank(c.text), rule::text_missing, "text");
    if (c.opportunity) d.require(f.valid_at() >= f.at(c.opportunity->id).created, rule::before_creation, f.at(c.opportunity->id).created);
    if (d.refused()) return d;
    d.record(ContactTouched{contact.id, id_of(c.opportunity), c.direction, c.channel, c.text});
    if (c.direction == TouchDirection::two_way && !f.corrects()) complete_first_meetings(d, f, contact.id);
    return d;
}

static Decision decide(const Contact& contact, const AssessRelationship& c, const Facts& f) {
    Decision d;
    const Assessment to{c.strength, c.basis};
    const bool newest = f.valid_at() >= contact.relationship.since;
    if (!f.corrects()) require_unmerged(d, contact);
    d.require(c.strength <= relationship_strength_max, rule::strength_out_of_range);
    d.require(!blank(c.basis), rule::text_missing, "basis");
    if (d.refused() || (newest && contact.relationship.value == to)) return d;
    d.record(RelationshipAssessed{contact.id, newest ? contact.relationship.value : std::nullopt, to});
    return d;
}

NounEntry relationship_noun() { return {command_entries_of<RelationshipCommands>(), {}}; }

}  // namespace foxtrail
