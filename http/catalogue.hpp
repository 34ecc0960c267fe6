// The catalogues in docs: every event, every command and route, as Markdown, generated from the declarations.
#pragma once

#include "http/server/route.hpp"

namespace foxtrail {

std::string event_catalogue();
std::string api_catalogue(const RouteTable& routes);

}  // namespace foxtrail
