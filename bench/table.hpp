// The table the bench prints: each figure, the limit measured beside it in the same run, what is to be reached, and by how
// much it is missed.
#pragma once

#include <chrono>
#include <cstdio>
#include <string>

namespace foxtrail::bench {

inline double seconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

inline void print_heading() { std::printf("%-58s %14s %14s %8s  %s\n", "figure", "measured", "limit", "ratio", "target"); }

// `missed_by` 0 or less: reached. Without a target it is for comparison.
inline void print_row(const std::string& figure, double measured, double limit, const std::string& target, double missed_by_percent) {
    std::printf("%-58s %14.1f ", figure.c_str(), measured);
    if (limit > 0) std::printf("%14.1f %8.2f  ", limit, measured / limit);
    else std::printf("%14s %8s  ", "-", "-");
    if (target.empty()) std::printf("\n");
    else if (missed_by_percent > 0) std::printf("%s: missed by %.0f %%\n", target.c_str(), missed_by_percent);
    else std::printf("%s: reached\n", target.c_str());
    std::fflush(stdout);
}
// At least / at most `target`.
inline double below(double measured, double target) { return (target - measured) / target * 100; }
inline double above(double measured, double target) { return (measured - target) / target * 100; }

}  // namespace foxtrail::bench
