// What people in a simulation do about what the rules tell them and others ask of them: they read the log, and answer hours
// or days later, late, or never. Ids and people come from the events, so that nothing has to be foreseen.
//
// Time: microseconds of working time, as the simulation counts them.
#pragma once

#include "core/log/log.hpp"
#include "replay/simulation_company.hpp"

#include <queue>

namespace foxtrail {

class SimulatedReactions {
public:
    using WorkTime = std::int64_t;

    SimulatedReactions(Random& random, SimulationLedger& ledger, SimulatedCompany& company) : random_(random), ledger_(ledger), company_(company) {}

    void observe(const RecordedEvent&, WorkTime now);
    // The next one falls due; nothing when nobody has anything to answer.
    std::optional<WorkTime> next_due() const { return waiting_.empty() ? std::nullopt : std::optional(waiting_.top().due); }
    void act(Time at);

    // What an event makes somebody do: one overload an event, in the .cpp.
    struct Observed {
        const Envelope& envelope;
        WorkTime now;
        EmployeeId actor() const { return {envelope.actor.number}; }  // {} for the system
    };
    template <class Event>
    void react(const Event&, const Observed&);

private:
    struct Reaction {
        WorkTime due;
        std::uint64_t order;  // of those due at one instant, as they were thought of
        AnyCommand command;
        Saying saying;
        bool operator>(const Reaction& other) const { return due != other.due ? due > other.due : order > other.order; }
    };
    void later(const Observed&, double median_hours, AnyCommand command, EmployeeId by, std::string reason = {});

    Random& random_;
    SimulationLedger& ledger_;
    SimulatedCompany& company_;
    std::priority_queue<Reaction, std::vector<Reaction>, std::greater<>> waiting_;
    std::uint64_t reactions_ = 0;
};

}  // namespace foxtrail
