// Which rows ever had a value in an indexed member: an id or an Entity. An index only grows: whether a row has the value at an
// instant, the row says.
//
// Numbers of entities are dense, so an index is an array by number, with the rows of each number chained, the newest first: no
// hashing, and what is new lies together. Memory: 4 bytes a number, and 8 a row where a number has more than one.
#pragma once

#include "projections/temporal/attributes.hpp"
#include "projections/temporal/cell.hpp"
#include "projections/temporal/chunks.hpp"

#include <boost/container/small_vector.hpp>

#include <algorithm>
#include <vector>

namespace foxtrail {

using RowIds = boost::container::small_vector<std::uint32_t, 8>;

template <class Row>
class TableIndexes {
public:
    void born(std::uint32_t id, const Row& row) {
        std::size_t place = 0;
        each_indexed([&](auto member) {
            std::uint32_t& last = last_of(indexes_[place++], to_cell(row.*member));
            add(last, id);
        });
    }
    void changed(std::uint32_t id, std::uint8_t attribute, std::uint64_t cell) {
        const std::uint8_t place = places[attribute];
        if (place == none) return;
        std::uint32_t& last = last_of(indexes_[place], cell);
        if (last == 0 || row_of(last) != id) add(last, id);
    }
    // Ascending, each once. An attribute without an index is a bug in the read model.
    RowIds ever(std::uint8_t attribute, std::uint64_t cell) const {
        if (places[attribute] == none) throw std::logic_error("the member asked for is not indexed");
        RowIds ids;
        const std::uint32_t last = head(indexes_[places[attribute]], cell);
        if (last & is_only) ids.push_back(last & ~is_only);
        else
            for (std::uint32_t number = last; number != 0; number = postings_[number - 1].previous) ids.push_back(postings_[number - 1].row);
        std::ranges::reverse(ids);  // nearly always in order now: only a row that changed came late
        if (!std::ranges::is_sorted(ids)) std::ranges::sort(ids);
        ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
        return ids;
    }
    std::size_t bytes() const {
        std::size_t bytes = postings_.bytes();
        for (const auto& index : indexes_)
            for (const auto& kind : index) bytes += kind.heads.bytes();
        return bytes;
    }

private:
    static constexpr std::uint8_t none = 0xFF;
    static constexpr std::uint32_t is_only = 0x8000'0000;

    template <class Visit>
    static constexpr void each_indexed(Visit&& visit) {
        if constexpr (requires { Row::indexed; }) std::apply([&](auto... members) { (visit(members), ...); }, Row::indexed);
    }
    // attribute -> place in indexes_
    static constexpr auto places = [] {
        std::array<std::uint8_t, attribute_count_of<Row>> places{};
        places.fill(none);
        std::uint8_t place = 0;
        each_indexed([&](auto member) { places[attribute_number<Row>(member)] = place++; });
        return places;
    }();
    static constexpr std::size_t index_count = [] {
        std::size_t count = 0;
        each_indexed([&](auto member) {
            using Value = std::remove_cvref_t<decltype(std::declval<Row&>().*member)>;
            static_assert(AnId<Value> || std::is_same_v<Value, Entity>, "only ids and entities are indexed");
            ++count;
        });
        return count;
    }();

    struct Posting {
        std::uint32_t row, previous;  // previous: number of the same value's posting before, 0 for none
    };
    struct OfKind {
        std::uint32_t kind;             // 0 for ids, whose kind the member's type says
        Chunks<std::uint32_t> heads;    // by entity number: the number of its last posting, or its only row
    };
    using Index = std::vector<OfKind>;

    static std::uint32_t& last_of(Index& index, std::uint64_t cell) {
        auto& heads = heads_of(index, static_cast<std::uint32_t>(cell >> 32));
        const auto number = static_cast<std::uint32_t>(cell);
        if (number >= heads.size()) heads.grow_to(std::size_t{number} + 1);
        return heads[number];
    }
    std::uint32_t row_of(std::uint32_t last) const { return last & is_only ? last & ~is_only : postings_[last - 1].row; }
    void add(std::uint32_t& last, std::uint32_t row) {
        if (last == 0) {
            last = row | is_only;
            return;
        }
        if (last & is_only) last = post(last & ~is_only, 0);
        last = post(row, last);
    }
    std::uint32_t post(std::uint32_t row, std::uint32_t previous) {
        postings_.push_back({row, previous});
        return static_cast<std::uint32_t>(postings_.size());
    }
    static Chunks<std::uint32_t>& heads_of(Index& index, std::uint32_t kind) {
        for (auto& of : index)
            if (of.kind == kind) return of.heads;
        return index.emplace_back(OfKind{kind, {}}).heads;
    }
    static std::uint32_t head(const Index& index, std::uint64_t cell) {
        const auto number = static_cast<std::uint32_t>(cell);
        for (const auto& [kind, heads] : index)
            if (kind == cell >> 32) return number < heads.size() ? heads[number] : 0;
        return 0;
    }

    std::array<Index, index_count> indexes_;
    Chunks<Posting> postings_;
};

}  // namespace foxtrail
