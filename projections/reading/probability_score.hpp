// How good stated probabilities were, held against what happened.
#pragma once

#include "core/percent.hpp"
#include "projections/reading/statistics.hpp"

#include <array>
#include <cmath>

namespace foxtrail {

// The Brier score, the mean of (p - o)^2 with o 1 for what happened and 0 else (G. W. Brier, Monthly Weather Review 78, 1950), and
// its parts by distinct p: reliability - resolution + uncertainty (A. H. Murphy, Journal of Applied Meteorology 12, 1973).
class BrierScore {
public:
    static constexpr std::string_view definition =
        "brier: mean of (p - o)^2, 0 is best, with the mean's interval at 95 % by the normal distribution (null while n is less than 2); "
        "reliability - resolution + uncertainty by distinct p. bands: tens of p (the last has 90 to 100) with the mean p and the share "
        "that "
        "happened; calibration_error: the mean distance of the two by n";

    void add(Percent p, bool happened) {
        Count& count = counts_[std::min<std::size_t>(p.value, 100)];
        ++count.n, count.happened += happened;
    }
    std::uint64_t n() const {
        return sum([](std::size_t, const Count& c) { return static_cast<double>(c.n); }).count;
    }

    json::object score() const {
        const auto [squares, n] = sum([](std::size_t p, const Count& c) { return total_of(p, c, 2); });
        if (n == 0) return {{"value", nullptr}, {"n", 0}, {"low", nullptr}, {"high", nullptr}};
        const double count = static_cast<double>(n), mean = squares / count;
        const double fourths = sum([](std::size_t p, const Count& c) { return total_of(p, c, 4); }).total;
        const double half = n < 2 ? 0 : normal_97_5 * std::sqrt(std::max(0.0, fourths / count - mean * mean) / (count - 1));
        json::object printed{{"value", mean}, {"n", n}};
        printed["low"] = n < 2 ? json::value(nullptr) : json::value(std::max(0.0, mean - half));
        printed["high"] = n < 2 ? json::value(nullptr) : json::value(std::min(1.0, mean + half));
        return printed;
    }

    json::object printed() const {
        json::object printed{{"brier", score()}};
        const std::uint64_t n = this->n();
        double happened = 0, reliability = 0, resolution = 0;
        for (const Count& c : counts_) happened += static_cast<double>(c.happened);
        const double base = n == 0 ? 0 : happened / static_cast<double>(n);
        for (std::size_t p = 0; p <= 100; ++p) {
            if (counts_[p].n == 0) continue;
            const double share = counts_[p].share(), weight = static_cast<double>(counts_[p].n) / static_cast<double>(n);
            reliability += weight * (probability(p) - share) * (probability(p) - share);
            resolution += weight * (share - base) * (share - base);
        }
        const auto part = [&](double value) { return n == 0 ? json::value(nullptr) : json::value(value); };
        printed["reliability"] = part(reliability), printed["resolution"] = part(resolution);
        printed["uncertainty"] = part(base * (1 - base));
        add_bands(printed);
        return printed;
    }

private:
    struct Count {
        std::uint64_t n = 0, happened = 0;
        double share() const { return static_cast<double>(happened) / static_cast<double>(n); }
    };
    struct Sum {
        double total;
        std::uint64_t count;
    };

    static double probability(std::size_t p) { return static_cast<double>(p) / 100; }
    // The sum of the errors' powers.
    static double total_of(std::size_t p, const Count& c, int power) {
        return static_cast<double>(c.happened) * std::pow(1 - probability(p), power) +
               static_cast<double>(c.n - c.happened) * std::pow(probability(p), power);
    }
    template <class Of>
    Sum sum(Of&& of) const {
        Sum sum{0, 0};
        for (std::size_t p = 0; p <= 100; ++p) sum.total += of(p, counts_[p]), sum.count += counts_[p].n;
        return sum;
    }
    void add_bands(json::object& printed) const {
        json::array bands;
        double error = 0;
        for (std::size_t band = 0; band < 10; ++band) {
            std::uint64_t n = 0, happened = 0, stated = 0;
            for (std::size_t p = band * 10; p <= (band == 9 ? 100 : band * 10 + 9); ++p)
                n += counts_[p].n, happened += counts_[p].happened, stated += counts_[p].n * p;
            if (n == 0) continue;
            const double mean = static_cast<double>(stated) / static_cast<double>(n) / 100;
            error += std::abs(static_cast<double>(stated) / 100 - static_cast<double>(happened));
            bands.push_back({{"from", band * 10},
                             {"to", band == 9 ? 100 : band * 10 + 9},
                             {"mean_stated", mean},
                             {"happened", proportion(happened, n)}});
        }
        const std::uint64_t all = n();
        printed["calibration_error"] = all == 0 ? json::value(nullptr) : json::value(error / static_cast<double>(all));
        printed["bands"] = std::move(bands);
    }

    std::array<Count, 101> counts_{};
};

}  // namespace foxtrail
