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

// set(meta), and once more as of when it was recorded: what is heard of late holds after what was done meanwhile, too.
template <class Set>
void set_also_as_known(const Meta& meta, Set&& set) {
    set(meta);
    if (meta.valid_at < meta.recorded_at) set(known(meta));
}

}  // namespace foxtrail
