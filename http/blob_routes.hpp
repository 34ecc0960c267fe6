// The bytes of documents over HTTP: storing them, by their hash or to be told it, and reading them, by their hash or as a version of a
// document at any instant.
#pragma once

#include "http/read_route.hpp"

namespace foxtrail {

RouteTable blob_routes(Engine& engine, AnswerCache& cache);

}  // namespace foxtrail
