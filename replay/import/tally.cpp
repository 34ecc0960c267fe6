#include "replay/import/tally.hpp"

#include "replay/import/commands.hpp"

namespace foxtrail {

ImportedAs imported_as(const CommandOutcome& outcome) {
    switch (outcome.verdict) {
        case Verdict::recorded:
            return outcome.repeated ? ImportedAs::already_there : ImportedAs::recorded;
        case Verdict::already_so:
            return ImportedAs::already_there;
        case Verdict::key_reused:
            return ImportedAs::changed;
        case Verdict::disk_full:
            throw ImportStopped("the disk is too full to record anything: make space and run the import again");
        case Verdict::stopping:
            throw ImportStopped("the writer is stopping: run the import again");
        case Verdict::refused:
        case Verdict::invalid:
        case Verdict::stale:
        case Verdict::failed:
            break;
    }
    return ImportedAs::refused;
}

std::string reason_of(const CommandOutcome& outcome) {
    if (outcome.verdict == Verdict::key_reused)
        return std::string(imported_otherwise);
    if (outcome.verdict == Verdict::failed) return "deciding it failed inside the program; nothing of it is recorded";
    std::string text;
    for (const auto& broken : outcome.broken) text.append(text.empty() ? "" : " ").append(broken.text);
    for (const auto& problem : outcome.problems) {
        text.append(text.empty() ? "" : "; ");
        if (!problem.pointer.empty()) text.append(problem.pointer.substr(1)).append(": ");
        text.append(problem.detail);
    }
    return text;
}

void ImportTally::count_command(ImportedAs as, const CommandOutcome& outcome) {
    if (as == ImportedAs::recorded) {
        ++summary_.commands_recorded;
        summary_.events_recorded += outcome.count;
    } else {
        ++(as == ImportedAs::already_there ? summary_.commands_already_there : summary_.commands_refused);
    }
}

void ImportTally::note_older(std::uint64_t line, std::string_view id) {
    ++summary_.older_rows;
    report_(line, id, "is older than what was imported of it; nothing is added");
}

void ImportTally::refuse_line(std::uint64_t line, std::string_view id, std::string_view reason) {
    ++summary_.refused_lines;
    report_(line, id, reason);
}

}  // namespace foxtrail
