// foxtrail import FILE --map MAP --data DIR [--report FILE.csv] [--progress]
//
// Opens the data folder as its owner; a folder that a server holds is refused. Prints what was read, recorded, already there and
// refused.
// Exit code: 0 all is recorded or already there; 2 the file, the mapping or the folder cannot be used; 3 something was refused.
#pragma once

#include <CLI/CLI.hpp>

namespace foxtrail {

inline constexpr int exit_import_unusable = 2;
inline constexpr int exit_import_refused = 3;

// Adds the subcommand. An exit code other than 0 comes as CLI::RuntimeError, which CLI11_PARSE turns into it.
void add_import(CLI::App& app);

}  // namespace foxtrail
