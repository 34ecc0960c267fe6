#include "http/command_routes.hpp"

#include "http/command_lines.hpp"

#include <charconv>

namespace foxtrail {
namespace {

const Parameter dry_run{.name = "dry_run", .doc = "true: decide and record nothing.", .schema = [] { return json::object{{"type", "boolean"}, {"default", false}}; }};

std::vector<Parameter> command_parameters() {
    return {dry_run,
            {.name = "Idempotency-Key", .in = Place::header, .doc = "The same key gets the first answer again, for ever; \"key\" in the body means the same.", .schema = text_schema()},
            {.name = "If-Match", .in = Place::header, .doc = "The version the command's entity was seen at, \"123\", or the ETag of an answer about it; refused as stale when it has another.", .schema = text_schema()},
            {.name = "traceparent", .in = Place::header, .doc = "W3C trace context, kept as the correlation unless the body gives one.", .schema = text_schema()}};
}

// "123" as a command answers, "123-<hash>" as a read does, W/"123-<hash>" once it was packed, 123; "*" asks for nothing that a command
// about an entity does not ask anyway.
std::optional<Position> read_version(std::string_view text, RequestErrors& errors) {
    if (text == "*") return std::nullopt;
    std::string_view tag = text.starts_with("W/") ? text.substr(2) : text;
    if (tag.size() > 2 && tag.front() == '"' && tag.back() == '"') tag = tag.substr(1, tag.size() - 2);
    Position version = 0;
    const auto [end, error] = std::from_chars(tag.data(), tag.data() + tag.size(), version);
    const std::string_view rest(end, tag.data() + tag.size());
    if (error == std::errc{} && (rest.empty() || (rest.front() == '-' && rest.find_first_not_of("0123456789abcdef", 1) == std::string_view::npos))) return version;
    errors.header("If-Match", "expected one version like \"123\": the \"version\" or the ETag of an answer about the command's entity");
    return std::nullopt;
}

// What the headers say of a command.
struct CommandHeaders {
    CommandHeaders(const Request& request, RequestErrors& errors) {
        key = request.header("Idempotency-Key");
        if (key && (key->empty() || key->size() > command_key_bytes_max)) errors.header("Idempotency-Key", "expected 1 to " + std::to_string(command_key_bytes_max) + " bytes");
        if (const auto match = request.header("If-Match")) version = read_version(*match, errors);
        trace = request.header("traceparent");
        if (trace && trace->size() > correlation_bytes_max) errors.header("traceparent", "expected at most " + std::to_string(correlation_bytes_max) + " bytes");
    }
    std::optional<std::string_view> key, trace;
    std::optional<Position> version;
};

void take_command(CommandDesk& desk, const Request& request, std::string_view name, Respond respond) {
    thread_local CommandReader reader;
    static const auto parameters = command_parameters();
    RequestErrors errors(request, parameters);
    const bool is_dry_run = read_flag(request, dry_run.name, errors);
    const CommandHeaders headers(request, errors);
    auto submission = reader.read(request.body, name, std::move(errors));
    if (!submission) return respond(std::move(submission.error()));
    auto& envelope = submission->envelope;
    if (headers.key && !envelope.key.empty() && envelope.key != *headers.key) {
        RequestErrors two_keys;
        two_keys.header("Idempotency-Key", "is not the key in the body: give one of them");
        return respond(two_keys.response());
    }
    if (headers.key) envelope.key = *headers.key;
    if (headers.trace && envelope.correlation.empty()) envelope.correlation = *headers.trace;
    submission->conditions.expected_target_version = headers.version;
    submission->dry_run = is_dry_run;
    desk.take(std::move(*submission), std::move(respond));
}

std::vector<int> problem_statuses_of(const CommandEntry& entry) {
    if (entry.type.is_for_server()) return {403};
    return {409, 412, 422, 507};
}

Route command_route(CommandDesk& desk, const CommandEntry& entry) {
    return {.verb = Verb::post,
            .pattern = "/v1/commands/" + std::string(entry.type.name),
            .doc = std::string(entry.doc),
            .handler = Later{[&desk, &entry](const Request& request, Respond respond) { take_command(desk, request, entry.type.name, std::move(respond)); }},
            .permission = "command:" + std::string(entry.type.name),
            .parameters = command_parameters(),
            .request_schema = [&entry] { return command_request_schema(&entry); },
            .response_schema = command_answer_schema,
            .problem_statuses = problem_statuses_of(entry),
            .body_bytes_max = command_bytes_max};
}

std::variant<LineConsumer, Response> take_lines(CommandDesk& desk, const Request& request, std::shared_ptr<LineAnswers> answers) {
    RequestErrors errors(request, {dry_run});
    const auto recording = read_flag(request, dry_run.name, errors) ? CommandLines::Recording::dry_run : CommandLines::Recording::real;
    if (!errors.none()) return errors.response();
    const auto lines = std::make_shared<CommandLines>(desk, std::move(answers), recording);
    return [lines](std::span<const std::string_view> batch) { lines->take(batch); };
}

}  // namespace

RouteTable command_routes(CommandDesk& desk) {
    RouteTable routes;
    for (const auto& entry : command_entries()) routes.push_back(command_route(desk, entry));
    routes.push_back({.verb = Verb::post,
                      .pattern = "/v1/commands/{command}",
                      .doc = "Answers for commands that do not exist, naming the nearest that do.",
                      .handler = AtOnce{[](const Request& request) { return unknown_command(request.path_parameter("command")); }},
                      .parameters = {{.name = "command", .in = Place::path, .doc = "Any other name.", .schema = text_schema(), .required = true}},
                      .problem_statuses = {404},
                      .body_bytes_max = command_bytes_max});
    routes.push_back({.verb = Verb::post,
                      .pattern = "/v1/commands",
                      .doc = "A stream of commands, one JSON object a line, each atomic; one answer a line, in the same order: the answer of the single command "
                             "or its problem, with \"line\", counted from 1 without blank lines.",
                      .handler = Lines{[&desk](const Request& request, std::shared_ptr<LineAnswers> answers) { return take_lines(desk, request, std::move(answers)); }},
                      .permission = "command",
                      .parameters = {dry_run},
                      .request_schema = [] { return command_request_schema(nullptr); },
                      .response_schema = command_answer_schema,
                      .response_type = std::string(ndjson_type)});
    return routes;
}

}  // namespace foxtrail
