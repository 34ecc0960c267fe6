// Rows and cases as commands, each with the command key that makes a second import of the same line a repeat of the first.
//
//   import/<system>/<kind>/<id>/<n>     n counts the commands of one id from 1: a case that grows keeps the keys it had
//
// What has no date has no valid_at: the instant of import must not be part of what the key stands for.
#pragma once

#include "commands/writer/request.hpp"
#include "events/opportunity.hpp"
#include "replay/import/rows.hpp"

namespace foxtrail {

struct ImportCommand {
    std::uint64_t line = 0;  // the line that says it
    Submission submission;
};

// What the opportunities of one file share.
struct ImportScope {
    std::string system;
    ExternalKey stage_model;
};

inline constexpr std::size_t import_reason_bytes_max = 1'000;  // kept attributes beyond are cut off, with "..."

// An id too long for a command key stands there as its XXH3-64.
std::string import_key(std::string_view system, std::string_view kind, std::string_view id, std::size_t n);

// A command about something that is not an opportunity: region, department, employee, customer, product, stage_model.
Submission import_submission(AnyCommand command, std::string key);

inline constexpr std::string_view why_unknown = "not recorded";  // of an outcome that no column gives a reason for
inline constexpr std::string_view imported_otherwise = "was imported before with other content; the first stands and nothing is overwritten";

AnyCommand closing_command(const ExternalKey& opportunity, const ImportedOutcome&);
Stated<Importance> importance_of(const Stated<std::string>&);

// opportunity.create with the first entry, opportunity.record_stage_entry for the others, then the outcome.
std::vector<ImportCommand> commands_of(const ImportedOpportunity&, const ImportScope&);

// The same with an actor each; kept attributes become the reason. An outcome has the case's value.
// Errors: the first event is an outcome, so that nothing says in which stage the case was opened.
std::expected<std::vector<ImportCommand>, LineProblem> commands_of(const ImportedCase&, const ImportScope&);

}  // namespace foxtrail
