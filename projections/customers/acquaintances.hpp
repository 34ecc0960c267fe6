// Whom a contact knows at an instant, or may know: by ties that were recorded, and by schools and employers in common.
//
// Contacts who are one person are taken together, under the one into whom the others were merged. What rests on an erased
// person's past is left out.
#pragma once

#include "projections/reading/named_contact.hpp"
#include "projections/reading/recall.hpp"
#include "projections/tables/network.hpp"

namespace foxtrail {

enum class TieBasis : std::uint8_t { recorded, same_school, same_employer, suspected_duplicate };
BOOST_DESCRIBE_ENUM(TieBasis, recorded, same_school, same_employer, suspected_duplicate)

struct Acquaintance {
    Entity other;  // an employee, or a contact into whom nobody else is to be followed
    TieBasis basis = TieBasis::recorded;
    std::uint32_t row = 0;         // of the tie, of the place where he was, or of the suspicion that the other is he
    std::uint32_t others_row = 0;  // of the place where the other was
};

class Acquaintances {
public:
    static constexpr std::size_t rows_read_max = 100'000;  // ties and places, in one answer

    Acquaintances(const Network& network, const NamedContacts& people, const Instant& instant)
        : network_(network), people_(people), instant_(instant) {}

    // Of a contact who was not merged into another: recorded ties first, then schools, then employers.
    std::vector<Acquaintance> of(ContactId);
    // Who may be the same person as he.
    std::vector<Acquaintance> suspected(ContactId) const;
    bool has_read_all() const { return !cut_; }

private:
    void add(std::vector<Acquaintance>&, ContactId person, Acquaintance) const;
    void add_ties(std::vector<Acquaintance>&, ContactId person, ContactId record);
    void add_places(std::vector<Acquaintance>&, ContactId person, ContactId record, PlaceKind);
    template <auto Member, class Row, class Value, class Visit>
    void each_with(const Table<Row>&, const Value&, Visit&&);

    const Network& network_;
    const NamedContacts& people_;
    const Instant instant_;
    std::size_t rows_left_ = rows_read_max;
    bool cut_ = false;
};

// Where what the tie rests on is to be read.
std::vector<Position> sources_of(const Acquaintance&, const Network&);
// What it rests on: the tie as it was recorded, or the institution with the years of both and those they share.
json::object printed_tie(const Acquaintance&, const Network&, const Recalled&);

}  // namespace foxtrail
