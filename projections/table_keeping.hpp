// How a table is loaded from its kept journals, hashed and compared. Part of table.hpp.
#pragma once

#include "core/hash.hpp"

namespace foxtrail {

template <class Row>
void Table<Row>::load(std::string_view kept, const std::vector<std::string>& names) {
    constexpr std::uint8_t unknown = 0xFF;
    const auto own = attribute_names();
    std::vector<std::uint8_t> attribute;  // kept number -> own number
    for (const auto& name : names) {
        const auto found = std::ranges::find(own, name);
        attribute.push_back(found == own.end() ? unknown : static_cast<std::uint8_t>(found - own.begin()));
    }
    for (Journal::Reader entry(kept); entry.next();) {
        if (entry.tag == Journal::text_tag) {
            texts_.intern(entry.text);
        } else if (entry.tag == Journal::born_tag) {
            Row row{};
            for (std::size_t i = 0; i < entry.cells.size() && i < attribute.size(); ++i)
                if (attribute[i] != unknown) apply(row, Change(attribute[i], entry.position, entry.valid_at, entry.cells[i]));
            insert_birth(entry.id, row, entry.position, entry.valid_at);
        } else if (entry.tag < attribute.size() && attribute[entry.tag] != unknown) {
            insert_change(entry.id, Change(attribute[entry.tag], entry.position, entry.valid_at, entry.cell), entry.corrects);
        }
    }
}

template <class Row>
std::uint64_t Table<Row>::digest(std::uint64_t seed) const {
    XXH3_state_t state{};
    XXH3_64bits_reset_withSeed(&state, seed);
    const auto add = [&](const auto& value) { XXH3_64bits_update(&state, &value, sizeof value); };
    const auto add_row = [&](const Row& row) { for_each_member(row, [&](std::string_view, const auto& member) { add(to_cell(member)); }); };
    for (std::uint32_t id = 1; id <= heads_.size(); ++id) {
        const Head& head = heads_[id - 1];
        add(head.born), add(head.born_valid.us), add(head.last), add(head.last_valid.us);
        add_row(births_[id - 1]), add_row(live_[id - 1]);
        changes_.each(head.chain, [&](const Change& change) { add(change); });
    }
    std::vector<std::pair<Position, Position>> corrections(corrections_.begin(), corrections_.end());
    std::ranges::sort(corrections);
    for (const auto& [corrected, correcting] : corrections) add(corrected), add(correcting);
    for (std::uint32_t number = 1; number <= texts_.size(); ++number) {
        const std::string& text = texts_.at({number});
        add(text.size());
        XXH3_64bits_update(&state, text.data(), text.size());
    }
    return XXH3_64bits_digest(&state);
}

template <class Row>
template <class Visit>
void Table<Row>::compare(const Table& other, Visit&& visit) const {
    const auto names = attribute_names();
    for (std::uint32_t id = 1; id <= std::max(last_id(), other.last_id()); ++id) {
        Row here{}, there{};
        at(id, Instant{}, here);
        other.at(id, Instant{}, there);
        const auto left = cells_of(here), right = other.cells_of(there);
        for (std::size_t i = 0; i < left.size(); ++i)
            if (left[i] != right[i]) visit(id, names[i], left[i], right[i]);
    }
}

template <class Row>
Position Table<Row>::last_change(std::uint32_t id, std::string_view attribute) const {
    if (id == 0 || id > heads_.size()) return 0;
    const auto names = attribute_names();
    Position last = heads_[id - 1].born;
    changes_.each(heads_[id - 1].chain, [&](const Change& change) {
        if (names[change.attribute()] == attribute) last = change.position();
    });
    return last;
}

}  // namespace foxtrail
