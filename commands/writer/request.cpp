#include "commands/writer/request.hpp"

#include <algorithm>

namespace foxtrail {
namespace {

// One that could not be read is there too, empty, with its problem.
void require_short(const std::optional<std::string>& text, std::size_t bytes_max, std::string_view at, Problems& problems) {
    const bool is_wrong = std::ranges::find(problems, at, &Problem::pointer) != problems.end();
    if (!is_wrong && text && (text->empty() || text->size() > bytes_max))
        problems.push_back({std::string(at), "expected 1 to " + std::to_string(bytes_max) + " bytes"});
}

Entity read_entity(const std::string& text, const std::string& at, Problems& problems) {
    const auto entity = parse_entity(text);
    if (!entity) problems.push_back({at, "expected an id like \"opp-7\""});
    return entity.value_or(Entity{});
}

void read_conditions(const CommandRequest& request, Conditions& conditions, Problems& problems) {
    if (request.expects.size() > conditions_max) problems.push_back({"/expects", "expected at most 100 conditions"});
    for (std::size_t i = 0; i < request.expects.size(); ++i)
        conditions.expected_versions.emplace_back(read_entity(request.expects[i].entity, "/expects/" + std::to_string(i) + "/entity", problems), request.expects[i].version);
    if (!request.none_since) return;
    const NoneSince& none = *request.none_since;
    if (none.entities.empty() || none.entities.size() > conditions_max) problems.push_back({"/none_since/entities", "expected 1 to 100 entities"});
    conditions.none_since.types = none.types;
    conditions.none_since.position = none.position;
    for (std::size_t i = 0; i < none.entities.size(); ++i)
        conditions.none_since.entities.push_back(read_entity(none.entities[i], "/none_since/entities/" + std::to_string(i), problems));
}

const CommandEntry* read_command_name(const CommandRequest& request, std::optional<std::string_view> from_url, Problems& problems) {
    if (!from_url && !request.command) problems.push_back({"/command", "is missing: name the command, for example \"opportunity.create\""});
    if (from_url && request.command && *from_url != *request.command) problems.push_back({"/command", "is not the command of the URL"});
    const std::string_view name = from_url ? *from_url : request.command ? std::string_view(*request.command) : std::string_view();
    const CommandEntry* entry = find_command(name);
    if (!entry && !name.empty()) problems.push_back({"/command", "there is no command \"" + std::string(name) + "\": GET /openapi.json lists all"});
    return entry;
}

}  // namespace

std::expected<Submission, Problems> read_submission(const json::value& json, std::optional<std::string_view> command) {
    CommandRequest request;
    Problems problems;
    read_json(json, request, problems);
    if (!json.is_object()) return std::unexpected(std::move(problems));
    const CommandEntry* entry = read_command_name(request, command, problems);
    require_short(request.key, command_key_bytes_max, "/key", problems);
    require_short(request.correlation, correlation_bytes_max, "/correlation", problems);

    // Initialized, not assigned: with sanitizers g++ 12 takes an optional that is assigned to for uninitialized.
    Submission submission{.command = {}, .envelope = {}, .actor = request.actor, .on_behalf_of = request.on_behalf_of};
    submission.has_valid_at = request.valid_at.has_value();
    submission.envelope = {0, {}, request.valid_at.value_or(Time{}), {}, {}, request.corrects.value_or(0), request.causation.value_or(0),
                           request.key.value_or(""), request.reason.value_or(""), request.correlation.value_or("")};
    read_conditions(request, submission.conditions, problems);
    if (entry && request.data.value) submission.command = AnyCommand(*entry, entry->read(*request.data.value, problems, {nullptr, "/data"}));
    if (!problems.empty()) return std::unexpected(std::move(problems));
    return submission;
}

}  // namespace foxtrail
