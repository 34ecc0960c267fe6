// A temporal table: rows by dense id, and every change that made them. The one mechanism of time travel.
//
// A read model declares a described Row and says in one line per event which members it sets. From that the table gives
// the row at any instant in both times: a row that has not changed since the instant is answered as it stands, another
// one is folded from its own changes in the order of valid time. Equal instants keep log order; a change that was put
// right by a later event is left out as soon as the instant sees the correction. The cost of an instant does not grow
// with its distance, and no instant needs memory of its own.
//
// Members: ids, Entity, enums, whole numbers, Percent, Date, Time, Text, Amount, Since<T>, Stated and optional of small ones.
// Indexes: `static constexpr auto indexed = std::tuple{&Row::customer}` in Row lets each_with() find rows by that member.
// Threads: none; the runner guards it.
// Errors:  std::length_error beyond table_position_max or table_valid_us_max.
#pragma once

#include "events/event.hpp"
#include "projections/temporal/instant.hpp"
#include "projections/temporal/journal.hpp"
#include "projections/temporal/table_index.hpp"
#include "projections/temporal/text_pool.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <optional>
#include <span>
#include <unordered_map>

namespace foxtrail {

template <class Row>
class Table {
public:
    using RowType = Row;
    using Members = members_of<Row>;
    static constexpr std::size_t attribute_count = attribute_count_of<Row>;
    static_assert(attribute_count <= 30, "a row has too many members");

    // The row comes into being. A second birth of a row is a bug in the projection.
    void born(std::uint32_t id, const Row& row, const Meta& meta) {
        check(meta);
        insert_birth(id, row, meta.position, meta.valid_at);
        if (is_kept_) added_births_.push_back(id);
    }

    // One member of the row changes: table.set<&Row::stage>(id, value, meta). It waits a little, so that the row can be
    // fetched from memory meanwhile: settle() comes before anything is read.
    // With `only_if`, when the row is such as it is then: a project() that asks this of now() would wait for memory.
    template <auto Member, class Value>
    void set(std::uint32_t id, const Value& value, const Meta& meta, bool (*only_if)(const Row&) = nullptr) {
        check(meta);
        using Cell = std::remove_cvref_t<decltype(std::declval<Row&>().*Member)>;
        if (id == 0 || id > slots_.size()) throw std::logic_error("row " + std::to_string(id) + " changed before it was born");
        if (waiting_count_ == waiting_.size()) settle_changes();
        __builtin_prefetch(&slots_[id - 1], 1);
        __builtin_prefetch(&(slots_[id - 1].live.*Member), 1);
        if (only_if) __builtin_prefetch(reinterpret_cast<const char*>(&slots_[id - 1] + 1) - 1);
        waiting_[waiting_count_++] = {id, Change(attribute_of<Member>(), meta.position, meta.valid_at, to_cell(Cell{value}, {meta.position, meta.valid_at})), meta.corrects, only_if};
    }
    void settle() {
        settle_changes();
        indexes_.settle();
    }
    bool is_there(std::uint32_t id) const { return id != 0 && id <= slots_.size() && slots_[id - 1].born != 0; }
    // The position of the event that brought the row into being; it is_there().
    Position birth(std::uint32_t id) const { return slots_[id - 1].born; }
    // The row as it stands, for a project() that builds on it.
    const Row& now(std::uint32_t id) {
        settle_changes();
        if (!is_there(id)) throw std::logic_error("there is no row " + std::to_string(id));
        return slots_[id - 1].live;
    }

    Text text(std::string_view text) { return texts_.intern(text); }
    Text stated_text(const Stated<std::string>& stated) { return stated.value ? text(*stated.value) : Text{}; }

    const TextPool& texts() const { return texts_; }
    std::uint32_t last_id() const { return static_cast<std::uint32_t>(slots_.size()); }

    // The row at the instant, in `row`; false when it had not come into being, or nobody knew.
    bool at(std::uint32_t id, const Instant& instant, Row& row) const {
        if (id == 0 || id > slots_.size() || !was_there(slots_[id - 1], instant)) return false;
        const Slot& slot = slots_[id - 1];
        if (instant.sees(slot.last, slot.last_valid)) row = slot.live;
        else fold(slot, instant, row);
        return true;
    }

    // visit(id, const Row&) for every row there was at the instant.
    template <class Visit>
    void each(const Instant& instant, Visit&& visit) const {
        Row row;
        for (std::uint32_t id = 1; id <= slots_.size(); ++id) {
            const Slot& slot = slots_[id - 1];
            if (!was_there(slot, instant)) continue;
            if (instant.sees(slot.last, slot.last_valid)) visit(id, slot.live);
            else fold(slot, instant, row), visit(id, row);
        }
    }

    // The same for the rows whose indexed member had this value then, ascending.
    template <auto Member, class Visit>
    void each_with(const std::remove_cvref_t<decltype(std::declval<Row&>().*Member)>& value, const Instant& instant, Visit&& visit) const {
        Row row;
        for (const std::uint32_t id : rows_ever<Member>(value))
            if (at(id, instant, row) && to_cell(row.*Member) == to_cell(value)) visit(id, std::as_const(row));
    }

    // The rows whose indexed member ever had this value, ascending, seen or not.
    template <auto Member>
    RowIds rows_ever(const std::remove_cvref_t<decltype(std::declval<Row&>().*Member)>& value) const {
        return indexes_.ever(attribute_of<Member>(), to_cell(value));
    }
    // The same for a project() that looks its row up.
    template <auto Member>
    RowIds rows_ever(const std::remove_cvref_t<decltype(std::declval<Row&>().*Member)>& value) {
        indexes_.settle(attribute_of<Member>());
        return std::as_const(*this).template rows_ever<Member>(value);
    }

    // visit(id, const Row& birth, Time born, std::span<const Change> changes) in the order of valid time; apply() makes
    // the next row of one and a change.
    template <class Visit>
    void each_history(const Instant& instant, Visit&& visit) const {
        for (std::uint32_t id = 1; id <= slots_.size(); ++id) history(id, instant, visit);
    }
    // The same for one row; nothing when it was not there.
    template <class Visit>
    void history(std::uint32_t id, const Instant& instant, Visit&& visit) const {
        if (id == 0 || id > slots_.size() || !was_there(slots_[id - 1], instant)) return;
        const Slot& slot = slots_[id - 1];
        Row birth;
        static thread_local std::vector<Change> changes;
        read(slot, instant, birth, changes);
        std::vector<Change> taken = std::move(changes);  // the visitor may ask for histories itself
        visit(id, std::as_const(birth), slot.born_valid, std::span<const Change>(taken));
        changes = std::move(taken);
    }

    static void apply(Row& row, const Change& change) {
        boost::mp11::mp_with_index<attribute_count>(change.attribute(), [&](auto index) {
            constexpr auto member = boost::mp11::mp_at_c<Members, index>::pointer;
            from_cell(change.cell(), change.stamp(), row.*member);
        });
    }

    // The value that a change of the member brought.
    template <auto Member>
    static std::remove_cvref_t<decltype(std::declval<Row&>().*Member)> value_of(const Change& change) {
        std::remove_cvref_t<decltype(std::declval<Row&>().*Member)> value{};
        from_cell(change.cell(), change.stamp(), value);
        return value;
    }

    // The event that put the one at the position right, or the last one that did so in turn; 0 for none the instant sees.
    Position put_right_by(Position position, Position as_of) const {
        Position by = 0;
        for (auto found = corrections_.find(position); found != corrections_.end() && found->second <= as_of; found = corrections_.find(by)) by = found->second;
        return by;
    }

    template <auto Member>
    static constexpr std::uint8_t attribute_of() {
        return attribute_number<Row>(Member);
    }

    // -- for ModelOf: keeping, loading, comparing ------------------------------------------------------------------

    static std::vector<std::string> attribute_names() {
        std::vector<std::string> names;
        boost::mp11::mp_for_each<Members>([&](auto member) { names.emplace_back(member.name); });
        return names;
    }
    // What was added since begin_segment().
    KeptTable added() const;
    void begin_segment();
    void keep_nothing() { is_kept_ = false; }  // nor remember what is added
    // Adds what was kept; attributes this Row does not know are left out.
    void load(const KeptTable& kept);
    // A hash over every row, change, text and correction, in order: equal tables have equal digests.
    std::uint64_t digest(std::uint64_t seed) const;
    // visit(id, attribute name, cell here, cell there) for each member in which the rows of now differ.
    template <class Visit>
    void compare(const Table& other, Visit&& visit) const;
    // The position of the last change of the attribute of the row; of its birth when there was none.
    Position last_change(std::uint32_t id, std::string_view attribute) const;
    std::size_t bytes() const { return changes_.bytes() + slots_.bytes() + indexes_.bytes(); }

private:
    struct Slot {
        Time born_valid, last_valid;            // last_valid: the greatest of all
        std::uint32_t born = 0, last = 0;       // positions; born 0: no such row
        std::uint32_t last_change = 0;          // in changes_
        std::uint32_t changed : 30 = 0;         // a bit for each member that is no longer as it was born, or was not once
        std::uint32_t irregular : 1 = 0;        // valid times do not grow with positions
        std::uint32_t corrected : 1 = 0;        // a change was put right
        Row live{};
    };

    void settle_changes() {
        for (std::size_t i = 0; i < waiting_count_; ++i) {
            const auto& [id, change, corrects, only_if] = waiting_[i];
            if (only_if && !only_if(slots_[id - 1].live)) continue;
            if (corrects) correct(corrects, change.position());
            insert_change(id, change, corrects);
            if (is_kept_) added_changes_.push_back(id);
        }
        waiting_count_ = 0;
    }
    bool was_there(const Slot& slot, const Instant& instant) const {
        if (waiting_count_ != 0) throw std::logic_error("settle() comes before anything is read");
        return slot.born != 0 && instant.sees(slot.born, slot.born_valid);
    }
    static void check(const Meta& meta) {
        if (meta.position > table_position_max) throw std::length_error("this read model holds at most 4,294,967,295 events");
        if (meta.valid_at.us > table_valid_us_max || meta.valid_at.us < -table_valid_us_max) throw std::length_error("valid times lie between the years 829 and 3111");
    }

    void insert_birth(std::uint32_t id, const Row& row, Position position, Time valid_at) {
        if (id > slots_.size()) slots_.grow_to(id);
        Slot& slot = slots_[id - 1];
        if (slot.born) throw std::logic_error("row " + std::to_string(id) + " was born before");
        if (id > table_rows_max) throw std::length_error("this table holds at most 1,073,741,823 rows");
        slot.live = row;
        slot.born = slot.last = static_cast<std::uint32_t>(position);
        slot.born_valid = slot.last_valid = valid_at;
        indexes_.born(id, row);
    }
    // Before the member's first change. A cell that is 0 goes without saying.
    void keep_birth(Slot& slot, const Change& first) {
        slot.changed = (slot.changed | 1U << first.attribute()) & 0x3FFF'FFFF;
        const std::uint64_t cell = boost::mp11::mp_with_index<attribute_count>(first.attribute(), [&](auto index) {
            return to_cell(slot.live.*boost::mp11::mp_at_c<Members, index>::pointer, Stamp{slot.born, slot.born_valid});
        });
        if (cell != 0) changes_.append_birth(slot.last_change, cell, first);
    }

    void insert_change(std::uint32_t id, Change change, Position corrects) {
        Slot& slot = slots_[id - 1];
        if (!slot.born) throw std::logic_error("row " + std::to_string(id) + " changed before it was born");
        if (!(slot.changed >> change.attribute() & 1)) keep_birth(slot, change);
        const bool late = change.valid_at() < slot.last_valid;
        if (late) change.mark_late(), slot.irregular = 1;
        else slot.last_valid = change.valid_at();
        slot.last = static_cast<std::uint32_t>(change.position());
        changes_.append(slot.last_change, change);
        indexes_.changed(id, change.attribute(), change.cell());
        if (corrects) take_back(slot, corrects);
        if (late || corrects) refresh(slot, change.attribute());
        else apply(slot.live, change);
    }
    // The members a corrected event had set no longer have their values from it.
    void take_back(Slot& slot, Position corrected);
    // Sets a member of the live row to its latest value in valid time.
    void refresh(Slot& slot, std::uint8_t attribute);
    bool is_corrected(const Slot& slot, const Change& change, Position as_of) const {
        if (!slot.corrected) return false;
        const auto corrected = corrections_.find(change.position());
        return corrected != corrections_.end() && corrected->second <= as_of;
    }
    void correct(Position corrected, Position correcting) {
        const bool is_new = corrections_.insert_or_assign(corrected, correcting).second;
        if (is_kept_ && (is_new || added_corrections_.empty() || added_corrections_.back() != std::pair(corrected, correcting))) added_corrections_.emplace_back(corrected, correcting);
    }

    // Bringing the member back to what it was when the row was born.
    static Change born_with(const Slot& slot, std::uint8_t attribute, std::uint64_t cell) { return {attribute, slot.born, slot.born_valid, cell}; }
    std::uint64_t birth_cell(const Slot& slot, std::uint8_t attribute) const;
    // The row as it was born, and its changes that the instant sees, in the order of valid time, without those it sees corrected.
    void read(const Slot& slot, const Instant& instant, Row& birth, std::vector<Change>& seen) const;
    void fold(const Slot& slot, const Instant& instant, Row& row) const {
        static thread_local std::vector<Change> changes;
        read(slot, instant, row, changes);
        for (const auto& change : changes) apply(row, change);
    }
    Row birth_of(const Slot& slot) const {
        Row birth;
        std::vector<Change> none;
        read(slot, Instant{.as_of = 0}, birth, none);
        return birth;
    }

    Chunks<Slot, 256> slots_;
    ChangeLog changes_;  // and the cells of births that changed
    std::unordered_map<Position, Position> corrections_;  // corrected -> correcting
    TextPool texts_;
    TableIndexes<Row> indexes_;

    struct Waiting {
        std::uint32_t id;
        Change change;
        Position corrects;
        bool (*only_if)(const Row&) = nullptr;
    };
    std::array<Waiting, 16> waiting_;
    std::size_t waiting_count_ = 0;

    // What this segment added.
    bool is_kept_ = true;
    std::vector<std::uint32_t> added_births_, added_changes_;  // row ids
    std::vector<std::pair<Position, Position>> added_corrections_;
    std::size_t segment_text_ = 0;        // texts there were when it began
    std::uint32_t segment_change_ = 0;    // and what changes_ held
};

}  // namespace foxtrail

#include "projections/temporal/table_folding.hpp"
#include "projections/temporal/table_keeping.hpp"
