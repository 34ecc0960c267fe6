// Plays a simulation into a log through its writer, as a deep queue of ordinary commands.
#pragma once

#include "commands/writer/writer.hpp"
#include "replay/simulation/simulation.hpp"

namespace foxtrail {

// What a simulation said was not recorded: the simulation, or a rule, is wrong.
struct SimulationRefused : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct SimulationProgress {
    Position events = 0;
    double events_per_second = 0;
};

// Told of each attempt that recorded nothing, by the thread of the writer.
using UnrecordedAttempt = std::function<void(std::string_view command, const CommandOutcome&)>;

inline constexpr std::size_t simulated_in_flight_max = 4'096;

// Returns the position of the last event, when all is on disk. `progress` is called at most five times a second.
// The log must be empty, and have no other writer. The keys of simulated people are made of its seed, so that the same seed seals to
// the same bytes.
// Errors: SimulationRefused, with the number of refusals and the first of them.
Position play_simulation(Simulation&, Log&, const std::function<void(const SimulationProgress&)>& progress = {}, const UnrecordedAttempt& unrecorded = {});

}  // namespace foxtrail
