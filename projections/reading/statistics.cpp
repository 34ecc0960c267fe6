#include "projections/reading/statistics.hpp"

#include "core/money.hpp"

#include <algorithm>
#include <cmath>

namespace foxtrail {

double median_of(std::span<const std::int64_t> ascending) {
    const std::size_t n = ascending.size();
    return (static_cast<double>(ascending[(n - 1) / 2]) + static_cast<double>(ascending[n / 2])) / 2;
}

std::int64_t p90_of(std::span<const std::int64_t> ascending) { return ascending[(ascending.size() * 9 + 9) / 10 - 1]; }

json::object Durations::summary() const {
    json::object summary{{"n", values_.size()}, {"censored_n", censored_}};
    if (values_.empty()) return summary;
    auto sorted = values_;
    std::ranges::sort(sorted);
    WideSum sum = 0;
    for (const auto us : sorted) sum += us;
    const std::size_t n = sorted.size();
    const auto seconds = [](double us) { return us / 1e6; };
    summary["mean_s"] = seconds(static_cast<double>(sum) / static_cast<double>(n));
    summary["median_s"] = seconds(median_of(sorted));
    summary["p90_s"] = seconds(static_cast<double>(p90_of(sorted)));
    summary["min_s"] = seconds(static_cast<double>(sorted.front()));
    summary["max_s"] = seconds(static_cast<double>(sorted.back()));
    return summary;
}

json::object proportion(std::uint64_t k, std::uint64_t n) {
    if (n == 0) return {{"value", nullptr}, {"n", 0}, {"low", 0.0}, {"high", 1.0}};
    constexpr double z = normal_97_5;
    const double count = static_cast<double>(n), p = static_cast<double>(k) / count;
    const double centre = (p + z * z / (2 * count)) / (1 + z * z / count);
    const double half = z / (1 + z * z / count) * std::sqrt(p * (1 - p) / count + z * z / (4 * count * count));
    return {{"value", p}, {"n", n}, {"low", std::max(0.0, centre - half)}, {"high", std::min(1.0, centre + half)}};
}

json::object proportion(std::uint64_t k, std::uint64_t n, std::uint64_t censored) {
    json::object share = proportion(k, n);
    share["censored_n"] = censored;
    return share;
}

}  // namespace foxtrail
