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
// and in its .cpp, with the sets that hold the events it reads:
//   template <> ProjectionEntry entry_of<Deals>() { return projection_entry<Deals, OpportunityEvents>(); }
//
// ModelOf keeps it: writes a segment of what was added to the store every segment_events events, loads what was kept,
// hashes it, compares it with another. None of that is written by the projection.
#pragma once

#include "projections/runner/model.hpp"
#include "projections/temporal/table.hpp"

namespace foxtrail {

// What a projection keeps of the events in (from, upto].
struct KeptSegment {
    std::uint32_t format = 0;
    Position from = 0, upto = 0;
    std::vector<KeptTable> tables;
};
BOOST_DESCRIBE_STRUCT(KeptSegment, (), (format, from, upto, tables))
inline constexpr std::uint32_t kept_format = 3;

template <class P>
class ModelOf final : public Model {
public:
    using Model::Model;
    void reached(Position position) override {
        for_each_member(tables_, [](std::string_view, auto& table) { table.settle(); });
        position_ = position;
    }
    void* tables() override { return &tables_; }
    const void* tables() const override { return &tables_; }
    void load(const Store& store) override;
    void keep(Batch& batch) override;
    void keep_nothing() override {
        for_each_member(tables_, [](std::string_view, auto& table) { table.keep_nothing(); });
    }
    std::uint64_t digest() const override;
    std::size_t bytes() const override;
    std::vector<Difference> compare(const Model& newer) const override;

private:
    void begin_segment() {
        for_each_member(tables_, [](std::string_view, auto& table) { table.begin_segment(); });
        segment_from_ = position_;
    }

    P tables_;
};

template <class P>
void ModelOf<P>::load(const Store& store) {
    const std::string prefix = segment_prefix(P::name, build_);
    store.scan(Family::tables, prefix, prefix + std::string(9, '\xFF'), [&](std::string_view, std::string_view value) {
        const auto segment = decoded<KeptSegment>(value);
        if (segment.format != kept_format) throw CorruptBytes("a kept segment of another format");
        if (segment.from < position_) return true;  // left by a build that was broken off, whose segments began elsewhere
        if (segment.from > position_) return false;
        position_ = segment.upto;
        const bool full = segment.upto >= segment.from + segment_events;
        if (full) segment_from_ = segment.upto;
        std::size_t index = 0;
        for_each_member(tables_, [&](std::string_view, auto& table) {
            table.load(segment.tables.at(index++));
            if (full) table.begin_segment();
        });
        return true;
    });
}

template <class P>
void ModelOf<P>::keep(Batch& batch) {
    if (position_ == segment_from_) return;
    KeptSegment segment{kept_format, segment_from_, position_, {}};
    for_each_member(tables_, [&](std::string_view, auto& table) { segment.tables.push_back(table.added()); });
    std::string key = segment_prefix(P::name, build_);
    put_be64(key, segment_from_);
    batch.put(Family::tables, std::move(key), encoded(segment));
    if (segment_full()) begin_segment();
}

template <class P>
std::uint64_t ModelOf<P>::digest() const {
    std::uint64_t digest = P::version;
    for_each_member(tables_, [&](std::string_view, const auto& table) { digest = table.digest(digest); });
    return digest;
}

template <class P>
std::size_t ModelOf<P>::bytes() const {
    std::size_t bytes = 0;
    for_each_member(tables_, [&](std::string_view, const auto& table) { bytes += table.bytes(); });
    return bytes;
}

template <class P>
std::vector<Difference> ModelOf<P>::compare(const Model& newer) const {
    std::vector<Difference> differences;
    const P& newer_tables = *static_cast<const P*>(newer.tables());
    boost::mp11::mp_for_each<members_of<P>>([&](auto member) {
        const auto& mine = tables_.*member.pointer;
        const auto& other = newer_tables.*member.pointer;
        mine.compare(other, [&](std::uint32_t id, std::string_view attribute, std::uint64_t from, std::uint64_t to) {
            if (differences.size() < differences_max)
                differences.push_back({member.name, std::to_string(id), std::string(attribute), from, to, other.last_change(id, attribute)});
        });
    });
    return differences;
}

template <class P, class Event>
concept Reads = requires(P& p, const Event& event, const Meta& meta) { project(p, event, meta); };

// `Set` lists the events the projection may read; those it has a project() for, it does.
// tests/projections/registry_test.cpp finds a project() whose event no set holds.
template <class P, class Set>
ProjectionEntry projection_entry() {
    return {P::name, P::doc, P::version, [](Build build) -> std::unique_ptr<Model> { return std::make_unique<ModelOf<P>>(build); },
            [] {
                std::vector<ProjectionEntry::Applies> applies;
                boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, Set>>([&](auto identity) {
                    using Event = typename decltype(identity)::type;
                    if constexpr (Reads<P, Newest<Event>>)
                        applies.push_back({&entry_for<Event>(), [](void* tables, const void* event, const Meta& meta) {
                                               project(*static_cast<P*>(tables), newest(*static_cast<const Event*>(event)), meta);
                                           }});
                });
                return applies;
            }};
}

// Specialised by each projection's .cpp.
template <class P>
ProjectionEntry entry_of();

}  // namespace foxtrail
