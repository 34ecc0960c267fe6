// Summaries of samples of whole numbers (days, minutes), as statistics.hpp has them of durations.
#pragma once

#include "projections/reading/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace foxtrail {

class NumberSample {
public:
    void add(std::int64_t value) { values_.push_back(value); }
    void add_censored() { ++censored_; }
    std::size_t size() const { return values_.size(); }

    // {n, censored_n, mean, low, high, median, p90, min, max}. low and high are the mean's interval at 95 % by the normal
    // distribution, null while n is less than 2; median and p90 as of durations.
    json::object summary() const {
        json::object summary{{"n", values_.size()}, {"censored_n", censored_}};
        if (values_.empty()) return summary;
        auto sorted = values_;
        std::ranges::sort(sorted);
        const std::size_t n = sorted.size();
        const double mean = mean_of(sorted), half = half_of(sorted, mean);
        summary["mean"] = mean;
        summary["low"] = n < 2 ? json::value(nullptr) : json::value(mean - half);
        summary["high"] = n < 2 ? json::value(nullptr) : json::value(mean + half);
        summary["median"] = median_of(sorted), summary["p90"] = p90_of(sorted);
        summary["min"] = sorted.front(), summary["max"] = sorted.back();
        return summary;
    }

private:
    static double mean_of(const std::vector<std::int64_t>& values) {
        std::int64_t sum = 0;
        for (const auto value : values) sum += value;
        return static_cast<double>(sum) / static_cast<double>(values.size());
    }
    static double half_of(const std::vector<std::int64_t>& values, double mean) {
        if (values.size() < 2) return 0;
        const double n = static_cast<double>(values.size());
        double squares = 0;
        for (const auto value : values) squares += (static_cast<double>(value) - mean) * (static_cast<double>(value) - mean);
        return normal_97_5 * std::sqrt(squares / (n - 1) / n);
    }

    std::vector<std::int64_t> values_;
    std::uint64_t censored_ = 0;
};

}  // namespace foxtrail
