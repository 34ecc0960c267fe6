// Counts what became of an import's commands and rows, and says of each refused line why.
// Errors: what `refused` throws; ImportStopped when the writer records nothing more.
// Threads: one.
#pragma once

#include "commands/writer/outcome.hpp"
#include "replay/import/report.hpp"

#include <functional>

namespace foxtrail {

// Takes a refused line. It may throw to end the import.
using ReportRefused = std::function<void(std::uint64_t line, std::string_view id, std::string_view reason)>;

// The disk is too full, or the writer is stopping: nothing more can be recorded now.
struct ImportStopped : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// already_there: from a run before, or so already.  changed: this line was imported before with other content.
enum class ImportedAs : std::uint8_t { recorded, already_there, changed, refused };

ImportedAs imported_as(const CommandOutcome&);
std::string reason_of(const CommandOutcome&);  // of one that is changed or refused

class ImportTally {
public:
    explicit ImportTally(ReportRefused report) : report_(std::move(report)) {}

    void count_command(ImportedAs, const CommandOutcome&);
    void refuse_line(std::uint64_t line, std::string_view id, std::string_view reason);
    // Of a row that is already there: a later state of it was imported before.
    void note_older(std::uint64_t line, std::string_view id);
    ImportSummary& summary() { return summary_; }

private:
    ReportRefused report_;
    ImportSummary summary_;
};

}  // namespace foxtrail
