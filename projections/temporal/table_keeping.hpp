// How a table is kept, loaded, hashed and compared. Part of table.hpp.
#pragma once

#include "core/hash.hpp"

namespace foxtrail {

template <class Row>
KeptTable Table<Row>::added() const {
    KeptTable kept{attribute_names(), {}, {}, {}, {}};
    for (std::size_t number = segment_text_ + 1; number <= texts_.size(); ++number) encode(kept.texts, texts_.at({static_cast<std::uint32_t>(number)}));
    for (const auto& [corrected, correcting] : added_corrections_) put_varint(kept.corrections, corrected), put_varint(kept.corrections, correcting);
    JournalStamp birth, stamp;
    for (const auto id : added_births_) {
        const Slot& slot = slots_[id - 1];
        birth.put(kept.births, id, slot.born, slot.born_valid);
        const Row row = birth_of(slot);
        for_each_member(row, [&](std::string_view, const auto& member) { put_varint(kept.births, to_cell(member, {slot.born, slot.born_valid})); });
    }
    auto id = added_changes_.begin();
    for (std::uint32_t number = segment_change_ + 1; number <= changes_.size(); ++number) {
        const Change change = changes_[number];
        if (change.position() == 0) continue;
        kept.changes += static_cast<char>(change.attribute());
        stamp.put(kept.changes, *id++, change.position(), change.valid_at());
        put_varint(kept.changes, change.cell());
    }
    return kept;
}

template <class Row>
void Table<Row>::begin_segment() {
    added_births_.clear(), added_changes_.clear(), added_corrections_.clear();
    segment_text_ = texts_.size(), segment_change_ = changes_.size();
}

template <class Row>
void Table<Row>::load(const KeptTable& kept) {
    constexpr std::uint8_t unknown = 0xFF;
    const auto own = attribute_names();
    const bool is_own = kept.attributes == own;
    std::vector<std::uint8_t> attribute;  // kept number -> own number
    for (const auto& name : kept.attributes) {
        const auto found = std::ranges::find(own, name);
        attribute.push_back(found == own.end() ? unknown : static_cast<std::uint8_t>(found - own.begin()));
    }
    for (std::string_view in = kept.texts; !in.empty();) texts_.intern(take_bytes(in, take_varint(in)));
    std::vector<std::pair<Position, Position>> corrections;
    for (std::string_view in = kept.corrections; !in.empty();) {
        const Position corrected = take_varint(in);
        corrections.emplace_back(corrected, take_varint(in));
        correct(corrected, corrections.back().second);
    }
    JournalStamp stamp;
    for (std::string_view in = kept.births; !in.empty();) {
        stamp.take(in);
        Row row{};
        const Stamp at{stamp.position, stamp.valid_at};
        if (is_own) {
            for_each_member(row, [&](std::string_view, auto& member) { from_cell(take_varint(in), at, member); });
        } else {
            for (const auto number : attribute) {
                const std::uint64_t cell = take_varint(in);
                if (number != unknown) apply(row, Change(number, at.position, at.valid_at, cell));
            }
        }
        insert_birth(stamp.id, row, stamp.position, stamp.valid_at);
        added_births_.push_back(stamp.id);
    }
    stamp = {};
    auto correction = corrections.begin();  // both ascend
    for (std::string_view in = kept.changes; !in.empty();) {
        const auto number = static_cast<std::uint8_t>(take_bytes(in, 1).front());
        stamp.take(in);
        const std::uint64_t cell = take_varint(in);
        while (correction != corrections.end() && correction->second < stamp.position) ++correction;
        if (number >= attribute.size() || attribute[number] == unknown) continue;
        const bool corrects = correction != corrections.end() && correction->second == stamp.position;
        if (stamp.id == 0 || stamp.id > slots_.size()) throw CorruptBytes("a kept change of a row that was never born");
        if (waiting_count_ == waiting_.size()) settle_changes();
        __builtin_prefetch(&slots_[stamp.id - 1], 1);
        waiting_[waiting_count_++] = {stamp.id, Change(attribute[number], stamp.position, stamp.valid_at, cell), corrects ? correction->first : 0};
    }
    settle();
}

template <class Row>
std::uint64_t Table<Row>::digest(std::uint64_t seed) const {
    XXH3_state_t state{};
    XXH3_64bits_reset_withSeed(&state, seed);
    const auto add = [&](const auto& value) { XXH3_64bits_update(&state, &value, sizeof value); };
    const auto add_row = [&](const Row& row) { for_each_member(row, [&](std::string_view, const auto& member) { add(to_cell(member)); }); };
    for (std::size_t i = 0; i < slots_.size(); ++i) {
        const Slot& slot = slots_[i];
        add(slot.born), add(slot.born_valid.us), add(slot.last), add(slot.last_valid.us);
        if (!slot.born) continue;
        add_row(birth_of(slot)), add_row(slot.live);
        changes_.each_back(slot.last_change, [&](const Change& change) {
            add(change.position()), add(change.valid_at().us), add(change.attribute()), add(change.cell());
            return true;
        });
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
    const auto cells_of = [](const Row& row) {
        std::vector<std::uint64_t> cells;
        for_each_member(row, [&](std::string_view, const auto& member) { cells.push_back(to_cell(member)); });
        return cells;
    };
    const auto names = attribute_names();
    for (std::uint32_t id = 1; id <= std::max(last_id(), other.last_id()); ++id) {
        Row here{}, there{};
        at(id, Instant{}, here);
        other.at(id, Instant{}, there);
        const auto left = cells_of(here), right = cells_of(there);
        for (std::size_t i = 0; i < left.size(); ++i)
            if (left[i] != right[i]) visit(id, names[i], left[i], right[i]);
    }
}

template <class Row>
Position Table<Row>::last_change(std::uint32_t id, std::string_view attribute) const {
    if (id == 0 || id > slots_.size()) return 0;
    const auto names = attribute_names();
    Position last = 0;
    changes_.each_back(slots_[id - 1].last_change, [&](const Change& change) {
        if (names[change.attribute()] == attribute) last = change.position();
        return last == 0;
    });
    return last ? last : slots_[id - 1].born;
}

}  // namespace foxtrail
