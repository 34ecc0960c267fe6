// Summaries of samples and proportions: always with n, with how many are censored, and with an interval.
#pragma once

#include "core/json.hpp"

#include <span>

namespace foxtrail {

// A sample of durations in microseconds, with how many are still running.
class Durations {
public:
    void add(std::int64_t us) { values_.push_back(us); }
    void add_censored() { ++censored_; }
    std::size_t size() const { return values_.size(); }
    // {n, censored_n, mean_s, median_s, p90_s, min_s, max_s}. The mean is an exact sum divided once.
    json::object summary() const;

private:
    std::vector<std::int64_t> values_;
    std::uint64_t censored_ = 0;
};

// A share k of n: {value, n, low, high}; value is null when n is 0. The interval is Wilson's score interval at 95 %
// (E. B. Wilson, JASA 22, 1927).
json::object proportion(std::uint64_t k, std::uint64_t n);
// The same with {censored_n}: how many may yet count among them.
json::object proportion(std::uint64_t k, std::uint64_t n, std::uint64_t censored);

inline constexpr double normal_97_5 = 1.959963984540054;  // the 97.5 % quantile of the normal distribution

// Of values in ascending order, one at least. The median of an even number is the mean of the two in the middle; p90 is the
// nearest rank, the ceil(0.9 n)-th smallest.
double median_of(std::span<const std::int64_t> ascending);
std::int64_t p90_of(std::span<const std::int64_t> ascending);

}  // namespace foxtrail
