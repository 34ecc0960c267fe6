#include "http/event_routes.hpp"

#include "http/server/closest.hpp"
#include "http/server/gzip.hpp"

#include <algorithm>
#include <charconv>

namespace foxtrail {
namespace {

const std::vector<Parameter>& feed_parameters() {
    static const std::vector<Parameter> all{
        {.name = "after", .doc = "Events behind this position.", .schema = number_schema(0, 0)},
        {.name = "type", .doc = "Event types without version, any of them.", .schema = text_schema(), .repeats = true},
        {.name = "entity", .doc = "Events that name this entity, or that it caused as an employee.", .schema = text_schema()},
        {.name = "actor", .doc = "Events that this employee caused.", .schema = text_schema()},
        {.name = "limit", .doc = "At most so many events; not for an event stream.", .schema = number_schema(feed_limit_max, feed_limit_default)},
        {.name = "Last-Event-ID", .in = Place::header, .doc = "For an event stream: resumes behind this position.", .schema = text_schema()}};
    return all;
}

Response feed_page(const Request& request, const Log& log, Position after, const EventFilter& filter, std::size_t limit) {
    const FeedPage page = read_feed(log, after, filter, limit);
    std::string body = "{\"events\":[";
    for (const auto& event : page.events) {
        if (body.back() == '}') body += ',';
        body += cloud_event(event);
    }
    body += "],\"next\":" + std::to_string(page.next) + '}';
    auto response = text_response(200, json_type, std::move(body));
    if (const auto accepted = request.header("Accept-Encoding"); accepted && accepts_gzip(*accepted)) keep_gzip(response);
    return response;
}

// Where a stream resumes: behind the last event the client got, else where the target says.
Position read_resume(const Request& request, Position after, RequestErrors& errors) {
    const auto last = request.header("Last-Event-ID");
    if (!last || last->empty()) return after;
    Position position = 0;
    const auto [end, error] = std::from_chars(last->data(), last->data() + last->size(), position);
    if (error != std::errc{} || end != last->data() + last->size()) errors.header("Last-Event-ID", "expected a position");
    return position;
}

void serve_feed(const Request& request, const std::shared_ptr<Stream>& stream, const Log& log, LiveFeed& feed) {
    const auto accept = request.header("Accept");
    const bool is_stream = accept && accept->find(event_stream_type) != std::string_view::npos;
    RequestErrors errors(request, feed_parameters());
    Position after = read_number(request, "after", std::numeric_limits<std::int64_t>::max(), errors).value_or(0);
    const auto limit = read_number(request, "limit", feed_limit_max, errors).value_or(feed_limit_default);
    if (limit == 0) errors.parameter("limit", "expected a whole number from 1 to " + std::to_string(feed_limit_max));
    const auto filter = read_event_filter(request, errors);
    if (is_stream) after = read_resume(request, after, errors);
    if (!errors.none()) return stream->refuse(errors.response());
    if (is_stream) return feed.join(stream, filter, after);
    stream->refuse(feed_page(request, log, after, filter, limit));
}

const EventEntry* newest_of(std::string_view name) {
    const EventEntry* found = find_event(name);
    for (const auto& entry : event_entries())
        if (entry.type.name == name && (!found || found->type.version < entry.type.version)) found = &entry;
    return found;
}

Response schema_response(const Request& request) {
    const auto name = request.path_parameter("type");
    if (const EventEntry* entry = newest_of(name)) return json_response(event_schema(*entry));
    std::vector<std::string_view> names;
    for (const auto& entry : event_entries()) names.push_back(entry.name);
    const auto closest = closest_names(name, names);
    return problem(404, "Unknown event type", "there is no such event type; nearest: " + joined(closest), {{"closest", json::array(closest.begin(), closest.end())}});
}

json::object feed_schema() {
    return {{"type", "object"},
            {"properties",
             {{"events", {{"type", "array"}, {"items", {{"$ref", "#/components/schemas/CloudEvent"}}}}},
              {"next", {{"type", "integer"}, {"description", "give it as `after` to go on; nothing more for now when no event came"}}}}},
            {"required", {"events", "next"}}};
}

}  // namespace

json::object event_schema(const EventEntry& entry) {
    auto schema = members_schema(entry.members);
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema";
    schema["$id"] = "/v1/schemas/" + entry.name;
    schema["title"] = entry.name;
    schema["description"] = entry.doc;
    schema["x-term"] = entry.type.term;
    return schema;
}

RouteTable event_routes(const Log& log, LiveFeed& feed) {
    RouteTable routes;
    routes.push_back({.verb = Verb::get,
                      .pattern = "/v1/events",
                      .doc = "The events by position, as CloudEvents 1.0. With \"Accept: text/event-stream\" it stays open, sends what happens, and "
                             "resumes by Last-Event-ID.",
                      .handler = Streamed{[&log, &feed](const Request& request, std::shared_ptr<Stream> stream) { serve_feed(request, stream, log, feed); }},
                      .permission = "read:events",
                      .parameters = feed_parameters(),
                      .response_schema = feed_schema});
    routes.push_back({.verb = Verb::get,
                      .pattern = "/v1/schemas/{type}",
                      .doc = "The JSON Schema of an event's data, by its name with version, or without for the newest.",
                      .handler = AtOnce{schema_response},
                      .parameters = {{.name = "type", .in = Place::path, .doc = "\"opportunity.created.v1\"", .schema = text_schema(), .required = true}},
                      .response_schema = [] { return json::object{{"type", "object"}, {"description", "a JSON Schema, 2020-12"}}; },
                      .problem_statuses = {404}});
    return routes;
}

}  // namespace foxtrail
