// What each handover moved: the items that rest on its receiver since.
#pragma once

#include "events/handover.hpp"
#include "projections/runner/projection.hpp"

namespace foxtrail {

// One item by one handover; rows are numbered in the order of the log.
struct TransferRow {
    Entity item;
    HandoverId handover;  // {} when one left and another accepted what he leaves
    EmployeeId from, to;
};
BOOST_DESCRIBE_STRUCT(TransferRow, (), (item, handover, from, to))

struct Transfers {
    static constexpr std::string_view name = "transfers";
    static constexpr std::uint32_t version = 2;
    static constexpr std::string_view doc = "Which items each handover, or departure, moved to their receiver.";
    Table<TransferRow> items;
};
BOOST_DESCRIBE_STRUCT(Transfers, (), (items))

void project(Transfers&, const OwnershipTransferred&, const Meta&);

template <>
ProjectionEntry entry_of<Transfers>();

}  // namespace foxtrail
