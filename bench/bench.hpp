#pragma once

#include "core/id.hpp"

#include <string>

namespace foxtrail::bench {

struct Plan {
    Position events = 1'000'000;
    std::string folder = "bench-data";
};

void commands(const Plan&);  // durable commands in process
void history(const Plan&);   // replay, time travel, start, disk and memory of a simulated history
void open_as_server(const std::string& folder);  // prints "seconds to ready, MB of memory"
void command_costs(const Plan&);  // what each command costs the writer, beside the opportunity's
void http(const Plan&);      // over HTTP, in the folders that the two above left

}  // namespace foxtrail::bench
