#include "http/viewing.hpp"

#include "commands/facet.hpp"
#include "http/command_answer.hpp"

#include <future>

namespace foxtrail {

static NoteFacetsSeen facets_shown(const json::object& answer) {
    NoteFacetsSeen shown;
    const auto* facets = answer.if_contains("facets");
    if (!facets) return shown;
    for (const auto& facet : facets->as_array())
        if (!facet.as_object().contains("withheld")) shown.facets.push_back(from_text(facet.at("facet").as_string(), std::type_identity<FacetId>{}).value());
    return shown;
}

std::optional<Response> note_viewing(Engine& engine, std::string_view viewer, const json::object& answer) {
    NoteFacetsSeen shown = facets_shown(answer);
    if (shown.facets.empty()) return std::nullopt;
    Submission submission;
    submission.command = std::move(shown);
    submission.envelope.reason = "asked for the customer's page";
    submission.on_behalf_of = from_text(viewer, std::type_identity<EmployeeId>{}).value();
    const auto noted = std::make_shared<std::promise<CommandOutcome>>();
    const bool taken = engine.writer().submit(std::move(submission), [noted](CommandOutcome outcome) { noted->set_value(std::move(outcome)); });
    if (!taken) return turned_away();
    const CommandOutcome outcome = noted->get_future().get();
    return is_problem(outcome.verdict) ? std::optional(outcome_problem(outcome)) : std::nullopt;
}

}  // namespace foxtrail
