// How many open opportunities each employee may own.
#pragma once

#include "events/capacity.hpp"
#include "projections/runner/projection.hpp"

namespace foxtrail {

// By the employee's number; there is none for whom no limit was ever set.
struct CapacityRow {
    std::optional<std::uint32_t> open_opportunities_max;
};
BOOST_DESCRIBE_STRUCT(CapacityRow, (), (open_opportunities_max))

struct Capacities {
    static constexpr std::string_view name = "capacities";
    static constexpr std::uint32_t version = 1;
    static constexpr std::string_view doc = "How many open opportunities each employee may own.";
    Table<CapacityRow> employees;
};
BOOST_DESCRIBE_STRUCT(Capacities, (), (employees))

void project(Capacities&, const EmployeeCapacitySet&, const Meta&);

template <>
ProjectionEntry entry_of<Capacities>();

}  // namespace foxtrail
