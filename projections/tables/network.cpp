#include "projections/tables/network.hpp"

#include "projections/tables/at_all_times.hpp"

#include <algorithm>

namespace foxtrail {
namespace {

template <class Row>
void tell_of(Table<Row>& table, std::uint32_t id, const Row& row, const Meta& m) {
    table.born(id, row, at_all_times(m));
    table.template set<&Row::holds>(id, true, m);
}

// What was said of the person before and is put right now does not hold.
template <auto Member, class Row, class Of>
void retract_corrected(Table<Row>& table, const Of& of, const Meta& m) {
    if (m.corrects == 0) return;
    for (const auto row : table.template rows_ever<Member>(of))
        if (table.birth(row) == m.corrects) table.template set<&Row::holds>(row, false, m);
}

void was_at(Network& n, Entity person, PlaceKind kind, const Institution& institution, const Period& period, const Meta& m) {
    retract_corrected<&PlaceRow::person>(n.places, person, m);
    tell_of(n.places, n.places.last_id() + 1, {person, n.places.text(institution.normal), kind, period.from, period.until}, m);
}

}  // namespace

void project(Network& n, const TieRecorded& e, const Meta& m) { tell_of(n.ties, e.tie.number, {e.person, e.contact}, m); }
void project(Network& n, const TieWithdrawn& e, const Meta& m) { n.ties.set<&TieRow::holds>(e.tie.number, false, m); }
void project(Network& n, const EmploymentRecorded& e, const Meta& m) { was_at(n, e.person, PlaceKind::employer, e.employer, e.period, m); }
void project(Network& n, const EducationRecorded& e, const Meta& m) { was_at(n, e.person, PlaceKind::school, e.school, e.period, m); }
void project(Network& n, const AliasRecorded& e, const Meta& m) {
    retract_corrected<&AliasRow::contact>(n.aliases, e.contact, m);
    tell_of(n.aliases, n.aliases.last_id() + 1, {e.contact}, m);
}
void project(Network& n, const ContactsMerged& e, const Meta& m) { tell_of(n.merges, n.merges.last_id() + 1, {e.contact, e.into}, m); }

void project(Network& n, const ContactDuplicateSuspected& e, const Meta& m) {
    const std::uint32_t id = n.suspicions.last_id() + 1;
    n.suspicions.born(id, {e.contact, e.other}, at_all_times(m));
    n.suspicions.set<&SuspicionRow::state>(id, SuspicionState::suspected, m);
}
// Either of the two may be named first, and what was ruled out may have been suspected anew.
void project(Network& n, const ContactDuplicateRuledOut& e, const Meta& m) {
    for (const auto& [contact, other] : {std::pair(e.contact, e.other), std::pair(e.other, e.contact)})
        for (const auto id : n.suspicions.rows_ever<&SuspicionRow::contact>(contact)) {
            if (const SuspicionRow& row = n.suspicions.now(id); row.other != other || row.state != SuspicionState::suspected) continue;
            n.suspicions.set<&SuspicionRow::state>(id, SuspicionState::ruled_out, m);
            n.suspicions.set<&SuspicionRow::ruled_out>(id, m.position, m);
        }
}

// Nobody is merged into one who was merged himself, so that neither way leads in a circle.
std::vector<ContactId> records_of(ContactId contact, const Network& n, const Instant& instant) {
    std::vector<ContactId> records{contact};
    for (std::size_t i = 0; i < records.size(); ++i)
        n.merges.each_with<&MergeRow::into>(ContactId{records[i]}, instant, [&](std::uint32_t, const MergeRow& row) {
            if (row.holds) records.push_back(row.contact);
        });
    return records;
}
ContactId merged_into(ContactId contact, const Network& n, const Instant& instant) {
    ContactId into = contact;
    n.merges.each_with<&MergeRow::contact>(contact, instant, [&](std::uint32_t, const MergeRow& row) {
        if (row.holds) into = merged_into(row.into, n, instant);
    });
    return into;
}

std::vector<Suspect> suspects_of(const std::vector<ContactId>& records, const Network& n, const Instant& instant) {
    std::vector<Suspect> suspects;
    const ContactId himself = merged_into(records.front(), n, instant);
    const auto add = [&](std::uint32_t id, const SuspicionRow& row, ContactId suspected) {
        const ContactId person = merged_into(suspected, n, instant);
        if (row.state == SuspicionState::suspected && person != himself && std::ranges::find(suspects, person, &Suspect::person) == suspects.end())
            suspects.push_back({person, id});
    };
    for (const auto record : records) {
        n.suspicions.each_with<&SuspicionRow::contact>(record, instant, [&](std::uint32_t id, const SuspicionRow& row) { add(id, row, row.other); });
        n.suspicions.each_with<&SuspicionRow::other>(record, instant, [&](std::uint32_t id, const SuspicionRow& row) { add(id, row, row.contact); });
    }
    return suspects;
}

std::vector<Position> aliases_of(ContactId contact, const Network& n, const Instant& instant) {
    std::vector<Position> told;
    n.aliases.each_with<&AliasRow::contact>(contact, instant, [&](std::uint32_t id, const AliasRow& row) {
        if (row.holds) told.push_back(n.aliases.birth(id));
    });
    return told;
}

template <>
ProjectionEntry entry_of<Network>() {
    return projection_entry<Network, boost::mp11::mp_append<TieEvents, BackgroundEvents, ContactIdentityEvents>>();
}

}  // namespace foxtrail
