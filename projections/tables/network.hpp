// Who knows whom, and what makes people know each other: ties, schools and employers, other names, and records that are, or may be, of one
// person.
//
// Rows are numbered in the order they were first told, ties and duplicates by their own id. All but duplicates are there at all times and say nothing before
// their event was true; the event itself is read from the log at the row's birth.
#pragma once

#include "events/contact_identity.hpp"
#include "events/duplicate.hpp"
#include "events/tie.hpp"
#include "projections/runner/projection.hpp"

namespace foxtrail {

struct TieRow {
    Entity person;
    ContactId contact;
    bool holds = false;
    static constexpr auto indexed = std::tuple{&TieRow::person, &TieRow::contact};
};
BOOST_DESCRIBE_STRUCT(TieRow, (), (person, contact, holds))

enum class PlaceKind : std::uint8_t { school = 0, employer = 1 };
BOOST_DESCRIBE_ENUM(PlaceKind, school, employer)

// An employee or a contact was somewhere.
struct PlaceRow {
    Entity person;
    Text institution;  // its normal name
    PlaceKind kind = PlaceKind::school;
    Stated<Date> from, until;
    bool holds = false;
    Period period() const { return {from, until}; }
    static constexpr auto indexed = std::tuple{&PlaceRow::person, &PlaceRow::institution};
};
BOOST_DESCRIBE_STRUCT(PlaceRow, (), (person, institution, kind, from, until, holds))

struct AliasRow {
    ContactId contact;
    bool holds = false;
    static constexpr auto indexed = std::tuple{&AliasRow::contact};
};
BOOST_DESCRIBE_STRUCT(AliasRow, (), (contact, holds))

struct MergeRow {
    ContactId contact, into;
    bool holds = false;
    static constexpr auto indexed = std::tuple{&MergeRow::contact, &MergeRow::into};
};
BOOST_DESCRIBE_STRUCT(MergeRow, (), (contact, into, holds))

enum class DuplicateState : std::uint8_t { suspected = 0, ruled_out = 1, confirmed = 2 };
BOOST_DESCRIBE_ENUM(DuplicateState, suspected, ruled_out, confirmed)

// Two contacts who may be one person. What is suspected, and what became of it, holds from when it was recorded.
struct DuplicateRow {
    ContactId contact, other;
    DuplicateState state = DuplicateState::suspected;
    EventAt settled;  // by this event
    static constexpr auto indexed = std::tuple{&DuplicateRow::contact, &DuplicateRow::other};
};
BOOST_DESCRIBE_STRUCT(DuplicateRow, (), (contact, other, state, settled))

struct Network {
    static constexpr std::string_view name = "network";
    static constexpr std::uint32_t version = 2;
    static constexpr std::string_view doc =
        "Ties between people, the schools and employers they have in common, aliases, and contacts who are or may be one person.";
    Table<TieRow> ties;
    Table<PlaceRow> places;
    Table<AliasRow> aliases;
    Table<MergeRow> merges;
    Table<DuplicateRow> duplicates;
};
BOOST_DESCRIBE_STRUCT(Network, (), (ties, places, aliases, merges, duplicates))

void project(Network&, const TieRecorded&, const Meta&);
void project(Network&, const TieWithdrawn&, const Meta&);
void project(Network&, const EmploymentRecorded&, const Meta&);
void project(Network&, const EducationRecorded&, const Meta&);
void project(Network&, const AliasRecorded&, const Meta&);
void project(Network&, const ContactsMerged&, const Meta&);
void project(Network&, const DuplicateSuspected&, const Meta&);
void project(Network&, const DuplicateRuledOut&, const Meta&);
void project(Network&, const DuplicateConfirmed&, const Meta&);

// The contact and all who were merged into him, also through others; and who he was merged into, himself when he was not.
std::vector<ContactId> records_of(ContactId, const Network&, const Instant&);
ContactId merged_into(ContactId, const Network&, const Instant&);

// Where the aliases of one record were told that it has at the instant.
std::vector<Position> aliases_of(ContactId, const Network&, const Instant&);

template <>
ProjectionEntry entry_of<Network>();

}  // namespace foxtrail
