#include "commands/tie.hpp"

#include "commands/background.hpp"
#include "commands/decider/command_entry.hpp"
#include "commands/rules/work_rules.hpp"

#include <algorithm>

namespace foxtrail {
namespace rule {
constexpr Rule not_a_person{"not_a_person", "Only an employee or a contact knows people: name one as \"person\"."};
constexpr Rule tie_to_himself{"tie_to_himself", "A tie is between two people."};
}  // namespace rule

RestsOn rests_on(const Tie& tie) {
    if (tie.withdrawn) return {};
    return tie.person.kind == ContactId::kind ? RestsOn{tie.contact.entity(), tie.person} : RestsOn{tie.contact.entity()};
}

void evolve(Tie& tie, const TieRecorded& e, const Meta&) { tie = {tie.id, e.person, e.contact, e.kind, e.institution, e.period, false}; }
void evolve(Tie& tie, const TieWithdrawn&, const Meta&) { tie.withdrawn = true; }

namespace {

// The same two people, the other way round too, by the same place and time.
bool same_tie(const Tie& a, const Tie& b) {
    const bool same_people =
        (a.person == b.person && a.contact == b.contact) || (a.person == b.contact.entity() && b.person == a.contact.entity());
    const auto normal = [](const Tie& tie) { return tie.institution.known() ? tie.institution.value->normal : std::string(); };
    return same_people && a.kind == b.kind && normal(a) == normal(b) && a.period == b.period;
}

Tie asked_for(const RecordTie& c) {
    Stated<Institution> from;
    if (c.institution.known()) from = institution(*c.institution.value);
    return {{}, c.person, c.contact.id, c.kind, from, {c.from, c.until}, false};
}

}  // namespace

static Decision decide(const RecordTie& c, const Facts& f) {
    Decision d;
    const Tie tie = asked_for(c);
    const bool knows_as_contact = c.person.kind == ContactId::kind;
    const auto known = f.resting_on<TieId>(c.contact.id.entity());
    d.require(knows_as_contact || c.person.kind == EmployeeId::kind, rule::not_a_person, c.person);
    d.require(c.person != c.contact.id.entity(), rule::tie_to_himself);
    require_unmerged(d, f.at(c.contact.id));
    if (knows_as_contact) require_unmerged(d, f.at(ContactId{c.person.number}));
    d.require(!tie.institution.known() || !tie.institution.value->normal.empty(), rule::institution_missing);
    require_in_order(d, tie.period);
    if (d.refused() || std::ranges::any_of(known, [&](TieId id) { return same_tie(f.at(id), tie); })) return d;
    d.require(known.size() < ties_per_contact_max, rule::too_many);
    if (!d.refused()) d.record(TieRecorded{f.next_id<TieId>(), tie.person, tie.contact, tie.kind, tie.institution, tie.period});
    return d;
}

static Decision decide(const Tie& tie, const WithdrawTie&, const Facts& f) {
    Decision d;
    if (tie.withdrawn) return d;
    d.require(f.has_reason(), rule::reason_missing);
    if (!d.refused()) d.record(TieWithdrawn{tie.id, tie.person, tie.contact});
    return d;
}

NounEntry tie_noun() { return {command_entries_of<TieCommands>(), {state_entry<Tie, TieEvents>()}}; }

}  // namespace foxtrail
