// For rows that are there at all times and say nothing before their first change: what is known first may not be what was
// true first.
#pragma once

#include "events/event.hpp"
#include "projections/temporal/table.hpp"

namespace foxtrail {

inline Meta at_all_times(Meta meta) {
    meta.valid_at = {-table_valid_us_max};
    return meta;
}

}  // namespace foxtrail
