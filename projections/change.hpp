// One change of one member of one row: when it was true, where in the log it was recorded, which member, what value.
#pragma once

#include "projections/cell.hpp"

#include <cstring>

namespace foxtrail {

// 20 bytes. Valid time keeps 56 bits of microseconds: the years 829 to 3111. Positions keep 32 bits: four thousand
// million events; the table refuses what does not fit.
class Change {
public:
    Change() = default;
    Change(std::uint8_t attribute, Position position, Time valid_at, std::uint64_t cell) : position_(static_cast<std::uint32_t>(position)) {
        const std::uint64_t stamp = static_cast<std::uint64_t>(valid_at.us) << 8 | attribute;
        std::memcpy(stamp_, &stamp, sizeof stamp);
        std::memcpy(cell_, &cell, sizeof cell);
    }
    std::uint8_t attribute() const { return static_cast<std::uint8_t>(word(stamp_)); }
    Time valid_at() const { return {static_cast<std::int64_t>(word(stamp_)) >> 8}; }
    Position position() const { return position_; }
    std::uint64_t cell() const { return word(cell_); }

private:
    static std::uint64_t word(const std::uint32_t (&halves)[2]) {
        std::uint64_t value;
        std::memcpy(&value, halves, sizeof value);
        return value;
    }
    std::uint32_t position_, stamp_[2], cell_[2];
};
static_assert(sizeof(Change) == 20 && std::is_trivially_copyable_v<Change>);

inline constexpr Position table_position_max = 0xFFFF'FFFF;
inline constexpr std::int64_t table_valid_us_max = (std::int64_t{1} << 55) - 1;

// In the order of valid time; equal instants keep the order of the log.
inline bool before(const Change& a, const Change& b) {
    return a.valid_at() != b.valid_at() ? a.valid_at() < b.valid_at() : a.position() < b.position();
}

}  // namespace foxtrail
