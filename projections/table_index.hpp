// Which rows ever had a value in an indexed member. An index only grows: whether a row has the value at an instant, the
// row says.
#pragma once

#include "projections/cell.hpp"

#include <algorithm>
#include <span>
#include <tuple>
#include <unordered_map>
#include <vector>

namespace foxtrail {

template <class Row, auto Member>
constexpr std::uint8_t attribute_index() {
    std::size_t found = 0, index = 0;
    boost::mp11::mp_for_each<members_of<Row>>([&](auto member) {
        if constexpr (std::is_same_v<decltype(Member), std::remove_const_t<decltype(member.pointer)>>)
            if (member.pointer == Member) found = index;
        ++index;
    });
    return static_cast<std::uint8_t>(found);
}

template <class Row>
class TableIndexes {
public:
    TableIndexes() {
        if constexpr (requires { Row::indexed; })
            boost::mp11::mp_for_each<members_of<Row>>([&](auto member) {
                std::apply([&](auto... indexed) { (add_if_same(member.pointer, indexed), ...); }, Row::indexed);
                ++count_;
            });
    }

    void born(std::uint32_t id, const Row& row) {
        if (indexes_.empty()) return;
        std::uint8_t attribute = 0;
        for_each_member(row, [&](std::string_view, const auto& member) { changed(id, attribute++, to_cell(member)); });
    }
    void changed(std::uint32_t id, std::uint8_t attribute, std::uint64_t cell) {
        for (auto& [indexed, rows] : indexes_) {
            if (indexed != attribute) continue;
            auto& ids = rows[cell];
            const auto place = std::ranges::lower_bound(ids, id);  // nearly always the end
            if (place == ids.end() || *place != id) ids.insert(place, id);
        }
    }
    // Ascending ids. An attribute without an index is a bug in the read model.
    std::span<const std::uint32_t> ever(std::uint8_t attribute, std::uint64_t cell) const {
        for (const auto& [indexed, rows] : indexes_)
            if (indexed == attribute) {
                const auto found = rows.find(cell);
                return found == rows.end() ? std::span<const std::uint32_t>() : std::span<const std::uint32_t>(found->second);
            }
        throw std::logic_error("the member asked for is not indexed");
    }
    std::size_t bytes() const {
        std::size_t bytes = 0;
        for (const auto& [indexed, rows] : indexes_) {
            bytes += rows.size() * 64;  // a node of the map and a small list, about
            for (const auto& [cell, ids] : rows) bytes += ids.capacity() * sizeof(std::uint32_t);
        }
        return bytes;
    }

private:
    template <class A, class B>
    void add_if_same(A member, B indexed) {
        if constexpr (std::is_same_v<A, B>)
            if (member == indexed) indexes_.push_back({count_, {}});
    }
    using Rows = std::unordered_map<std::uint64_t, std::vector<std::uint32_t>>;
    std::vector<std::pair<std::uint8_t, Rows>> indexes_;
    std::uint8_t count_ = 0;
};

}  // namespace foxtrail
