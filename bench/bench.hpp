#pragma once

#include "core/id.hpp"

#include <string>
#include <vector>

namespace foxtrail::bench {

struct Plan {
    Position events = 1'000'000;
    std::string folder = "bench-data";
};

void commands(const Plan&);  // durable commands in process
void history(const Plan&);   // replay, time travel, start, disk and memory of a simulated history
void open_as_server(const std::string& folder);  // prints "seconds to ready, MB of memory"
void replays(const std::string& folder);         // of the history in a data folder, beside RocksDB's iterator
void replay_in_turn(const std::string& folder);  // once: prints the events/s of the iterator, of a replay, and of another one
void command_costs(const Plan&);  // what each command costs the writer, beside the opportunity's
void http(const Plan&);      // over HTTP, in the folders that the two above left

// The numbers that this program prints when it is called with the option and the folder.
std::vector<double> figures_of_another_process(const std::string& option, const std::string& folder);

}  // namespace foxtrail::bench
