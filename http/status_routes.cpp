#include "http/status_routes.hpp"

#include "core/schema.hpp"
#include "http/server/closest.hpp"

namespace foxtrail {
namespace {

constexpr std::string_view metrics_type = "text/plain; version=0.0.4; charset=utf-8";

const Parameter projection_name{.name = "name", .in = Place::path, .doc = "The projection's name.", .schema = text_schema(), .required = true};

Response unknown_projection(const Runner& runner, std::string_view name) {
    const auto statuses = runner.statuses();
    std::vector<std::string_view> names;
    for (const auto& status : statuses) names.push_back(status.name);
    return problem(404, "Unknown projection", "there is no projection \"" + std::string(name) + "\"; there are " + joined(names));
}

json::object digest_object(std::uint64_t digest, Position position) {
    char text[20];
    std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(digest));
    return {{"digest", text}, {"position", position}};
}

Response digest(const Runner& runner, std::string_view name) {
    const auto found = runner.digest(name);
    return found ? json_response(digest_object(found->first, found->second)) : unknown_projection(runner, name);
}

Response rebuild(Runner& runner, std::string_view name) {
    if (!runner.rebuild(name)) return unknown_projection(runner, name);
    for (const auto& status : runner.statuses())
        if (status.name == name) return json_response(to_json(status));
    return unknown_projection(runner, name);
}

Response health(Engine& engine) {
    const Position head = engine.log().head(), reached = engine.runner().position();
    json::object answer{{"status", "ready"}, {"position", head}, {"read_position", reached}, {"lag_events", head - std::min(head, reached)}};
    json::array stopped;
    for (const auto& [name, error] : engine.runner().stopped()) stopped.push_back({{"projection", name}, {"error", error}});
    if (!stopped.empty()) answer["status"] = "degraded", answer["stopped"] = std::move(stopped);
    return json_response(std::move(answer));
}

Response metrics_text(Engine& engine, const Metrics& metrics, const LiveFeed& feed) {
    std::string text;
    const auto head = static_cast<double>(engine.log().head());
    metrics.append_to(text);
    append_metric(text, "foxtrail_commands_queued", "gauge", "Commands waiting for the writer.", static_cast<double>(engine.writer().queued()));
    append_metric(text, "foxtrail_position", "gauge", "The last position in the log.", head);
    append_metric(text, "foxtrail_feed_listeners", "gauge", "Open event streams.", static_cast<double>(feed.listeners()));
    text += "# HELP foxtrail_projection_lag_events Events a projection has not seen yet.\n# TYPE foxtrail_projection_lag_events gauge\n";
    for (const auto& status : engine.runner().statuses())
        text += "foxtrail_projection_lag_events{projection=\"" + status.name + "\"} " + std::to_string(status.lag_events) + '\n';
    return text_response(200, metrics_type, std::move(text));
}

Route get(std::string pattern, std::string doc, Handler handler, Schema schema) {
    return {.verb = Verb::get, .pattern = std::move(pattern), .doc = std::move(doc), .handler = std::move(handler), .response_schema = std::move(schema)};
}

Schema numbers_schema(std::vector<std::string_view> texts, std::vector<std::string_view> numbers) {
    return [texts = std::move(texts), numbers = std::move(numbers)] {
        json::object properties;
        json::array required;
        for (const auto name : texts) properties[name] = json::object{{"type", "string"}}, required.emplace_back(name);
        for (const auto name : numbers) properties[name] = json_schema<Position>(), required.emplace_back(name);
        return json::object{{"type", "object"}, {"properties", std::move(properties)}, {"required", std::move(required)}};
    };
}

}  // namespace

RouteTable status_routes(Engine& engine, const Metrics& metrics, const LiveFeed& feed) {
    Runner& runner = engine.runner();
    RouteTable routes;
    routes.push_back(get("/health", "Ready, and at which position.", AtOnce{[&engine](const Request&) { return health(engine); }},
                         numbers_schema({"status"}, {"position", "read_position", "lag_events"})));
    routes.push_back(get("/metrics", "Counters for Prometheus.", InPool{[&](const Request&) { return metrics_text(engine, metrics, feed); }}, {}));
    routes.back().response_type = "text/plain";
    routes.push_back(get("/v1/projections", "What each projection has reached, and the differences its last build found; its digest, a pass over all its rows, has a route of its own: /v1/projections/{name}/digest.",
                         InPool{[&runner](const Request&) { return json_response({{"projections", to_json(runner.statuses())}}); }},
                         [] { return json::object{{"type", "object"}, {"properties", {{"projections", json_schema<std::vector<ProjectionStatus>>()}}}, {"required", {"projections"}}}; }));
    routes.push_back(get("/v1/projections/{name}/digest", "A hash of all a projection holds, and the position it is of: the same position has the same hash everywhere.",
                         InPool{[&runner](const Request& request) { return digest(runner, request.path_parameter("name")); }},
                         numbers_schema({"digest"}, {"position"})));
    routes.push_back({.verb = Verb::post,
                      .pattern = "/v1/projections/{name}/rebuild",
                      .doc = "Builds a projection anew from the log beside the one that answers, compares and switches.",
                      .handler = InPool{[&runner](const Request& request) { return rebuild(runner, request.path_parameter("name")); }},
                      .response_schema = json_schema<ProjectionStatus>});
    for (auto& route : routes) {
        if (route.pattern.starts_with("/v1/")) route.permission = "operate";
        if (route.pattern.find("{name}") == std::string::npos) continue;
        route.parameters.push_back(projection_name);
        route.problem_statuses.push_back(404);
    }
    return routes;
}

}  // namespace foxtrail
