// Which rows ever had a value in an indexed member: an id, an Entity or a Text. An index only grows: whether a row has the value at an
// instant, the row says.
//
// Numbers of entities and texts are dense, so an index is an array by number, with the rows of each number chained, the newest first: no
// hashing, and what is new lies together. Memory: 4 bytes a number, 4 a row where half of the rows or more are not the first of their
// number, and otherwise 8 for each that is not, and for each value that a row got later.
#pragma once

#include "projections/temporal/attributes.hpp"
#include "projections/temporal/cell.hpp"
#include "projections/temporal/chunks.hpp"

#include <boost/container/small_vector.hpp>

#include <algorithm>
#include <array>
#include <span>
#include <vector>

namespace foxtrail {

using RowIds = boost::container::small_vector<std::uint32_t, 8>;

template <class Row>
class TableIndexes {
public:
    // It waits a little, so that where its values are noted can be fetched from memory meanwhile.
    void born(std::uint32_t id, const Row& row) {
        std::size_t place = 0;
        each_indexed([&](auto member) {
            Index& index = indexes_[place++];
            if (index.waiting_count == index.waiting.size()) settle(index);
            std::uint32_t& last = last_of(index, to_cell(row.*member));
            __builtin_prefetch(&last, 1);
            index.waiting[index.waiting_count++] = {id, &last};
        });
    }
    void changed(std::uint32_t id, std::uint8_t attribute, std::uint64_t cell) {
        if constexpr (index_count == 0) return;
        const std::uint8_t place = places[attribute];
        if (place == none) return;
        Index& index = indexes_[place];
        settle(index);
        std::uint32_t& last = last_of(index, cell);
        if (last == 0 || row_of(index, last) != id) post(index, last, id);
    }
    void settle() {
        for (Index& index : indexes_) settle(index);
    }
    void settle(std::uint8_t attribute) {
        if (places[attribute] != none) settle(indexes_[places[attribute]]);
    }
    // Ascending, each once. An attribute without an index is a bug in the read model.
    RowIds ever(std::uint8_t attribute, std::uint64_t cell) const {
        if (places[attribute] == none) throw std::logic_error("the member asked for is not indexed");
        RowIds ids;
        const Index& index = indexes_[places[attribute]];
        if (index.waiting_count != 0) throw std::logic_error("settle() comes before anything is looked up");
        for (std::uint32_t link = head(index, cell); link != 0; link = before(index, link)) ids.push_back(row_of(index, link));
        if (ids.size() < 2) return ids;
        std::ranges::reverse(ids);  // nearly always in order now: only a row that changed came late
        if (!std::ranges::is_sorted(ids)) std::ranges::sort(ids);
        ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
        return ids;
    }
    std::size_t bytes() const {
        std::size_t bytes = 0;
        for (const Index& index : indexes_) {
            bytes += index.before.bytes() + index.later.bytes();
            for (const auto& heads : index.heads) bytes += heads.bytes();
        }
        return bytes;
    }

private:
    static constexpr std::uint8_t none = 0xFF;
    static constexpr std::uint32_t is_later = 0x8000'0000, has_before = 0x4000'0000;

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
            static_assert(AnId<Value> || std::is_same_v<Value, Entity> || std::is_same_v<Value, Text>, "only ids, entities and texts are indexed");
            ++count;
        });
        return count;
    }();

    // A link is a row that was born with the value, with has_before when the link before it is in `before`, or, with is_later, the
    // number of a posting in `later`; 0 for none.
    struct Later {
        std::uint32_t row, before;
    };
    struct Index {
        std::vector<std::uint32_t> kinds;          // 0 for ids, whose kind the member's type says
        std::vector<Chunks<std::uint32_t>> heads;  // of each kind, by entity number: the last link
        Chunks<std::uint32_t> before;  // by row that has one: the link before its own
        Chunks<Later> later;
        std::size_t repeated = 0;      // rows born with a value that another had
        struct Waiting {
            std::uint32_t id;
            std::uint32_t* last;       // of its value
        };
        std::array<Waiting, 16> waiting;
        std::size_t waiting_count = 0;
    };
    static void settle(Index& index) {
        for (const auto& [id, last] : std::span(index.waiting).first(index.waiting_count)) note(index, id, *last);
        index.waiting_count = 0;
    }
    static void note(Index& index, std::uint32_t id, std::uint32_t& last) {
        if (last == 0) return void(last = id);
        if (++index.repeated * 2 < id) return post(index, last, id);  // few rows have one before: an array of all would be larger
        index.before.grow_to(id), index.before[id - 1] = last;
        last = id | has_before;
    }
    static void post(Index& index, std::uint32_t& last, std::uint32_t id) {
        index.later.push_back({id, last});
        last = static_cast<std::uint32_t>(index.later.size()) | is_later;
    }

    static std::uint32_t row_of(const Index& index, std::uint32_t link) {
        return link & is_later ? index.later[(link & ~is_later) - 1].row : link & ~has_before;
    }
    static std::uint32_t before(const Index& index, std::uint32_t link) {
        if (link & is_later) return index.later[(link & ~is_later) - 1].before;
        return link & has_before ? index.before[(link & ~has_before) - 1] : 0;
    }
    static std::uint32_t& last_of(Index& index, std::uint64_t cell) {
        auto& heads = heads_of(index, static_cast<std::uint32_t>(cell >> 32));
        const auto number = static_cast<std::uint32_t>(cell);
        if (number >= heads.size()) heads.grow_to(std::size_t{number} + 1);
        return heads[number];
    }
    static Chunks<std::uint32_t>& heads_of(Index& index, std::uint32_t kind) {
        for (std::size_t i = 0; i < index.kinds.size(); ++i)
            if (index.kinds[i] == kind) return index.heads[i];
        index.kinds.push_back(kind);
        return index.heads.emplace_back();
    }
    static std::uint32_t head(const Index& index, std::uint64_t cell) {
        const auto number = static_cast<std::uint32_t>(cell);
        for (std::size_t i = 0; i < index.kinds.size(); ++i)
            if (index.kinds[i] == cell >> 32) return number < index.heads[i].size() ? index.heads[i][number] : 0;
        return 0;
    }

    std::array<Index, index_count> indexes_;
};

}  // namespace foxtrail
