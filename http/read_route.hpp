// One read model over HTTP: what a request asks of time, the model's answer at that instant, and how long it stays good.
#pragma once

#include "http/answer_cache.hpp"
#include "http/engine.hpp"
#include "http/server/route.hpp"
#include "projections/reading/read_model.hpp"

namespace foxtrail {

inline constexpr std::chrono::milliseconds position_wait_max{2'000};      // for a projection to come up to a position asked for
inline constexpr std::chrono::milliseconds clock_answer_kept_max{1'000};  // an answer with ages is as old as this at most

struct AskedInstant;
class RequestErrors;

class ReadRoute {
  public:
    struct Answered {
        json::object answer;
        Position version;  // of the entity in the path at the instant
        GoodUntil good;
    };

    // `more` are parameters that the route has beside those of the model.
    ReadRoute(Engine& engine, AnswerCache& cache, const ReadModel& model, std::vector<Parameter> more = {});

    const std::vector<Parameter>& parameters() const { return parameters_; }
    std::optional<Response> from_memory(const Request&) const;
    Response answer(const Request&) const;                          // as JSON, kept in the cache
    std::expected<Answered, Response> ask(const Request&) const;    // or the problem that says why not

  private:
    std::expected<Answered, Response> ask_at(const Request&, const AskedInstant&, Position head) const;
    std::expected<json::object, Response> answer_together(ReadQuestion&, Position wanted) const;
    GoodUntil good_until(const AskedInstant&, Time recorded_upto, Position reached, std::uint64_t withdrawals, bool is_of_the_clock) const;
    ReadQuestion question_of(const Request&) const;
    Position version_of(const ReadQuestion&) const;
    std::string id_of(const std::string& name) const;
    Response refusal(const Problems&) const;

    Engine& engine_;
    AnswerCache& cache_;
    const ReadModel& model_;
    const std::vector<Parameter> parameters_;
    const std::optional<Kind> kind_;  // of the entity in the path, where the path says it
};

}  // namespace foxtrail
