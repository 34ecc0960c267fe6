// The simulator's random numbers: xoshiro256** seeded by splitmix64 (Blackman and Vigna), and the few distributions it needs.
//
// The standard library's distributions differ between implementations, so none is used: the same seed gives the same
// numbers on every machine with the same exp() and log().
#pragma once

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <span>

namespace foxtrail {

class Random {
public:
    explicit Random(std::uint64_t seed) {
        for (auto& word : state_) word = splitmix(seed);
    }

    std::uint64_t next() {
        const std::uint64_t result = std::rotl(state_[1] * 5, 7) * 9, shifted = state_[1] << 17;
        state_[2] ^= state_[0];
        state_[3] ^= state_[1];
        state_[1] ^= state_[2];
        state_[0] ^= state_[3];
        state_[2] ^= shifted;
        state_[3] = std::rotl(state_[3], 45);
        return result;
    }

    // A whole number in [0, bound); bound < 2^32. The bias of 2^-32 does not matter here.
    std::uint32_t below(std::uint64_t bound) { return static_cast<std::uint32_t>((next() >> 32) * bound >> 32); }
    std::int64_t between(std::int64_t least, std::int64_t most) {
        return least + static_cast<std::int64_t>(fraction() * static_cast<double>(most - least + 1));
    }
    double fraction() { return static_cast<double>(next() >> 11) * 0x1p-53; }  // [0, 1)
    bool chance(double probability) { return fraction() < probability; }
    double exponential(double mean) { return -mean * std::log(1.0 - fraction()); }

    // The sum of four uniform numbers, scaled to variance 1 (Irwin and Hall): near enough to normal for a dwell time, and exact.
    double normal() {
        constexpr double root_of_three = 1.7320508075688772;
        const std::uint64_t bits = next();
        const auto sum = (bits & 0xFFFF) + (bits >> 16 & 0xFFFF) + (bits >> 32 & 0xFFFF) + (bits >> 48);
        return (static_cast<double>(sum) / 65'535.0 - 2.0) * root_of_three;
    }
    double lognormal(double median, double sigma) { return median * std::exp(sigma * normal()); }

    template <class T, std::size_t size>
    const T& pick(const std::array<T, size>& choices) {
        return choices[below(size)];
    }
    template <class T>
    const T& pick(std::span<T> choices) {
        return choices[below(choices.size())];
    }

    // The index of a weight, chosen with probability weight / sum.
    template <std::size_t size>
    std::size_t weighted(const std::array<std::uint32_t, size>& weights) {
        std::uint32_t sum = 0;
        for (const auto weight : weights) sum += weight;
        std::uint32_t left = below(sum);
        std::size_t index = 0;
        while (left >= weights[index]) left -= weights[index++];
        return index;
    }

private:
    static std::uint64_t splitmix(std::uint64_t& seed) {
        std::uint64_t mixed = seed += 0x9E3779B97F4A7C15ULL;
        mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9ULL;
        mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EBULL;
        return mixed ^ mixed >> 31;
    }
    std::array<std::uint64_t, 4> state_;
};

}  // namespace foxtrail
