#include "http/read_routes.hpp"

#include "http/read_route.hpp"

#include <algorithm>

namespace foxtrail {
namespace {

json::object answer_schema(const ReadModel& model) {
    const json::object integer{{"type", "integer"}}, instant{{"type", "string"}, {"format", "date-time"}};
    return {{"type", "object"},
            {"description", model.doc},
            {"properties",
             {{"position",
               {{"oneOf", {integer, {{"type", "string"}}}},
                {"description", "the position it was computed at; where a person's own position, a text, is in its place, that is log_position"}}},
              {"log_position", integer},
              {"as_of", {{"oneOf", {integer, instant}}}},
              {"valid_at", instant}}},
            {"required", {"position"}}};
}

}  // namespace

RouteTable read_routes(Engine& engine, AnswerCache& cache, std::span<const ReadModel> models) {
    RouteTable routes;
    for (const auto& model : models) {
        const auto route = std::make_shared<const ReadRoute>(engine, cache, model);
        const bool has_path_parameter = std::ranges::any_of(model.parameters, &ReadParameter::in_path);
        routes.push_back({.verb = Verb::get,
                          .pattern = std::string(model.path),
                          .doc = std::string(model.doc),
                          .handler = InPool{[route](const Request& request) { return route->answer(request); },
                                            [route](const Request& request) { return route->from_memory(request); }},
                          .permission = "read:" + std::string(model.name),
                          .parameters = route->parameters(),
                          .response_schema = [&model] { return answer_schema(model); },
                          .problem_statuses = has_path_parameter ? std::vector<int>{404} : std::vector<int>{}});
    }
    return routes;
}

}  // namespace foxtrail
