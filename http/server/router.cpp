#include "http/server/router.hpp"

#include "core/text.hpp"
#include "http/server/url_text.hpp"

#include <boost/json/array.hpp>

#include <algorithm>
#include <stdexcept>

namespace foxtrail {

static constexpr std::size_t verb_count = static_cast<std::size_t>(Verb::unknown);

struct Router::Node {
    std::vector<std::pair<std::string, std::unique_ptr<Node>>> literals;
    std::unique_ptr<Node> parameter;
    std::array<const Route*, verb_count> routes{};
    std::vector<std::string> parameter_names[verb_count];  // two rows may call one segment by different names

    Node& child(std::string_view segment) {
        if (segment.starts_with('{')) return *(parameter ? parameter : parameter = std::make_unique<Node>());
        for (auto& [text, node] : literals)
            if (text == segment) return *node;
        return *literals.emplace_back(segment, std::make_unique<Node>()).second;
    }
    bool has_route() const {
        return std::ranges::any_of(routes, [](const Route* route) { return route != nullptr; });
    }
};

// "/a/b" -> "a", rest "/b"
static std::string_view take_segment(std::string_view& path) {
    path.remove_prefix(1);
    const auto end = std::min(path.find('/'), path.size());
    const std::string_view segment = path.substr(0, end);
    path.remove_prefix(end);
    return segment;
}

Router::Router(const RouteTable& routes) : routes_(routes), root_(std::make_unique<Node>()) {
    for (const Route& route : routes) {
        if (!route.pattern.starts_with('/')) throw std::invalid_argument("a pattern starts with /: " + route.pattern);
        Node* node = root_.get();
        std::vector<std::string> names;
        for (std::string_view rest = route.pattern; !rest.empty();) {
            const std::string_view segment = take_segment(rest);
            if (segment.starts_with('{')) names.emplace_back(segment.substr(1, segment.size() - 2));
            node = &node->child(segment);
        }
        const auto verb = static_cast<std::size_t>(route.verb);
        if (verb >= verb_count || node->routes[verb])
            throw std::invalid_argument("two rows answer " + std::string(to_text(route.verb)) + ' ' + route.pattern);
        node->routes[verb] = &route;
        node->parameter_names[verb] = std::move(names);
    }
}

Router::~Router() = default;

// Literals first, then the parameter, going back when a literal leads nowhere; `values` are the undecoded parameter segments.
template <class Node>
static const Node* find_node(const Node& node, std::string_view rest, std::vector<std::string_view>& values) {
    if (rest.empty()) return node.has_route() ? &node : nullptr;
    const std::string_view segment = take_segment(rest);
    for (const auto& [text, child] : node.literals)
        if (text == segment)
            if (const Node* found = find_node(*child, rest, values)) return found;
    if (!node.parameter || segment.empty()) return nullptr;
    values.push_back(segment);
    if (const Node* found = find_node(*node.parameter, rest, values)) return found;
    values.pop_back();
    return nullptr;
}

Router::Match Router::match(Request& request) const {
    const std::string_view path = request.path();
    if (request.verb == Verb::options && request.target == "*") return {nullptr, Response{.status = 204}};
    if (!path.starts_with('/')) return {nullptr, problem(400, "Bad request", "the target is no path")};
    thread_local std::vector<std::string_view> values;
    values.clear();
    const Node* node = find_node(*root_, path, values);
    if (!node) return {nullptr, not_found(path)};
    auto verb = static_cast<std::size_t>(request.verb);
    if (request.verb == Verb::head && !node->routes[verb]) verb = static_cast<std::size_t>(Verb::get);
    if (verb >= verb_count || !node->routes[verb]) return {nullptr, other_verb(*node, request.verb)};
    const auto& names = node->parameter_names[verb];
    for (std::size_t i = 0; i < names.size(); ++i) {
        auto value = percent_decoded(values[i], Plus::stays);
        if (!value) return {nullptr, problem(400, "Bad request", "the path does not decode to UTF-8 text")};
        request.path_parameters.push_back({names[i], std::move(*value)});
    }
    return {node->routes[verb], std::nullopt};
}

Response Router::other_verb(const Node& node, Verb verb) const {
    std::string allowed;
    for (std::size_t i = 0; i < verb_count; ++i) {
        const auto candidate = static_cast<Verb>(i);
        const bool answers = node.routes[i] || candidate == Verb::options ||
                             (candidate == Verb::head && node.routes[static_cast<std::size_t>(Verb::get)]);
        if (answers) append_listed(allowed, to_text(candidate));
    }
    auto response = verb == Verb::options ? Response{.status = 204}
                                          : problem(405, "Method not allowed", "this path answers " + allowed);
    response.headers.push_back({"Allow", std::move(allowed)});
    return response;
}

// How many leading segments of the path a pattern agrees with.
static std::size_t segments_shared(std::string_view pattern, std::string_view path) {
    std::size_t shared = 0;
    while (!pattern.empty() && !path.empty()) {
        const std::string_view expected = take_segment(pattern), actual = take_segment(path);
        if (expected != actual && !expected.starts_with('{')) break;
        ++shared;
    }
    return shared;
}

Response Router::not_found(std::string_view path) const {
    constexpr std::size_t shown_max = 8;
    std::size_t most = 0;
    for (const Route& route : routes_) most = std::max(most, segments_shared(route.pattern, path));
    json::array near;
    for (const Route& route : routes_)
        if (near.size() < shown_max && segments_shared(route.pattern, path) == most)
            near.push_back(json::string(std::string(to_text(route.verb)) + ' ' + route.pattern));
    return problem(404, "Not found", "nothing answers at this path", {{"near", std::move(near)}});
}

}  // namespace foxtrail
