// Random commands on a few deals: many refused, some backdated, some corrections, ties in time.
#pragma once

#include "projections/temporal/instant.hpp"
#include "tests/commands/scenario.hpp"

#include <random>

namespace foxtrail {

class RandomHistory {
public:
    RandomHistory(Scenario& scenario, std::uint64_t seed) : scenario_(scenario), random_(seed) {
        scenario_.company();
        begin_ = scenario_.now;
    }

    void run(int commands) {
        for (int i = 0; i < commands; ++i) {
            scenario_.now.us += static_cast<std::int64_t>(upto(3)) * 3'600 * us_per_second;
            step();
        }
    }

    Instant instant() {
        Instant instant;
        if (upto(3) != 0) instant.as_of = upto(scenario_.log->head() + 1);
        if (upto(3) != 0) instant.valid_at = {begin_.us + static_cast<std::int64_t>(upto(static_cast<std::uint64_t>(scenario_.now.us - begin_.us)))};
        return instant;
    }

private:
    std::uint64_t upto(std::uint64_t bound) { return random_() % bound; }

    std::optional<Time> valid_at() {
        if (upto(4) != 0) return std::nullopt;
        return Time{scenario_.now.us - static_cast<std::int64_t>(upto(72)) * 3'600 * us_per_second};
    }

    void step() {
        static constexpr const char* stages[] = {"Contact", "Offer", "Trial", "Contract"};
        const OpportunityId deal{static_cast<std::uint32_t>(1 + upto(deals_ + 1))};
        const Money money = cny(std::to_string(upto(9'000)) + ".50");
        const auto at = valid_at();
        CommandOutcome outcome;
        switch (upto(12)) {
            case 0: outcome = scenario_.run(Scenario::new_deal(), "r", at); break;
            case 1: outcome = scenario_.run(AdvanceStage{deal, stages[upto(4)]}, "r", at); break;
            case 2: outcome = scenario_.run(RegressStage{deal, stages[upto(4)]}, "r", at); break;
            case 3: outcome = scenario_.run(RecordStageEntry{deal, stages[upto(4)]}, "r", at); break;
            case 4: outcome = scenario_.run(Win{deal, money}, "r", at); break;
            case 5: outcome = scenario_.run(Lose{deal, "price", {}}, "r", at); break;
            case 6: outcome = scenario_.run(Reopen{deal}, "r", at); break;
            case 7: outcome = scenario_.run(Assign{deal, EmployeeId{static_cast<std::uint32_t>(1 + upto(2))}}, "r", at); break;
            case 8: outcome = scenario_.run(MoveExpectedClose{deal, Date{static_cast<std::int32_t>(20'000 + upto(300))}}, "r", at); break;
            case 9: outcome = last_value_ ? scenario_.run(EstimateValue{last_valued_, money}, "r", {}, last_value_) : outcome; break;
            default: outcome = scenario_.run(EstimateValue{deal, money}, "r", at); break;
        }
        if (outcome.verdict != Verdict::recorded) return;
        if (outcome.events[0].as<OpportunityCreated>()) ++deals_;
        if (const auto* valued = outcome.events[0].as<OpportunityValueEstimated>()) last_value_ = outcome.position, last_valued_ = valued->opportunity;
    }

    Scenario& scenario_;
    std::mt19937_64 random_;
    Time begin_;
    std::uint64_t deals_ = 0;
    Position last_value_ = 0;
    OpportunityId last_valued_;
};

}  // namespace foxtrail
