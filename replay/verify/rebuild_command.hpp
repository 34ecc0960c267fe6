// `foxtrail rebuild`: makes projections anew from the log and shows what differs from what was kept.
#pragma once

#include <CLI/CLI.hpp>

namespace foxtrail {

void add_rebuild(CLI::App& app);

}  // namespace foxtrail
