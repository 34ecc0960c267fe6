// A temporal table: rows by dense id, and every change that made them. The one mechanism of time travel.
//
// A read model declares a described Row and says in one line per event which members it sets. From that the table gives
// the row at any instant in both times: a row that has not changed since the instant is answered as it stands, another
// one is folded from its own changes in the order of valid time. Equal instants keep log order; a change that was put
// right by a later event is left out as soon as the instant sees the correction. The cost of an instant does not grow
// with its distance, and no instant needs memory of its own.
//
// Members: ids, enums, whole numbers, Percent, Date, Time, Text, Amount, Since<T>, Stated and optional of small ones.
// Threads: none; ProjectionOf guards it.
// Errors:  std::length_error beyond table_position_max or table_valid_us_max.
#pragma once

#include "projections/change_store.hpp"
#include "projections/instant.hpp"
#include "projections/journal.hpp"
#include "projections/text_pool.hpp"

#include <algorithm>
#include <stdexcept>
#include <unordered_map>

namespace foxtrail {

template <class Row>
class Table {
public:
    using RowType = Row;
    using Members = members_of<Row>;
    static constexpr std::size_t attribute_count = boost::mp11::mp_size<Members>::value;
    static_assert(attribute_count < Journal::reserved_tags, "a row has too many members");

    // The row comes into being. A second birth of a row is a bug in the projection.
    void born(std::uint32_t id, const Row& row, const Meta& meta) {
        check(meta);
        journal_.born(id, meta.position, meta.valid_at, cells_of(row));
        insert_birth(id, row, meta.position, meta.valid_at);
    }

    // One member of the row changes: table.set<&Row::stage>(id, value, meta).
    template <auto Member, class Value>
    void set(std::uint32_t id, const Value& value, const Meta& meta) {
        check(meta);
        using Cell = std::remove_cvref_t<decltype(std::declval<Row&>().*Member)>;
        const Change change(attribute_of<Member>(), meta.position, meta.valid_at, to_cell(Cell{value}));
        journal_.changed(id, change, meta.corrects);
        insert_change(id, change, meta.corrects);
    }

    Text text(std::string_view text) {
        const std::size_t before = texts_.size();
        const Text number = texts_.intern(text);
        if (texts_.size() != before) journal_.text(text);
        return number;
    }
    Text stated_text(const Stated<std::string>& stated) { return stated.value ? text(*stated.value) : Text{}; }

    const TextPool& texts() const { return texts_; }
    std::uint32_t last_id() const { return static_cast<std::uint32_t>(heads_.size()); }

    // The row at the instant, in `row`; false when it had not come into being, or nobody knew.
    bool at(std::uint32_t id, const Instant& instant, Row& row) const {
        if (id == 0 || id > heads_.size()) return false;
        const Head& head = heads_[id - 1];
        if (!head.born || !instant.sees(head.born, head.born_valid)) return false;
        if (instant.sees(head.last, head.last_valid)) row = live_[id - 1];
        else fold(id, instant, row);
        return true;
    }

    // visit(id, const Row&) for every row there was at the instant.
    template <class Visit>
    void each(const Instant& instant, Visit&& visit) const {
        Row row;
        for (std::uint32_t id = 1; id <= heads_.size(); ++id) {
            const Head& head = heads_[id - 1];
            if (!head.born || !instant.sees(head.born, head.born_valid)) continue;
            if (instant.sees(head.last, head.last_valid)) visit(id, live_[id - 1]);
            else fold(id, instant, row), visit(id, row);
        }
    }

    // visit(id, const Row& birth, Time born, std::span<const Change> changes) in the order of valid time; apply() makes
    // the next row of one and a change.
    template <class Visit>
    void each_history(const Instant& instant, Visit&& visit) const {
        std::vector<Change> changes;
        for (std::uint32_t id = 1; id <= heads_.size(); ++id) {
            const Head& head = heads_[id - 1];
            if (!head.born || !instant.sees(head.born, head.born_valid)) continue;
            visible(id, instant, changes);
            visit(id, births_[id - 1], head.born_valid, std::span<const Change>(changes));
        }
    }

    static void apply(Row& row, const Change& change) {
        boost::mp11::mp_with_index<attribute_count>(change.attribute(), [&](auto index) {
            constexpr auto member = boost::mp11::mp_at_c<Members, index>::pointer;
            from_cell(change.cell(), change.valid_at(), row.*member);
        });
    }

    template <auto Member>
    static constexpr std::uint8_t attribute_of() {
        std::size_t found = attribute_count, index = 0;
        boost::mp11::mp_for_each<Members>([&](auto member) {
            if constexpr (std::is_same_v<decltype(Member), std::remove_const_t<decltype(member.pointer)>>)
                if (member.pointer == Member) found = index;
            ++index;
        });
        return static_cast<std::uint8_t>(found);
    }

    // -- for ProjectionOf: keeping, loading, comparing -------------------------------------------------------------

    Journal& journal() { return journal_; }
    static std::vector<std::string> attribute_names() {
        std::vector<std::string> names;
        boost::mp11::mp_for_each<Members>([&](auto member) { names.emplace_back(member.name); });
        return names;
    }
    // Applies a kept journal whose attributes had these names; attributes this Row does not know are left out.
    void load(std::string_view kept, const std::vector<std::string>& names);
    // A hash over every row, change, text and correction, in order: equal tables have equal digests.
    std::uint64_t digest(std::uint64_t seed) const;
    // visit(id, attribute name, cell here, cell there) for each member in which the rows of now differ.
    template <class Visit>
    void compare(const Table& other, Visit&& visit) const;
    // The position of the last change of the attribute of the row; of its birth when there was none.
    Position last_change(std::uint32_t id, std::string_view attribute) const;
    std::size_t bytes() const { return changes_.bytes() + heads_.capacity() * (sizeof(Head) + 2 * sizeof(Row)); }

private:
    struct Head {
        ChangeStore::Chain chain;
        bool irregular = false;  // valid times do not grow with positions, or a change was put right
        Position born = 0, last = 0;
        Time born_valid, last_valid;  // last_valid: the greatest of all
    };

    static void check(const Meta& meta) {
        if (meta.position > table_position_max) throw std::length_error("this read model holds at most 4,294,967,295 events");
        if (meta.valid_at.us > table_valid_us_max || meta.valid_at.us < -table_valid_us_max) throw std::length_error("valid times lie between the years 829 and 3111");
    }

    static std::vector<std::uint64_t> cells_of(const Row& row) {
        std::vector<std::uint64_t> cells;
        for_each_member(row, [&](std::string_view, const auto& member) { cells.push_back(to_cell(member)); });
        return cells;
    }

    void insert_birth(std::uint32_t id, const Row& row, Position position, Time valid_at) {
        if (id > heads_.size()) heads_.resize(id), births_.resize(id), live_.resize(id);
        Head& head = heads_[id - 1];
        if (head.born) throw std::logic_error("row " + std::to_string(id) + " was born before");
        births_[id - 1] = live_[id - 1] = row;
        head.born = head.last = position;
        head.born_valid = head.last_valid = valid_at;
    }

    void insert_change(std::uint32_t id, const Change& change, Position corrects) {
        if (id == 0 || id > heads_.size() || !heads_[id - 1].born) throw std::logic_error("row " + std::to_string(id) + " changed before it was born");
        Head& head = heads_[id - 1];
        changes_.append(head.chain, change);
        head.last = change.position();
        if (corrects) corrections_[corrects] = change.position();
        if (corrects || change.valid_at() < head.last_valid) {
            head.irregular = true;
            fold(id, Instant{}, live_[id - 1]);
        } else {  // after all that is there, also in a row that was irregular before
            head.last_valid = change.valid_at();
            apply(live_[id - 1], change);
        }
    }

    void fold(std::uint32_t id, const Instant& instant, Row& row) const {
        const Head& head = heads_[id - 1];
        row = births_[id - 1];
        if (!head.irregular) {
            changes_.each(head.chain, [&](const Change& change) {
                if (instant.sees(change.position(), change.valid_at())) apply(row, change);
            });
            return;
        }
        std::vector<Change> changes;
        visible(id, instant, changes);
        for (const auto& change : changes) apply(row, change);
    }

    // The changes the instant sees, in the order of valid time, without those it sees corrected.
    void visible(std::uint32_t id, const Instant& instant, std::vector<Change>& out) const {
        const Head& head = heads_[id - 1];
        out.clear();
        changes_.each(head.chain, [&](const Change& change) {
            if (instant.sees(change.position(), change.valid_at())) out.push_back(change);
        });
        if (!head.irregular) return;
        std::erase_if(out, [&](const Change& change) {
            const auto corrected = corrections_.find(change.position());
            return corrected != corrections_.end() && corrected->second <= instant.as_of;
        });
        std::stable_sort(out.begin(), out.end(), before);
    }

    std::vector<Head> heads_;
    std::vector<Row> births_, live_;
    ChangeStore changes_;
    std::unordered_map<Position, Position> corrections_;  // corrected -> correcting
    TextPool texts_;
    Journal journal_;
};

}  // namespace foxtrail

#include "projections/table_keeping.hpp"
