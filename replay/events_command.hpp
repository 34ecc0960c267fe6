// `foxtrail events`: prints events from a data folder, beside a server or without one.
#pragma once

#include <CLI/CLI.hpp>

namespace foxtrail {

void add_events(CLI::App& app);

}  // namespace foxtrail
