// Lists in words: "a, b, c".
#pragma once

#include <ranges>
#include <string>
#include <string_view>

namespace foxtrail {

// Adds an item behind those that are there.
inline void append_listed(std::string& list, std::string_view item, std::string_view separator = ", ") {
    if (!list.empty()) list.append(separator);
    list.append(item);
}

// All of them.
template <std::ranges::input_range Texts>
std::string listed(Texts&& texts, std::string_view separator = ", ") {
    std::string list;
    for (const auto& text : texts) append_listed(list, text, separator);
    return list;
}

}  // namespace foxtrail
