// A story with read models to ask: what the tests of answers start from.
#pragma once

#include "projections/reading/read_model.hpp"
#include "tests/commands/scenario.hpp"

namespace foxtrail {

template <class Story = Scenario>
struct Answering : Story {
    using Answer = ReadAnswer (*)(const Runner&, const Log&, const ReadQuestion&);
    using Parameters = std::vector<std::pair<std::string, std::string>>;

    ReadAnswer try_ask(Answer answer, Parameters parameters, Instant instant = {}) {
        runner.catch_up();
        return answer(runner, *this->log, {std::move(parameters), instant, this->now});
    }
    json::object ask(Answer answer, Parameters parameters, Instant instant = {}) {
        const auto answered = try_ask(answer, std::move(parameters), instant);
        if (!answered) FAIL(json::serialize(to_json(answered.error())));
        return *answered;
    }
    void day() { this->now.us += us_per_day; }
    Position head() const { return this->log->head(); }

    Runner runner{*this->log};
};

}  // namespace foxtrail
