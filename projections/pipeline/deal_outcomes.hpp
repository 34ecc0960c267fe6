// Deals by what became of them, with the win rate. Open ones are censored, not lost.
#pragma once

#include "projections/reading/statistics.hpp"
#include "projections/tables/deals.hpp"

namespace foxtrail {

class DealOutcomes {
public:
    static constexpr std::string_view definition =
        "win_rate: won of won and lost; win_rate_broad: won of won, lost and derailed; both with Wilson's interval at 95 %, censored_n: "
        "deals still open";

    void add(Outcome outcome) { ++counts_[static_cast<std::size_t>(outcome)]; }
    // These without some of them.
    DealOutcomes without(const DealOutcomes& some) const {
        DealOutcomes rest = *this;
        for (std::size_t i = 0; i < counts_.size(); ++i) rest.counts_[i] -= some.counts_[i];
        return rest;
    }
    json::object printed() const {
        json::object printed;
        std::uint64_t n = 0;
        for (const auto outcome : {Outcome::open, Outcome::won, Outcome::lost, Outcome::derailed}) {
            printed[enum_name(outcome)] = count(outcome);
            n += count(outcome);
        }
        printed["n"] = n;
        const std::uint64_t won = count(Outcome::won), decided = won + count(Outcome::lost);
        printed["win_rate"] = proportion(won, decided, count(Outcome::open));
        printed["win_rate_broad"] = proportion(won, decided + count(Outcome::derailed), count(Outcome::open));
        return printed;
    }

private:
    std::uint64_t count(Outcome outcome) const { return counts_[static_cast<std::size_t>(outcome)]; }

    std::array<std::uint64_t, 4> counts_{};
};

}  // namespace foxtrail
