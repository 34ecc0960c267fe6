#include "http/command_reader.hpp"

#include "core/schema.hpp"
#include "http/server/closest.hpp"

#include <boost/json/monotonic_resource.hpp>

namespace foxtrail {

static Response malformed(std::string_view text, const JsonFailure& failure, json::object members) {
    const bool is_empty = text.find_first_not_of(" \t\r\n") == std::string_view::npos;
    const std::string detail = is_empty ? R"(the body is empty: expected an object like {"data":{}})" : failure.what + " at byte " + std::to_string(std::min(failure.at + 1, text.size())) + " of " + std::to_string(text.size());
    members["errors"] = json::array{json::object{{"pointer", ""}, {"detail", detail}}};
    return problem(400, "Malformed JSON", "the body is no JSON value", std::move(members));
}

static Response for_the_server(const CommandEntry& entry, json::object members) {
    return problem(403, "Forbidden", std::string(entry.type.name) + " is asked for by the server itself, its scheduler or its edge, by nobody else", std::move(members));
}

std::expected<Submission, Response> CommandReader::read(std::string_view text, std::optional<std::string_view> command, RequestErrors errors,
                                                        const json::object& members) {
    unsigned char memory[8 * 1024];
    json::monotonic_resource resource(memory);
    const auto parsed = json_.read(text, &resource);
    if (!parsed) return std::unexpected(malformed(text, parsed.error(), members));
    const json::value& request = *parsed;

    // A line names its command; read_submission gets it as the URL would say it.
    const auto* object = request.if_object();
    const auto* name = object && !command ? object->if_contains("command") : nullptr;
    if (name && name->is_string()) command = name->get_string();
    const CommandEntry* entry = command ? find_command(*command) : nullptr;
    if (command && !entry) return std::unexpected(unknown_command(*command, members));
    if (entry && entry->type.is_for_server()) return std::unexpected(for_the_server(*entry, members));
    if (auto twice = json_.duplicate_member(text, request)) errors.body({{std::move(*twice), "is given more than once"}});
    auto submission = read_submission(request, command);
    if (!submission) errors.body(submission.error());
    if (errors.none()) return std::move(*submission);
    auto with_errors = members;
    with_errors["errors"] = errors.take();
    const auto count = with_errors["errors"].as_array().size();
    return std::unexpected(problem(400, "Invalid request", count == 1 ? "one thing is wrong, see errors" : std::to_string(count) + " things are wrong, see errors", std::move(with_errors)));
}

Response unknown_command(std::string_view name, json::object members) {
    std::vector<std::string_view> names;
    for (const auto& entry : command_entries()) names.push_back(entry.type.name);
    const auto closest = closest_names(name, names);
    members["closest"] = json::array(closest.begin(), closest.end());
    return problem(404, "Unknown command", "there is no such command; nearest: " + joined(closest), std::move(members));
}

json::object command_request_schema(const CommandEntry* entry) {
    auto schema = json_schema<CommandRequest>();
    auto& properties = schema["properties"].as_object();
    if (entry) {
        properties["command"] = json::object{{"const", entry->type.name}};
        properties["data"] = members_schema(entry->members);
        return schema;
    }
    json::array names;
    for (const auto& each : command_entries()) names.emplace_back(each.type.name);
    properties["command"] = json::object{{"type", "string"}, {"enum", std::move(names)}};
    properties["data"] = json::object{{"type", "object"}, {"description", "as for POST /v1/commands/{command}"}};
    schema["required"].as_array().emplace_back("command");
    return schema;
}

}  // namespace foxtrail
