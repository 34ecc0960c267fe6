#include "http/command_answer.hpp"

#include "core/json_text.hpp"
#include "core/schema.hpp"

#include <boost/json/monotonic_resource.hpp>

#include <algorithm>
#include <charconv>

namespace foxtrail {
namespace {

void append_number(std::string& out, std::uint64_t number) {
    char digits[20];
    out.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}

// The events of an outcome, those of a repeated one from the log; `visit` gets each with its position.
void each_event(const CommandOutcome& outcome, const Log& log, const auto& visit) {
    Position position = outcome.position - outcome.count;
    for (const auto& event : outcome.events) visit(event.entry(), ++position, event.get());
    if (!outcome.events.empty() || outcome.verdict != Verdict::recorded) return;
    log.read(position, outcome.position, [&](const RecordedEvent& event) {
        if (const auto* entry = find_event(event.type)) visit(*entry, event.position, entry->read(event.payload));
        return true;
    });
}

// Written as text: this is the hot path of a stream of commands. Names of types and verdicts need no escapes.
void append_answer(std::string& out, const CommandOutcome& outcome, const Log& log) {
    ((out += "\"verdict\":\"") += enum_name(outcome.verdict)) += "\",\"position\":";
    append_number(out, outcome.position);
    out += ",\"count\":";
    append_number(out, outcome.count);
    if (outcome.repeated) out += ",\"repeated\":true";
    if (outcome.dry_run) out += ",\"dry_run\":true";
    out += ",\"events\":[";
    bool is_first = true;
    unsigned char memory[2 * 1024];
    json::monotonic_resource resource(memory);
    each_event(outcome, log, [&](const EventEntry& entry, Position position, const void* event) {
        if (!std::exchange(is_first, false)) out += ',';
        ((out += "{\"type\":\"") += entry.type.name) += "\",\"version\":";
        append_number(out, static_cast<std::uint64_t>(entry.type.version));
        out += ",\"position\":";
        append_number(out, position);
        append_json(out += ",\"data\":", entry.to_json(event, &resource));
        out += '}';
    });
    out += ']';
}

// The version of the target right after the command: later events are not what the client has seen.
Position version_after(const CommandOutcome& outcome, Entity target, const Log& log) {
    Position version = 0;
    std::vector<Entity> links;
    each_event(outcome, log, [&](const EventEntry& entry, Position position, const void* event) {
        links.clear();
        entry.links(event, links);
        if (std::ranges::find(links, target) != links.end()) version = position;
    });
    if (outcome.verdict != Verdict::already_so) return version;
    const Position now = log.version(target);
    return now <= outcome.position ? now : 0;
}

// What a refusal itself recorded: that an advance was turned back, and what was missing.
json::array events_json(const CommandOutcome& outcome) {
    json::array events;
    Position position = outcome.position - outcome.count;
    for (const AnyEvent& event : outcome.events)
        events.push_back({{"type", event.entry().type.name},
                          {"version", event.entry().type.version},
                          {"position", ++position},
                          {"data", event.entry().to_json(event.get(), {})}});
    return events;
}

Response retry_later(Response response) {
    response.headers.push_back({"Retry-After", "1"});
    return response;
}

}  // namespace

bool is_problem(Verdict verdict) { return verdict != Verdict::recorded && verdict != Verdict::already_so; }

Response outcome_problem(const CommandOutcome& outcome, json::object members) {
    members["verdict"] = enum_name(outcome.verdict);
    if (outcome.repeated) members["repeated"] = true;
    if (outcome.dry_run) members["dry_run"] = true;
    switch (outcome.verdict) {
        case Verdict::refused:
            members["position"] = outcome.position;
            members["rules"] = to_json(outcome.broken);
            if (!outcome.events.empty()) members["events"] = events_json(outcome);
            return problem(422, "Refused", "the rules listed do not allow this", std::move(members));
        case Verdict::invalid:
            members["errors"] = to_json(outcome.problems);
            return problem(422, "Invalid command", "what the command says cannot be, see errors", std::move(members));
        case Verdict::stale:
            members["version"] = outcome.position;
            return problem(412, "Stale", "something happened since, at position " + std::to_string(outcome.position) + ": read again, then decide", std::move(members));
        case Verdict::key_reused:
            return problem(409, "Key reused", "this idempotency key belongs to another command: use a new one", std::move(members));
        case Verdict::disk_full:
            return problem(507, "Disk full", "nothing can be recorded until there is room on the server's disk", std::move(members));
        case Verdict::failed:
            return problem(500, "Not recorded", "deciding this command failed inside the server: nothing of it was recorded, and the log of the server says why", std::move(members));
        default: return retry_later(problem(503, "Stopping", "the server is stopping and did not take this command", std::move(members)));
    }
}

Response command_response(const CommandOutcome& outcome, std::optional<Entity> target, const Log& log) {
    if (is_problem(outcome.verdict)) return outcome_problem(outcome);
    std::string body = "{";
    append_answer(body, outcome, log);
    body += '}';
    auto response = text_response(200, json_type, std::move(body));
    if (!target || outcome.dry_run) return response;
    if (const Position version = version_after(outcome, *target, log)) response.etag = '"' + std::to_string(version) + '"';
    return response;
}

void append_command_line(std::string& out, std::size_t line, const CommandOutcome& outcome, const Log& log) {
    if (is_problem(outcome.verdict)) {
        (out += *outcome_problem(outcome, {{"line", line}}).body) += '\n';
        return;
    }
    out += "{\"line\":";
    append_number(out, line);
    out += ',';
    append_answer(out, outcome, log);
    out += "}\n";
}

Response turned_away() { return retry_later(problem(503, "Overloaded", "too many commands are waiting to be recorded: this one was not taken")); }

json::object command_answer_schema() {
    const json::object event{{"type", "object"},
                             {"properties",
                              {{"type", {{"type", "string"}, {"description", "wire name without version"}}},
                               {"version", {{"type", "integer"}}},
                               {"position", json_schema<Position>()},
                               {"data", {{"type", "object"}, {"description", "as GET /v1/schemas/{type} says"}}}}},
                             {"required", {"type", "version", "position", "data"}}};
    return {{"type", "object"},
            {"properties",
             {{"verdict", {{"type", "string"}, {"enum", {"recorded", "already_so"}}}},
              {"position", {{"type", "integer"}, {"description", "of the last event recorded, or of the log when it was decided; give it to a read as min_position"}}},
              {"count", {{"type", "integer"}, {"description", "events recorded"}}},
              {"repeated", {{"type", "boolean"}, {"description", "the first answer to this idempotency key, again"}}},
              {"dry_run", {{"type", "boolean"}, {"description", "decided only; nothing was recorded"}}},
              {"events", {{"type", "array"}, {"items", event}}}}},
            {"required", {"verdict", "position", "count", "events"}}};
}

}  // namespace foxtrail
