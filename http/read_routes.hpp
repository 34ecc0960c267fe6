// The read side: a row per read model, with the parameters that every one of them has: as_of, valid_at, min_position.
#pragma once

#include "http/answer_cache.hpp"
#include "http/engine.hpp"
#include "http/route.hpp"
#include "projections/read_model.hpp"

namespace foxtrail {

inline constexpr std::chrono::milliseconds position_wait_max{2'000};   // for a projection to come up to a position asked for
inline constexpr std::chrono::milliseconds clock_answer_kept_max{1'000};  // an answer with ages is as old as this at most

// `models` and `cache` outlive the table.
RouteTable read_routes(Engine& engine, AnswerCache& cache, std::span<const ReadModel> models);

}  // namespace foxtrail
