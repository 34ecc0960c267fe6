#include "projections/tables/network.hpp"

#include "projections/tables/at_all_times.hpp"

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

static void settle_duplicate(Network& n, DuplicateId id, DuplicateState state, const Meta& m) {
    n.duplicates.set<&DuplicateRow::state>(id.number, state, known(m));
    n.duplicates.set<&DuplicateRow::settled>(id.number, m.position, known(m));
}
void project(Network& n, const DuplicateSuspected& e, const Meta& m) { n.duplicates.born(e.duplicate.number, {e.contact, e.other, DuplicateState::suspected, {}}, known(m)); }
void project(Network& n, const DuplicateRuledOut& e, const Meta& m) { settle_duplicate(n, e.duplicate, DuplicateState::ruled_out, m); }
void project(Network& n, const DuplicateConfirmed& e, const Meta& m) { settle_duplicate(n, e.duplicate, DuplicateState::confirmed, m); }

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

std::vector<Position> aliases_of(ContactId contact, const Network& n, const Instant& instant) {
    std::vector<Position> told;
    n.aliases.each_with<&AliasRow::contact>(contact, instant, [&](std::uint32_t id, const AliasRow& row) {
        if (row.holds) told.push_back(n.aliases.birth(id));
    });
    return told;
}

template <>
ProjectionEntry entry_of<Network>() {
    return projection_entry<Network, boost::mp11::mp_append<TieEvents, BackgroundEvents, ContactIdentityEvents, DuplicateEvents>>();
}

}  // namespace foxtrail
