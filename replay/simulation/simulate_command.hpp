// `foxtrail simulate`: fills an empty data folder with the history of a simulated sales organisation.
#pragma once

#include <CLI/CLI.hpp>

namespace foxtrail {

void add_simulate(CLI::App& app);

}  // namespace foxtrail
