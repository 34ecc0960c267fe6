// Durations of which some are still running, and the quantile of all of them.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

namespace foxtrail {

class SurvivalSample {
public:
    void ended(std::int64_t us) { spells_.push_back({us, true}); }
    void running(std::int64_t us) { spells_.push_back({us, false}); }
    std::size_t size() const { return spells_.size(); }

    // The smallest duration by which at least `percent` of all have ended, by the product-limit estimate of Kaplan and
    // Meier (JASA 53, 1958): each end multiplies the share that goes on by (at risk - 1) / at risk. Nothing when the
    // sample does not reach so far.
    std::optional<std::int64_t> percentile_us(unsigned percent) const {
        auto sorted = spells_;
        std::ranges::sort(sorted, [](const Spell& a, const Spell& b) { return a.us != b.us ? a.us < b.us : a.ended > b.ended; });
        double going_on = 1;
        std::size_t at_risk = sorted.size();
        for (const auto& [us, ended] : sorted) {
            if (ended) going_on *= static_cast<double>(at_risk - 1) / static_cast<double>(at_risk);
            if (ended && going_on <= 1 - percent / 100.0 + 1e-12) return us;
            --at_risk;
        }
        return std::nullopt;
    }

private:
    struct Spell {
        std::int64_t us;
        bool ended;
    };
    std::vector<Spell> spells_;
};

}  // namespace foxtrail
