// The read side: a row per read model, with the parameters that every one of them has: as_of, valid_at, min_position.
#pragma once

#include "http/answer_cache.hpp"
#include "http/engine.hpp"
#include "http/server/route.hpp"
#include "projections/reading/read_model.hpp"

namespace foxtrail {

// `models` and `cache` outlive the table.
RouteTable read_routes(Engine& engine, AnswerCache& cache, std::span<const ReadModel> models);

}  // namespace foxtrail
