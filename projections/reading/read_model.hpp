// A read model as the edge sees it: a name, its parameters, and a function from tables and an instant to JSON.
//
// Declared once, in read_models(); the edge derives the route, the parameters both times share (as_of, valid_at,
// min_position), paging, caching and OpenAPI. Every read model answers at any instant because the tables and the log do.
#pragma once

#include "core/problem.hpp"
#include "projections/runner/runner.hpp"
#include "projections/tables/committee.hpp"
#include "projections/tables/deals.hpp"
#include "projections/tables/directory.hpp"
#include "projections/tables/work.hpp"

namespace foxtrail {

struct ReadParameter {
    std::string_view name, doc;
    bool repeats = false;  // may be given several times: any of the values
    bool in_path = false;
};

// What a read model is asked: parameters by name, and the instant.
class ReadQuestion {
public:
    std::vector<std::pair<std::string, std::string>> parameters;
    Instant instant;  // as_of is never beyond what the projections have reached
    Time now;         // for ages; the time of the instant when it lies in the past

    std::optional<std::string_view> find(std::string_view name) const {
        for (const auto& [key, value] : parameters)
            if (key == name) return value;
        return std::nullopt;
    }
    // The same with a value for a parameter that was left out, or without a parameter.
    ReadQuestion with_default(std::string_view name, std::string_view value) const {
        ReadQuestion asked = *this;
        if (!find(name)) asked.parameters.emplace_back(name, value);
        return asked;
    }
    ReadQuestion without(std::string_view name) const {
        ReadQuestion asked = *this;
        std::erase_if(asked.parameters, [&](const auto& parameter) { return parameter.first == name; });
        return asked;
    }
};

// Adds the members of `more`; those that are there already stay as they are.
inline void add_members(json::object& to, json::object more) {
    for (auto& member : more) to.emplace(member.key(), std::move(member.value()));
}

using ReadAnswer = std::expected<json::object, Problems>;  // a problem's pointer is the parameter's name

struct ReadModel {
    std::string_view name;  // "board"
    std::string_view path;  // "/v1/board", "/v1/history/{entity}"
    std::string_view doc, term;
    std::vector<ReadParameter> parameters;
    ReadAnswer (*answer)(const Runner&, const Log&, const ReadQuestion&);
};

std::span<const ReadModel> read_models();

}  // namespace foxtrail
