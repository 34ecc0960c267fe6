// OpenAPI 3.1 from the route table: what is served is what is said.
#pragma once

#include "http/server/route.hpp"

namespace foxtrail {

json::object openapi(const RouteTable& routes);

}  // namespace foxtrail
