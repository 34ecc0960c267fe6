// One entity that stands for several things which are alike, so that another one like them is found by one look-up in the index of what
// rests on what.
#pragma once

#include "commands/writer/resting_items.hpp"

#include <algorithm>
#include <string_view>

namespace foxtrail {

// By what they have in common. It is a hash (FNV-1a, 32 bits): what is found there still has to be compared.
inline Entity likeness(std::string_view in_common) {
    std::uint32_t hash = 2'166'136'261U;
    for (const char c : in_common) hash = (hash ^ static_cast<unsigned char>(c)) * 16'777'619U;
    return {hash_kind, std::max(hash, 1U)};
}

// A number as part of it.
inline void append_number(std::string& in_common, std::uint32_t number) {
    for (unsigned shift = 0; shift < 32; shift += 8) in_common += static_cast<char>(number >> shift);
}

}  // namespace foxtrail
