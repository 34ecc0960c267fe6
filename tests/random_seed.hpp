// The seeds of tests that make things up: new ones in every run, printed also when the test passes. A run is had again with
//   FOXTRAIL_SEED=12345 build/release/tests/projections_test "[random]"
#pragma once

#include <catch2/catch.hpp>

#include <cstdint>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

namespace foxtrail::test {

inline std::uint64_t random_seed() {
    const char* given = std::getenv("FOXTRAIL_SEED");
    const std::uint64_t seed = given ? std::stoull(given) : std::random_device{}();
    WARN("FOXTRAIL_SEED=" << seed);
    return seed;
}

// For GENERATE(from_range(random_seeds(4))); only one when it is given.
inline std::vector<std::uint64_t> random_seeds(std::size_t count) {
    std::vector<std::uint64_t> seeds(std::getenv("FOXTRAIL_SEED") ? 1 : count);
    for (auto& seed : seeds) seed = random_seed();
    return seeds;
}

}  // namespace foxtrail::test
