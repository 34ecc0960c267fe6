// From the writer's outcome to what the client reads: {verdict, position, count, events} or a problem.
//
// Reads the log for a repeated answer: not to be called on an I/O thread or the writer's.
#pragma once

#include "commands/writer/outcome.hpp"
#include "core/log/log.hpp"
#include "http/server/message.hpp"

namespace foxtrail {

// A commands's outcome as a response. `target` is the entity the command is about: its version after it is the ETag.
Response command_response(const CommandOutcome&, std::optional<Entity> target, const Log&);

// The same as one line of NDJSON, with its number.
void append_command_line(std::string& out, std::size_t line, const CommandOutcome&, const Log&);

bool is_problem(Verdict);
Response outcome_problem(const CommandOutcome&, json::object members = {});

// For a command that found the writer's queue full.
Response turned_away();

json::object command_answer_schema();

}  // namespace foxtrail
