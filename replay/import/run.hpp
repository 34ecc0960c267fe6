// Executes what a file says: the stage model, what rows refer to, then the rows in file order, each with its commands in order.
//
// Idempotent: every command has a key (commands.hpp), so a second run adds nothing and a killed one goes on.
// A row that was imported in part, since it has grown or since a run ended in it, is compared before anything is added: when a
//             part of it has other content now, the case is refused; a row of a table may have moved on (later_state.hpp).
// Order:      by row. The events of one opportunity are recorded in their order; the log of a run does not depend on timing.
// Memory:     one row, ImportQueue::in_flight_max commands, the names of what rows refer to; an event log besides (EventLog).
// Errors:     a text for the person: the file or the mapping cannot be used, nothing more can be recorded. What `refused` throws.
// Threads:    one; the writer has its own.
#pragma once

#include "commands/writer/writer.hpp"
#include "replay/import/mapping.hpp"
#include "replay/import/tally.hpp"

namespace foxtrail {

struct ImportOptions {
    ReportRefused refused = [](auto...) {};
    // Called now and then: bytes or cases done and in all, rows so far.
    std::function<void(std::uint64_t done, std::uint64_t total, std::uint64_t rows)> progress = [](auto...) {};
    std::function<bool()> go_on = [] { return true; };  // asked before each row's command; false ends the run after what is in flight
};

// `log` is the one that `writer` writes.
std::expected<ImportSummary, std::string> import_file(Log& log, Writer& writer, const std::string& path, const Mapping&,
                                                      const ImportOptions& options = {});

}  // namespace foxtrail
