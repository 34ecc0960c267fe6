// What the projection of work does with its rows: an item has one, an appointment one a person, a plan one an item.
#pragma once

#include "projections/tables/work.hpp"

namespace foxtrail::work_rows {

inline void open(Work& work, WorkRow row, const Meta& m) {
    row.opened = m.recorded_at;
    if (!row.position) row.position = m.position;
    work.items.born(work.items.last_id() + 1, row, m);
}

inline auto rows_of(Work& work, Entity item) { return work.items.rows_ever<&WorkRow::item>(item); }

// What is closed stays as it is. That is looked at when the row has come from memory.
inline bool is_open_row(const WorkRow& row) { return is_open(row.state()); }
template <auto Member, class Value>
void set_open(Work& work, Entity item, const Value& value, const Meta& m) {
    for (const std::uint32_t id : rows_of(work, item)) work.items.set<Member>(id, value, m, is_open_row);
}

// Each row of the item that is still open, for what has to be known now.
template <class Change>
void each_open(Work& work, Entity item, Change&& change) {
    for (const std::uint32_t id : rows_of(work, item))
        if (is_open_row(work.items.now(id))) change(id);
}

inline void end(Work& work, std::uint32_t id, WorkState how, const Meta& m) { work.items.set<&WorkRow::ending>(id, Ending(how, m.recorded_at), m); }
inline void close(Work& work, Entity item, WorkState how, const Meta& m) { set_open<&WorkRow::ending>(work, item, Ending(how, m.recorded_at), m); }

// In UTC, for who reads it to make the company's own day of it (projections/work/due.hpp).
inline Time day_after(Date day) { return start_of({day.days + 1}); }

}  // namespace foxtrail::work_rows
