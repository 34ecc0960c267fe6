// A command as it arrives: its data, and who asks, why, when it was true, on what conditions.
#pragma once

#include "commands/decider/command.hpp"

namespace foxtrail {

// "I saw the entity at this version": refused as stale when an event has linked to it since.
struct ExpectedVersion {
    std::string entity;  // an id
    Position version = 0;
};
BOOST_DESCRIBE_STRUCT(ExpectedVersion, (), (entity, version))

// "No event of these types linking to all of these entities after this position": a dynamic consistency boundary.
struct NoneSince {
    std::vector<std::string> types;  // wire names without version; empty means any
    std::vector<std::string> entities;
    Position position = 0;
};
BOOST_DESCRIBE_STRUCT(NoneSince, (), (types, entities, position))

// The JSON form of a command, alike for POST /v1/commands/{command} (where `command` may be left out) and NDJSON lines.
struct CommandRequest {
    std::optional<std::string> command;
    std::optional<std::string> key;  // idempotency key, for ever
    std::optional<Ref<EmployeeId>> actor, on_behalf_of;
    std::optional<std::string> reason;
    std::optional<Time> valid_at;  // left out: now. Never in the future
    std::optional<Position> corrects;  // the event this puts right; takes its valid time
    std::optional<Position> causation;
    std::optional<std::string> correlation;
    std::vector<ExpectedVersion> expects;
    std::optional<NoneSince> none_since;
    AnyJson data;
};
BOOST_DESCRIBE_STRUCT(CommandRequest, (), (command, key, actor, on_behalf_of, reason, valid_at, corrects, causation, correlation, expects, none_since, data))

struct Conditions {
    std::vector<std::pair<Entity, Position>> expected_versions;
    std::optional<Position> expected_target_version;  // of the command's own entity: If-Match
    struct {
        std::vector<std::string> types;
        std::vector<Entity> entities;
        Position position = 0;
    } none_since;  // no entities: no such condition
};

// A command ready for the writer.
struct Submission {
    AnyCommand command;
    Envelope envelope;  // first is ignored; recorded_at {} = now (only the simulator sets it); valid_at {} = recorded_at
    std::optional<Ref<EmployeeId>> actor{}, on_behalf_of{};  // as asked for; resolved into the envelope by the writer
    bool has_valid_at = false;
    Conditions conditions{};
    bool dry_run = false;
    bool imported = false;  // recorded elsewhere first, as history: nobody asked for our gates and approvals then. No request says this.
};

// Reads a request; every problem found comes with its pointer. `command` is the name in the URL, or nothing.
std::expected<Submission, Problems> read_submission(const json::value& request, std::optional<std::string_view> command);

inline constexpr std::size_t command_key_bytes_max = 200;
inline constexpr std::size_t correlation_bytes_max = 200;
inline constexpr std::size_t conditions_max = 100;

}  // namespace foxtrail
