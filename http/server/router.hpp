// Finds the row of the route table for a request: a tree of path segments.
//
// Threads: immutable after construction, any thread. Errors: the constructor throws std::invalid_argument for two rows that answer the
// same verb on the same paths.
#pragma once

#include "http/server/route.hpp"

#include <array>
#include <memory>

namespace foxtrail {

class Router {
  public:
    struct Match {
        const Route* route = nullptr;     // null: see `refusal`
        std::optional<Response> refusal;  // 400 for a path that does not decode, 404, 405, or the answer to OPTIONS
    };

    explicit Router(const RouteTable& routes);
    ~Router();

    // Fills the request's path parameters.
    Match match(Request&) const;

  private:
    struct Node;
    Response not_found(std::string_view path) const;
    Response other_verb(const Node&, Verb) const;

    const RouteTable& routes_;
    std::unique_ptr<Node> root_;
};

}  // namespace foxtrail
