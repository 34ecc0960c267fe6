// A projection: a struct of temporal tables, and the fold that fills them.
//
//   struct Deals {
//       static constexpr std::string_view name = "deals";
//       static constexpr std::uint32_t version = 1;      // one more whenever project() would answer otherwise
//       static constexpr std::string_view doc = "...";
//       Table<Deal> deals;
//   };
//   BOOST_DESCRIBE_STRUCT(Deals, (), (deals))
//   void project(Deals&, const OpportunityWon&, const Meta&);   // one overload for each event it reads, no other
//
// Model keeps it: applies events in order, writes a segment of changes to the store every segment_events events, loads
// what was kept, hashes it, compares it with another. None of that is written by the projection.
#pragma once

#include "core/log/store.hpp"
#include "events/event_entry.hpp"
#include "projections/table.hpp"

#include <functional>

namespace foxtrail {

struct KeptTable {
    std::vector<std::string> attributes;
    std::string journal;
};
BOOST_DESCRIBE_STRUCT(KeptTable, (), (attributes, journal))

// What a projection keeps of the events in (from, upto].
struct KeptSegment {
    Position from, upto;
    std::vector<KeptTable> tables;
};
BOOST_DESCRIBE_STRUCT(KeptSegment, (), (from, upto, tables))

// Which of a projection's builds is the one that answers.
struct Build {
    std::uint32_t version = 0, generation = 0;
    bool operator==(const Build&) const = default;
};
BOOST_DESCRIBE_STRUCT(Build, (), (version, generation))

std::string current_build_key(std::string_view projection);
std::string segment_prefix(std::string_view projection, Build);

// One difference between two builds of a projection, for the report that goes before a switch.
struct Difference {
    std::string table, row, attribute;
    std::uint64_t from = 0, to = 0;  // cells
    Position because = 0;            // the event that gave the newer build its value
};
BOOST_DESCRIBE_STRUCT(Difference, (), (table, row, attribute, from, to, because))

inline constexpr Position segment_events = 65'536;
inline constexpr std::size_t differences_max = 1'000;

template <class P>
class Model {
public:
    explicit Model(Build build) : build_(build) {}

    P& tables() { return tables_; }
    const P& tables() const { return tables_; }
    Position position() const { return position_; }
    Build build() const { return build_; }
    void reached(Position position) { position_ = position; }

    // Loads what `store` keeps of this build, up to the first gap. Errors: CorruptBytes, std::logic_error.
    void load(const Store& store);
    // Adds the segment so far to `batch`; a full one is closed.
    void keep(Batch& batch);
    bool segment_full() const { return position_ >= segment_from_ + segment_events; }
    std::uint64_t digest() const;
    std::size_t bytes() const;
    std::vector<Difference> compare(const Model& newer) const;

private:
    P tables_;
    Build build_;
    Position position_ = 0, segment_from_ = 0;
};

template <class P>
void Model<P>::load(const Store& store) {
    const std::string prefix = segment_prefix(P::name, build_);
    store.scan(Family::tables, prefix, prefix + std::string(9, '\xFF'), [&](std::string_view, std::string_view value) {
        const auto segment = decoded<KeptSegment>(value);
        if (segment.from != position_) return false;
        const bool full = segment.upto >= segment.from + segment_events;
        std::size_t index = 0;
        for_each_member(tables_, [&](std::string_view, auto& table) {
            const KeptTable& kept = segment.tables.at(index++);
            table.load(kept.journal, kept.attributes);
            if (full) table.journal().begin();
            else table.journal().resume(kept.journal);
        });
        position_ = segment.upto;
        segment_from_ = full ? segment.upto : segment.from;
        return true;
    });
}

template <class P>
void Model<P>::keep(Batch& batch) {
    if (position_ == segment_from_) return;
    KeptSegment segment{segment_from_, position_, {}};
    for_each_member(tables_, [&](std::string_view, auto& table) { segment.tables.push_back({table.attribute_names(), table.journal().bytes()}); });
    std::string key = segment_prefix(P::name, build_);
    put_be64(key, segment_from_);
    batch.put(Family::tables, std::move(key), encoded(segment));
    if (!segment_full()) return;
    for_each_member(tables_, [](std::string_view, auto& table) { table.journal().begin(); });
    segment_from_ = position_;
}

template <class P>
std::uint64_t Model<P>::digest() const {
    std::uint64_t digest = P::version;
    for_each_member(tables_, [&](std::string_view, const auto& table) { digest = table.digest(digest); });
    return digest;
}

template <class P>
std::size_t Model<P>::bytes() const {
    std::size_t bytes = 0;
    for_each_member(tables_, [&](std::string_view, const auto& table) { bytes += table.bytes(); });
    return bytes;
}

template <class P>
std::vector<Difference> Model<P>::compare(const Model& newer) const {
    std::vector<Difference> differences;
    boost::mp11::mp_for_each<members_of<P>>([&](auto member) {
        const auto& mine = tables_.*member.pointer;
        const auto& other = newer.tables_.*member.pointer;
        mine.compare(other, [&](std::uint32_t id, std::string_view attribute, std::uint64_t from, std::uint64_t to) {
            if (differences.size() < differences_max)
                differences.push_back({member.name, std::to_string(id), std::string(attribute), from, to, other.last_change(id, attribute)});
        });
    });
    return differences;
}

}  // namespace foxtrail
