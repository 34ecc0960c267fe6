// Random commands on a few deals: many refused, some backdated, some that put a former one right, ties in time.
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
            scenario_.actor = upto(3) == 0 ? std::nullopt : std::optional<Ref<EmployeeId>>(employee());
            if (upto(6) == 0 && !past_.empty()) correct(upto(past_.size()));
            else state();
        }
    }

    Instant instant() {
        Instant instant;
        if (upto(3) != 0) instant.as_of = upto(scenario_.log->head() + 1);
        if (upto(3) != 0) instant.valid_at = {begin_.us + static_cast<std::int64_t>(upto(static_cast<std::uint64_t>(scenario_.now.us - begin_.us)))};
        return instant;
    }
    std::uint64_t corrections() const { return corrections_; }

private:
    struct Past {
        std::uint64_t kind;
        OpportunityId deal;
        Position position;
    };

    std::uint64_t upto(std::uint64_t bound) { return random_() % bound; }
    EmployeeId employee() { return {static_cast<std::uint32_t>(1 + upto(2))}; }
    Money money() { return {static_cast<std::int64_t>(upto(900'000)), Currency::of(upto(3) == 0 ? "EUR" : "CNY")}; }

    std::optional<Time> valid_at() {
        if (upto(4) != 0) return std::nullopt;
        return Time{scenario_.now.us - static_cast<std::int64_t>(upto(72)) * 3'600 * us_per_second};
    }

    void state() {
        const Past now{upto(18), {static_cast<std::uint32_t>(1 + upto(deals_ + 1))}, 0};
        const auto outcome = scenario_.run(command(now.kind, now.deal), "r", valid_at());
        if (outcome.verdict != Verdict::recorded) return;
        if (outcome.events[0].as<OpportunityCreated>()) ++deals_;
        else past_.push_back({now.kind, now.deal, outcome.position - outcome.count + 1});
    }

    // An event by another of its type, once; the correction may be put right in its turn.
    void correct(std::size_t index) {
        Past& past = past_[index];
        const auto outcome = scenario_.run(command(past.kind, past.deal), "r", {}, past.position);
        if (outcome.verdict != Verdict::recorded) return;
        ++corrections_;
        past.position = outcome.position - outcome.count + 1;
    }

    AnyCommand command(std::uint64_t kind, OpportunityId deal) {
        static constexpr const char* stages[] = {"Contact", "Offer", "Trial", "Contract"};
        const std::string stage = stages[upto(4)];
        switch (kind) {
            case 0: return new_deal(stage);
            case 1: return AdvanceStage{deal, stage};
            case 2: return RegressStage{deal, stage};
            case 3:
            case 4: return RecordStageEntry{deal, stage};
            case 5: return SkipStages{deal, stage, employee()};
            case 6: return Win{deal, money()};
            case 7: return Lose{deal, "price", {}};
            case 8: return Derail{deal, "no budget"};
            case 9:
            case 10: return Reopen{deal};
            case 11:
            case 12: return Assign{deal, employee()};
            case 13: return MoveExpectedClose{deal, Date{static_cast<std::int32_t>(20'000 + upto(300))}};
            case 14: return AssessProbability{deal, Percent{static_cast<std::uint8_t>(upto(101))}};
            case 15: return EstimateValue{deal, {}};
            default: return EstimateValue{deal, money()};
        }
    }
    CreateOpportunity new_deal(const std::string& stage) {
        auto create = Scenario::new_deal();
        if (upto(2) == 0) create.stage = stage;
        if (upto(3) == 0) create.owner.reset();
        if (upto(3) == 0) create.value = {};
        return create;
    }

    Scenario& scenario_;
    std::mt19937_64 random_;
    Time begin_;
    std::uint64_t deals_ = 0, corrections_ = 0;
    std::vector<Past> past_;
};

}  // namespace foxtrail
