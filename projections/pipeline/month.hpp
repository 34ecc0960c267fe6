// Months as keys that sort.
#pragma once

#include "core/time.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>

namespace foxtrail {

// Of the UTC day.
inline std::uint64_t month_key(Time at) {
    const std::string day = to_text(date_of(at));
    return std::strtoull(day.c_str(), nullptr, 10) * 12 + std::strtoull(day.c_str() + 5, nullptr, 10) - 1;
}

// "2026-11"
inline std::string month_text(std::uint64_t key) {
    const std::string year = std::to_string(key / 12), month = std::to_string(key % 12 + 1);
    return std::string(4 - std::min<std::size_t>(year.size(), 4), '0') + year + (month.size() < 2 ? "-0" : "-") + month;
}

}  // namespace foxtrail
