#include "projections/pipeline/playbooks.hpp"

#include "projections/reading/listing.hpp"
#include "projections/reading/recall.hpp"

namespace foxtrail {
namespace {

json::object version_json(const PlaybookVersionRow& row, const PlaybookPublished& event) {
    return {{"playbook", to_text(row.playbook)}, {"name", event.name}, {"version", row.version}, {"stage_model", to_text(row.stage_model)}, {"published_at", to_text(row.published)}};
}

json::object step_json(std::uint16_t number, const PlaybookStep& step) { return {{"number", number}, {"stage", step.stage.name}, {"name", step.name}}; }

json::array steps_json(const std::vector<PlaybookStep>& steps) {
    json::array printed;
    for (std::uint16_t number = 1; const PlaybookStep& step : steps) printed.push_back(step_json(number++, step));
    return printed;
}

// The steps with what was said of each, and how many there are of each state.
json::object marked_steps(const std::vector<PlaybookStep>& steps, const std::map<std::uint16_t, PlaybookStepRow>& said, const Log& log, const DimensionContext& context) {
    std::vector<Position> positions;
    for (const auto& [number, row] : said) positions.push_back(row.said);
    const Recalled events = recall(log, positions);
    std::map<StepState, std::uint64_t> counts;
    json::array printed;
    for (std::uint16_t number = 1; const PlaybookStep& step : steps) {
        const auto found = said.find(number);
        const StepState state = found == said.end() ? StepState::open : found->second.state.value;
        json::object one = step_json(number++, step);
        one["state"] = enum_name(state), ++counts[state];
        if (const auto event = state == StepState::open ? events.end() : events.find(found->second.said); event != events.end()) {
            one["since"] = to_text(found->second.state.since);
            one["by"] = named_or_null(event->second.actor.entity(), context);
            one[state == StepState::followed ? "note" : "why"] = recalled(events, event->first, state == StepState::followed ? "note" : "why");
        }
        printed.push_back(std::move(one));
    }
    return {{"steps", std::move(printed)}, {"followed", counts[StepState::followed]}, {"deviated", counts[StepState::deviated]}, {"open", counts[StepState::open]}};
}

}  // namespace

std::optional<PlaybookVersionRow> pinned_playbook(const Deal& deal, const Playbooks& playbooks, const Instant& instant) {
    std::optional<PlaybookVersionRow> pinned;
    playbooks.versions.each_with<&PlaybookVersionRow::stage_model>(deal.model, instant, [&](std::uint32_t, const PlaybookVersionRow& row) {
        if (row.published <= deal.created) pinned = row;
    });
    return pinned;
}

std::map<std::uint16_t, PlaybookStepRow> steps_said(OpportunityId deal, const Playbooks& playbooks, const Instant& instant) {
    std::map<std::uint16_t, PlaybookStepRow> said;
    playbooks.steps.each_with<&PlaybookStepRow::opportunity>(deal, instant, [&](std::uint32_t, const PlaybookStepRow& row) {
        if (row.state.value != StepState::open) said[row.number] = row;
    });
    return said;
}

ReadAnswer playbooks(const Runner& runner, const Log& log, const ReadQuestion& question) {
    Problems problems;
    const auto model = read_known<StageModelId>(question, "stage_model", runner.read<Directory>()->stage_models, problems);
    const Page page = read_page(question, problems);
    if (!problems.empty()) return std::unexpected(std::move(problems));
    const auto reading = runner.read<Playbooks>();
    return listed(reading->versions, "playbooks", question.instant, page, [&](std::uint32_t, const PlaybookVersionRow& row) {
        const auto event = !model || row.stage_model == *model ? event_at<PlaybookPublished>(log, row.event) : std::nullopt;
        if (!event) return json::object{};
        json::object printed = version_json(row, *event);
        printed["steps"] = steps_json(event->steps);
        return printed;
    });
}

std::vector<ReadParameter> playbooks_parameters() {
    return {{"stage_model", "id of the stage model"}, {"after", "cursor of the page before"}, {"limit", "versions in a page, at most 1000, 100 when left out"}};
}

ReadAnswer deal_playbook(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    const auto reading = runner.read<Playbooks>();
    Deal deal;
    const auto id = read_path_id<OpportunityId>(question, context.deals->deals, deal);
    if (!id) return std::unexpected(id.error());
    json::object answer{{"opportunity", to_text(*id)}, {"outcome", enum_name(deal.outcome.value)}, {"playbook", nullptr}, {"steps", json::array{}}};
    const auto pinned = pinned_playbook(deal, *reading.tables, question.instant);
    const auto event = pinned ? event_at<PlaybookPublished>(log, pinned->event) : std::nullopt;
    if (!event) return answer;
    answer["playbook"] = version_json(*pinned, *event);
    for (auto& part : marked_steps(event->steps, steps_said(*id, *reading.tables, question.instant), log, context)) answer[part.key()] = std::move(part.value());
    return answer;
}

}  // namespace foxtrail
