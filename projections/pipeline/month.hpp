// Months as keys that sort.
#pragma once

#include "core/time.hpp"

#include <chrono>
#include <cstdint>
#include <string>

namespace foxtrail {

inline std::uint64_t month_key(Date date) {
    const std::chrono::year_month_day day{std::chrono::sys_days{std::chrono::days{date.days}}};
    return static_cast<std::uint64_t>(int{day.year()}) * 12 + unsigned{day.month()} - 1;
}

// "2026-11"
inline std::string month_text(std::uint64_t key) {
    const std::string year = std::to_string(key / 12), month = std::to_string(key % 12 + 1);
    return std::string(4 - std::min<std::size_t>(year.size(), 4), '0') + year + (month.size() < 2 ? "-0" : "-") + month;
}

}  // namespace foxtrail
