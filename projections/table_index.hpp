// Which rows ever had a value in an indexed member. An index only grows: whether a row has the value at an instant, the
// row says.
#pragma once

#include "projections/cell.hpp"

#include <boost/container/small_vector.hpp>
#include <boost/unordered/unordered_flat_map.hpp>

#include <algorithm>
#include <span>
#include <tuple>
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
            if (place != ids.end() && *place == id) continue;
            ids.insert(place, id);
            ++ids_;
        }
    }
    // Ascending ids. An attribute without an index is a bug in the read model.
    std::span<const std::uint32_t> ever(std::uint8_t attribute, std::uint64_t cell) const {
        for (const auto& [indexed, rows] : indexes_)
            if (indexed == attribute) {
                const auto found = rows.find(cell);
                return found == rows.end() ? std::span<const std::uint32_t>() : std::span<const std::uint32_t>(found->second.data(), found->second.size());
            }
        throw std::logic_error("the member asked for is not indexed");
    }
    std::size_t bytes() const {
        std::size_t bytes = ids_ * sizeof(std::uint32_t);  // at most: the first few lie in their slot
        for (const auto& [indexed, rows] : indexes_) bytes += rows.bucket_count() * sizeof(typename Rows::value_type);
        return bytes;
    }

private:
    template <class A, class B>
    void add_if_same(A member, B indexed) {
        if constexpr (std::is_same_v<A, B>)
            if (member == indexed) indexes_.push_back({count_, {}});
    }
    using Ids = boost::container::small_vector<std::uint32_t, 2>;  // nearly all values are had by a row or two
    using Rows = boost::unordered_flat_map<std::uint64_t, Ids>;
    std::vector<std::pair<std::uint8_t, Rows>> indexes_;
    std::size_t ids_ = 0;
    std::uint8_t count_ = 0;
};

}  // namespace foxtrail
