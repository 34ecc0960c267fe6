// `foxtrail verify`: holds a data folder against what it promises, beside a server or without one.
#pragma once

#include <CLI/CLI.hpp>

namespace foxtrail {

void add_verify(CLI::App& app);

}  // namespace foxtrail
