// The answer to a command.
#pragma once

#include "commands/decider/decision.hpp"
#include "core/problem.hpp"

namespace foxtrail {

enum class Verdict : std::uint8_t {
    recorded,    // events are on disk, [position - count + 1, position]
    already_so,  // what was asked for is so already; nothing recorded
    refused,     // by the rules in `broken`; when the attempt itself is worth a record, `count` events say so, as if recorded
    invalid,     // see `problems`: an entity that does not exist, a date that cannot be
    stale,       // a condition does not hold: something happened since `position`
    key_reused,  // the command key belongs to another command
    disk_full,   // nothing can be recorded until space is made
    stopping,    // the writer is stopping; ask again later
    failed,      // deciding it threw: a bug, or damage that was met. Nothing of it is recorded
};
BOOST_DESCRIBE_ENUM(Verdict, recorded, already_so, refused, invalid, stale, key_reused, disk_full, stopping, failed)

struct CommandOutcome {
    Verdict verdict = Verdict::already_so;
    Position position = 0;     // with events: of the last; stale: the entity's version; else the head when it was decided
    std::uint32_t count = 0;   // events recorded, or that would be by a dry run
    bool repeated = false;     // the first answer to this command key, given again
    bool dry_run = false;
    std::vector<BrokenRule> broken{};
    Problems problems{};
    std::vector<AnyEvent> events{};  // empty for a repeated answer: read them at their positions
};

}  // namespace foxtrail
