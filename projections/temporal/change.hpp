// One change of one member of one row: when it was true, where in the log it was recorded, which member, what value; and
// the changes of all rows of a table, in log order, each chained to the one before it of its row. Before the first change of a
// member stands what it was at the row's birth.
#pragma once

#include "projections/temporal/cell.hpp"
#include "projections/temporal/chunks.hpp"

#include <stdexcept>

namespace foxtrail {

// Valid time keeps 56 bits of microseconds: the years 829 to 3111. Positions keep 32 bits: four thousand
// million events; the table refuses what does not fit.
class Change {
public:
    static constexpr std::uint8_t late_bit = 0x80;

    Change() = default;
    Change(std::uint8_t attribute, Position position, Time valid_at, std::uint64_t cell)
        : stamp_(static_cast<std::uint64_t>(valid_at.us) << 8 | attribute), cell_(cell), position_(static_cast<std::uint32_t>(position)) {}
    std::uint8_t attribute() const { return static_cast<std::uint8_t>(stamp_) & static_cast<std::uint8_t>(~late_bit); }
    // Recorded when something with a later valid time was there already.
    bool late() const { return (stamp_ & late_bit) != 0; }
    void mark_late() { stamp_ |= late_bit; }
    Time valid_at() const { return {static_cast<std::int64_t>(stamp_) >> 8}; }
    Position position() const { return position_; }
    std::uint64_t cell() const { return cell_; }
    Stamp stamp() const { return {position(), valid_at()}; }

private:
    friend class ChangeLog;
    std::uint64_t stamp_ = 0, cell_ = 0;
    std::uint32_t position_ = 0;
    std::uint32_t previous_ = 0;  // number of the row's change before, 0 for none
};

inline constexpr Position table_position_max = 0xFFFF'FFFF;
inline constexpr std::uint32_t table_rows_max = 0x3FFF'FFFF;
inline constexpr std::int64_t table_valid_us_max = (std::int64_t{1} << 55) - 1;

// In the order of valid time; equal instants keep the order of the log.
inline bool before(const Change& a, const Change& b) {
    return a.valid_at() != b.valid_at() ? a.valid_at() < b.valid_at() : a.position() < b.position();
}

// Appending writes memory in order and moves nothing. Memory: 16 bytes a change or a cell of a birth; a change whose cell, position or
// valid time is far out of line with its neighbours' is kept whole beside, 20 bytes more.
class ChangeLog {
public:
    // `last` is the number of the row's last change, 0 for none; it becomes this one's.
    void append(std::uint32_t& last, const Change& change) {
        begin_next(change);
        const std::uint32_t step = change.position_ - block_.position;
        const std::int64_t distance = change.valid_at().us - block_.valid_us;
        Packed& packed = changes_.append();
        packed.previous = last, packed.attribute = static_cast<std::uint8_t>(change.stamp_);
        last = size();
        if (step < at_birth && change.cell_ <= 0xFFFF'FFFF && distance >= -distance_max && distance <= distance_max) [[likely]] {
            packed.cell = static_cast<std::uint32_t>(change.cell_), packed.step = static_cast<std::uint16_t>(step);
            packed.distance_low = static_cast<std::uint32_t>(distance), packed.distance_high = static_cast<std::int8_t>(distance >> 32);
        } else {
            wide_.push_back(change);
            packed.cell = static_cast<std::uint32_t>(wide_.size() - 1), packed.step = wide_step;
            packed.distance_low = 0, packed.distance_high = 0;
        }
    }
    // What the member was at the row's birth, which says when that was; `first` is the member's first change and comes next.
    void append_birth(std::uint32_t& last, std::uint64_t cell, const Change& first) {
        begin_next(first);
        changes_.push_back({static_cast<std::uint32_t>(cell), last, static_cast<std::uint32_t>(cell >> 32), at_birth, 0, first.attribute()});
        last = size();
    }
    // Numbers go from 1 to size(), in log order; what was so at a birth has position 0.
    Change operator[](std::uint32_t number) const {
        const Packed& packed = changes_[number - 1];
        Change change;
        if (packed.step == wide_step) {
            change = wide_[packed.cell];
        } else if (packed.step == at_birth) {
            change.stamp_ = packed.attribute;
            change.cell_ = std::uint64_t{packed.distance_low} << 32 | packed.cell;
        } else {
            const Block& block = blocks_[(number - 1) / block_changes];
            const std::int64_t distance = std::int64_t{packed.distance_high} << 32 | packed.distance_low;
            change.stamp_ = static_cast<std::uint64_t>(block.valid_us + distance) << 8 | packed.attribute;
            change.cell_ = packed.cell, change.position_ = block.position + packed.step;
        }
        change.previous_ = packed.previous;
        return change;
    }
    std::uint32_t size() const { return static_cast<std::uint32_t>(changes_.size()); }

    // Visits the row's changes from the last to the first, until a visit answers false; and what was so at its birth, on the way.
    template <class Visit, class VisitBirth>
    void each_back(std::uint32_t last, Visit&& visit, VisitBirth&& visit_birth) const {
        for (std::uint32_t number = last; number != 0;) {
            const Change change = (*this)[number];
            if (change.position() == 0) visit_birth(change.attribute(), change.cell());
            else if (!visit(change)) return;
            number = change.previous_;
        }
    }
    template <class Visit>
    void each_back(std::uint32_t last, Visit&& visit) const {
        each_back(last, std::forward<Visit>(visit), [](std::uint8_t, std::uint64_t) {});
    }
    std::size_t bytes() const { return changes_.bytes() + wide_.bytes() + blocks_.bytes(); }

private:
    static constexpr std::size_t block_changes = 256;
    static constexpr std::uint16_t wide_step = 0xFFFF, at_birth = 0xFFFE;
    static constexpr std::int64_t distance_max = (std::int64_t{1} << 39) - 1;  // six days
    struct Packed {
        std::uint32_t cell, previous;
        std::uint32_t distance_low;   // valid time - its block's, µs
        std::uint16_t step;           // position - its block's; wide_step: `cell` is a place in wide_; at_birth: distance_low is the cell's upper half
        std::int8_t distance_high;
        std::uint8_t attribute;       // and late_bit
    };
    static_assert(sizeof(Packed) == 16);
    struct Block {
        std::int64_t valid_us;   // of its first change, like the position
        std::uint32_t position;
    };
    struct [[gnu::packed]] Wide {
        std::uint64_t stamp, cell;
        std::uint32_t position;
        Wide() = default;
        Wide(const Change& change) : stamp(change.stamp_), cell(change.cell_), position(change.position_) {}
        operator Change() const {
            Change change;
            change.stamp_ = stamp, change.cell_ = cell, change.position_ = position;
            return change;
        }
    };

    void begin_next(const Change& change) {
        if (size() % block_changes == 0) [[unlikely]] begin_block(change);
    }
    void begin_block(const Change& change) {
        if (size() > table_position_max - block_changes) throw std::length_error("this table holds at most 4,294,967,040 changes");
        blocks_.push_back(block_ = {change.valid_at().us, change.position_});
    }

    Chunks<Packed, 1'024> changes_;
    Chunks<Block, 256> blocks_;
    Block block_{};  // the last one
    Chunks<Wide, 256> wide_;
};

}  // namespace foxtrail
