// A row that was imported before and now says something else: what has happened to the opportunity since, or why the row contradicts
// what was imported.
//
// Moved on:        a stage that lies behind all before, an outcome where there was none, another value of a fact, customer, product or
//                  owner of an opportunity that was open.
// Contradiction:   another or a missing date of what was imported, something put before it, an outcome or owner taken back, another name,
//                  anything said anew of a closed one.
// Older:           the row said the same in an earlier import, and others have come since.
#pragma once

#include "commands/writer/states.hpp"
#include "core/log/log.hpp"
#include "replay/import/commands.hpp"

namespace foxtrail {

struct LaterState {
    bool is_older = false;
    std::vector<ImportCommand> commands;  // none: the row says what was imported last
};

// `states` is asked for external keys only. Errors: the contradiction.
std::expected<LaterState, LineProblem> later_state(const ImportedOpportunity& row, const ImportScope&, const Log&, States& states);

inline constexpr std::size_t imported_events_max = 10'000;  // read of one opportunity; one with more is not moved on

}  // namespace foxtrail
