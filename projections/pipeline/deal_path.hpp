// The path of a deal through its stages, read off its changes in the order of valid time.
#pragma once

#include "projections/tables/deals.hpp"

namespace foxtrail {

// A place on the path: a stage number, or how it ended.
struct Place {
    static Place stage(std::uint16_t number) { return {number}; }
    static Place end(Outcome outcome) { return {static_cast<std::uint16_t>(0xFF00 | static_cast<std::uint16_t>(outcome))}; }
    bool is_end() const { return code >= 0xFF00; }
    Outcome outcome() const { return static_cast<Outcome>(code & 0xFF); }
    std::uint16_t code = 0;
    auto operator<=>(const Place&) const = default;
};

struct PathStep {
    Place place;
    Time at;
    EmployeeId actor;
    Deal deal;  // as it was when it came there
    bool reopened = false;
};

// Every stage entry and outcome of a deal, in order; never empty. Changes of one event count as one step.
inline void path_of(const Deal& birth, Time born, std::span<const Change> changes, std::vector<PathStep>& path) {
    constexpr auto stage = Table<Deal>::attribute_of<&Deal::stage>();
    constexpr auto outcome = Table<Deal>::attribute_of<&Deal::outcome>();
    path.clear();
    path.push_back({Place::stage(birth.stage.value.stage), born, birth.stage.value.actor, birth});
    Deal deal = birth;
    bool founding = true;  // what the creating commit added (its owner) belongs to the first step
    for (std::size_t i = 0; i < changes.size();) {
        bool entered = false, closed = false;
        const Position position = changes[i].position();
        const Time at = changes[i].valid_at();
        const Outcome before = deal.outcome.value;
        for (; i < changes.size() && changes[i].position() == position; ++i) {
            Table<Deal>::apply(deal, changes[i]);
            entered |= changes[i].attribute() == stage;
            closed |= changes[i].attribute() == outcome;
        }
        founding = founding && at == born && !entered && !closed;
        if (founding) path.front().deal = deal;
        if (entered) path.push_back({Place::stage(deal.stage.value.stage), at, deal.stage.value.actor, deal});
        if (!closed || before == deal.outcome.value) continue;
        if (deal.outcome.value == Outcome::open) path.push_back({Place::stage(deal.stage.value.stage), at, {}, deal, true});
        else path.push_back({Place::end(deal.outcome.value), at, {}, deal});
    }
}

}  // namespace foxtrail
