// A whole percentage, 0 to 100.
#pragma once

#include <compare>
#include <cstdint>

namespace foxtrail {

struct Percent {
    std::uint8_t value = 0;
    auto operator<=>(const Percent&) const = default;
};

}  // namespace foxtrail
