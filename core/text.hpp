// Lists in words: "a, b, c".
#pragma once

#include <string>
#include <string_view>

namespace foxtrail {

// Adds an item behind those that are there.
inline void append_listed(std::string& list, std::string_view item, std::string_view separator = ", ") {
    if (!list.empty()) list.append(separator);
    list.append(item);
}

}  // namespace foxtrail
