#include "http/command_desk.hpp"

#include <spdlog/spdlog.h>

namespace foxtrail {

void CommandDesk::take(Submission submission, Respond respond) {
    if (!in_flight_.try_enter()) return respond(turned_away());
    const AnyCommand command = submission.command;  // the writer resolves it in place: its target is known when it has been decided
    const bool taken = engine_.writer().submit(std::move(submission), [this, command, respond](CommandOutcome outcome) {
        in_flight_.leave();
        metrics_.count_command(outcome.verdict);
        answer([this, command, respond, decided = std::move(outcome)] {
            try {
                respond(command_response(decided, command.entry().target(command.get()), log()));
            } catch (const std::exception& error) {
                spdlog::error("the answer to {} cannot be made: {}", command.entry().type.name, error.what());
                respond(problem(500, "Internal error", "the command was decided, but its answer cannot be read; ask again with the same key"));
            }
        });
    });
    if (taken) return;
    in_flight_.leave();
    respond(turned_away());
}

}  // namespace foxtrail
