#include "http/server/closest.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace foxtrail {

static std::size_t distance(std::string_view from, std::string_view to) {
    std::vector<std::size_t> row(to.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < from.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i + 1);
        for (std::size_t j = 0; j < to.size(); ++j) {
            const std::size_t replaced = diagonal + (from[i] != to[j]);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, diagonal + 1, row[j] + 1});
        }
    }
    return row.back();
}

// A shared half counts for more than letters: "deal.win" is nearer to "opportunity.win" than to "region.define".
static std::size_t strangeness(std::string_view unknown, std::string_view name) {
    const auto noun = [](std::string_view text) { return text.substr(0, text.find('.')); };
    const auto verb = [](std::string_view text) { return text.substr(std::min(text.find('.'), text.size())); };
    const bool shares_half = noun(unknown) == noun(name) || (!verb(unknown).empty() && verb(unknown) == verb(name));
    const bool is_beginning = !unknown.empty() && (name.starts_with(unknown) || unknown.starts_with(name));
    return distance(unknown, name) / (is_beginning ? 4 : shares_half ? 2 : 1);
}

std::vector<std::string_view> closest_names(std::string_view unknown, std::span<const std::string_view> names) {
    constexpr std::size_t compared_bytes_max = 64;  // the cost grows with the square of it
    unknown = unknown.substr(0, compared_bytes_max);
    std::vector<std::pair<std::size_t, std::string_view>> ranked;
    for (const auto name : names) ranked.emplace_back(strangeness(unknown, name), name);
    std::ranges::sort(ranked);
    if (ranked.size() > closest_shown_max) ranked.resize(closest_shown_max);
    std::vector<std::string_view> closest;
    for (const auto& [far, name] : ranked) closest.push_back(name);
    return closest;
}

std::string joined(std::span<const std::string_view> names) {
    return listed(names);
}

}  // namespace foxtrail
