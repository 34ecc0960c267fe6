// How a row of the past is put together from its changes. Part of table.hpp.
#pragma once

namespace foxtrail {

template <class Row>
void Table<Row>::take_back(Slot& slot, Position corrected) {
    slot.corrected = 1;
    changes_.each_back(slot.last_change, [&](const Change& change) {
        if (change.position() == corrected) refresh(slot, change.attribute());
        return change.position() >= corrected;
    });
}

// What lies before a change that was not late is not later than it, so the look back is short.
template <class Row>
void Table<Row>::refresh(Slot& slot, std::uint8_t attribute) {
    std::optional<Change> latest;
    changes_.each_back(slot.last_change, [&](const Change& change) {
        if (change.attribute() == attribute && (!latest || before(*latest, change)) && !is_corrected(slot, change, table_position_max)) latest = change;
        return !latest || change.late() || change.valid_at() > latest->valid_at();
    });
    apply(slot.live, latest ? *latest : born_with(slot, attribute, birth_cell(slot, attribute)));
}

template <class Row>
std::uint64_t Table<Row>::birth_cell(const Slot& slot, std::uint8_t attribute) const {
    std::uint64_t found = 0;
    changes_.each_back(slot.last_change, [](const Change&) { return true; }, [&](std::uint8_t of, std::uint64_t cell) {
        if (of == attribute) found = cell;
    });
    return found;
}

template <class Row>
void Table<Row>::read(const Slot& slot, const Instant& instant, Row& birth, std::vector<Change>& seen) const {
    birth = slot.live;
    for (std::uint32_t left = slot.changed; left != 0; left &= left - 1)
        apply(birth, born_with(slot, static_cast<std::uint8_t>(std::countr_zero(left)), 0));
    seen.clear();
    const auto see = [&](const Change& change) {
        if (instant.sees(change.position(), change.valid_at())) seen.push_back(change);
        return true;
    };
    changes_.each_back(slot.last_change, see, [&](std::uint8_t attribute, std::uint64_t cell) { apply(birth, born_with(slot, attribute, cell)); });
    std::ranges::reverse(seen);
    if (slot.corrected)
        std::erase_if(seen, [&](const Change& change) { return is_corrected(slot, change, instant.as_of); });
    if (slot.irregular) std::stable_sort(seen.begin(), seen.end(), before);
}

}  // namespace foxtrail
