// What each noun hands to the engine: its commands and its decision states, made in its own .cpp.
#pragma once

#include "commands/decider/command.hpp"

namespace foxtrail {

struct NounEntry {
    std::vector<CommandEntry> commands;
    std::vector<StateEntry> states;
};

std::span<const StateEntry> state_entries();  // of every noun

}  // namespace foxtrail
