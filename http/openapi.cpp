#include "http/openapi.hpp"

#include "http/event_routes.hpp"

#include <algorithm>
#include <set>

namespace foxtrail {
namespace {

std::string_view status_text(int status) {
    switch (status) {
        case 400: return "The request is not well-formed; errors says where";
        case 404: return "There is no such thing";
        case 408: return "The request came too slowly";
        case 409: return "The idempotency key belongs to another command";
        case 412: return "Something happened since the version or position named";
        case 413: return "The body is too large";
        case 416: return "None of the bytes asked for are there";
        case 422: return "Refused by rules, or it cannot be; rules or errors say why";
        case 431: return "The header is too large";
        case 500: return "A fault of the server";
        case 503: return "Not now: try again after Retry-After seconds";
        case 507: return "The server's disk is full";
        default: return "Refused";
    }
}

json::object problem_schema() {
    const json::object text{{"type", "string"}};
    const json::object error{{"type", "object"},
                             {"description", "one of pointer (into the body), parameter and header says where"},
                             {"properties", {{"pointer", text}, {"parameter", text}, {"header", text}, {"detail", text}}},
                             {"required", {"detail"}}};
    const json::object rule{{"type", "object"}, {"properties", {{"code", text}, {"text", text}}}, {"required", {"code", "text"}}};
    return {{"type", "object"},
            {"description", "RFC 9457"},
            {"properties",
             {{"type", text}, {"title", text}, {"status", {{"type", "integer"}}}, {"detail", text}, {"errors", {{"type", "array"}, {"items", error}}},
              {"rules", {{"type", "array"}, {"items", rule}}},
              {"events", {{"type", "array"}, {"items", {{"type", "object"}}}, {"description", "what the refusal itself recorded, as a command is answered"}}}}},
            {"required", {"type", "title", "status", "detail"}}};
}

json::object parameter_object(const Parameter& parameter) {
    constexpr std::string_view places[] = {"path", "query", "header"};
    json::object schema = parameter.schema ? parameter.schema() : json::object{{"type", "string"}};
    if (parameter.repeats) schema = {{"type", "array"}, {"items", std::move(schema)}};
    return {{"name", parameter.name},
            {"in", places[static_cast<std::size_t>(parameter.in)]},
            {"description", parameter.doc},
            {"required", parameter.required || parameter.in == Place::path},
            {"schema", std::move(schema)}};
}

json::object content(std::string_view type, const Schema& schema) {
    return {{type, {{"schema", schema ? schema() : json::object{{"type", "string"}}}}}};
}

json::object responses(const Route& route) {
    json::object all{{"200", {{"description", "OK"}, {"content", content(route.response_type, route.response_schema)}}}};
    if (route.creates) all["201"] = all.at("200"), all["201"].as_object()["description"] = "Created";
    std::set<int> statuses{400, 408, 431, 500, 503};
    statuses.insert(route.problem_statuses.begin(), route.problem_statuses.end());
    if (route.verb == Verb::post || route.verb == Verb::put) statuses.insert(413);
    for (const int status : statuses)
        all[std::to_string(status)] = json::object{{"description", status_text(status)},
                                                   {"content", {{problem_type, {{"schema", {{"$ref", "#/components/schemas/Problem"}}}}}}}};
    if (std::holds_alternative<AtOnce>(route.handler) && !route.response_schema && !route.problem_statuses.empty()) all.erase("200");
    if (std::holds_alternative<Streamed>(route.handler))
        all["200"].as_object()["content"].as_object()[event_stream_type] = json::object{{"schema", {{"type", "string"}}}};
    return all;
}

// "GET /v1/history/{entity}" -> "get_v1_history_entity"
std::string operation_id(const Route& route) {
    std::string id = route.verb == Verb::get ? "get" : route.verb == Verb::post ? "post" : route.verb == Verb::put ? "put" : "other";
    for (const char c : route.pattern) {
        const bool is_plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
        if (is_plain) id += c;
        else if (id.back() != '_') id += '_';
    }
    if (id.back() == '_') id.pop_back();
    return id;
}

json::object operation(const Route& route) {
    json::object made{{"operationId", operation_id(route)}, {"description", route.doc}};
    if (!route.parameters.empty()) {
        json::array parameters;
        for (const auto& parameter : route.parameters) parameters.push_back(parameter_object(parameter));
        made["parameters"] = std::move(parameters);
    }
    if (route.request_schema) {
        const auto type = std::holds_alternative<Lines>(route.handler) ? ndjson_type : std::string_view(route.request_type);
        made["requestBody"] = json::object{{"required", true}, {"content", content(type, route.request_schema)}};
    }
    made["responses"] = responses(route);
    return made;
}

}  // namespace

json::object openapi(const RouteTable& routes) {
    json::object paths, schemas{{"Problem", problem_schema()}, {"CloudEvent", cloud_event_schema()}};
    for (const auto& route : routes) {
        std::string verb(to_text(route.verb));
        std::ranges::transform(verb, verb.begin(), [](char c) { return static_cast<char>(c - 'A' + 'a'); });
        auto& path = paths[route.pattern];
        if (!path.is_object()) path.emplace_object();
        path.as_object()[verb] = operation(route);
    }
    for (const auto& entry : event_entries()) {
        auto schema = event_schema(entry);
        schema.erase("$schema");  // that of the whole document holds
        schema.erase("$id");
        schemas[entry.name] = std::move(schema);
    }
    return {{"openapi", "3.1.0"},
            {"info", {{"title", "Foxtrail"}, {"version", "1"}, {"description", "Sales pipelines as events: commands in, read models out, at any instant."}}},
            {"paths", std::move(paths)},
            {"components", {{"schemas", std::move(schemas)}}}};
}

}  // namespace foxtrail
