#include "http/edge.hpp"

#include "http/blob_routes.hpp"
#include "http/command_routes.hpp"
#include "http/event_routes.hpp"
#include "http/home_page.hpp"
#include "http/openapi.hpp"
#include "http/read_routes.hpp"
#include "http/server/request_errors.hpp"
#include "http/status_routes.hpp"

#include <algorithm>

namespace foxtrail {

static void append(RouteTable& table, RouteTable more) { std::ranges::move(more, std::back_inserter(table)); }

// Rows that take no query parameters say so, rather than to leave a misspelt one unread.
static void refuse_parameters(Route& route) {
    const auto refusing = [](auto handle) {
        return [handle = std::move(handle)](const Request& request) {
            RequestErrors errors(request, {});
            return errors.none() ? handle(request) : errors.response();
        };
    };
    if (std::ranges::any_of(route.parameters, [](const auto& parameter) { return parameter.in == Place::query; })) return;
    if (auto* at_once = std::get_if<AtOnce>(&route.handler)) at_once->handle = refusing(std::move(at_once->handle));
    if (auto* in_pool = std::get_if<InPool>(&route.handler)) in_pool->handle = refusing(std::move(in_pool->handle));
}

static Route openapi_route(std::shared_ptr<const Response> document) {
    return {.verb = Verb::get,
            .pattern = "/openapi.json",
            .doc = "This document.",
            .handler = AtOnce{[document = std::move(document)](const Request&) { return *document; }},
            .response_schema = [] { return json::object{{"type", "object"}, {"description", "OpenAPI 3.1"}}; }};
}

RouteTable Edge::routes(std::span<const ReadModel> models) {
    RouteTable table = command_routes(desk_);
    append(table, read_routes(engine_, cache_, models));
    append(table, blob_routes(engine_, cache_));
    append(table, event_routes(engine_.log(), feed_));
    append(table, status_routes(engine_, metrics_, feed_));
    table.push_back({.verb = Verb::get,
                     .pattern = "/",
                     .doc = "A page with links for people.",
                     .handler = AtOnce{[](const Request&) { return home_page(); }},
                     .response_type = "text/html"});
    const auto document = std::make_shared<Response>();
    table.push_back(openapi_route(document));
    for (auto& route : table) refuse_parameters(route);
    *document = json_response(openapi(table));
    keep_gzip(*document);
    return table;
}

ServerOptions Edge::observed(ServerOptions options) {
    options.observe = [this, also = std::move(options.observe)](const Request& request, const Route* route, int status, std::chrono::nanoseconds took) {
        metrics_.count_request(route, status, took);
        if (also) also(request, route, status, took);
    };
    return options;
}

Edge::Edge(Engine& engine, EdgeOptions options, std::span<const ReadModel> models)
    : engine_(engine), cache_(options.cache), feed_(engine.log(), options.heart_beat), desk_(engine, metrics_),
      server_(observed(std::move(options.server)), routes(models)) {
    metrics_.watch(server_.routes());
}

Edge::~Edge() { engine_.writer().stop(); }

}  // namespace foxtrail
