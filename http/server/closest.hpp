// "Did you mean": the names nearest to one that is not known.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace foxtrail {

inline constexpr std::size_t closest_shown_max = 5;

// At most closest_shown_max of `names`, nearest first by Levenshtein distance. Names that share the part behind the last "." or before
// the first one come before those that share nothing.
std::vector<std::string_view> closest_names(std::string_view unknown, std::span<const std::string_view> names);

// "a, b, c"
std::string joined(std::span<const std::string_view> names);

}  // namespace foxtrail
