#include "projections/work/progress.hpp"

#include "events/activity.hpp"
#include "events/event_entry.hpp"
#include "projections/reading/latest_events.hpp"
#include "projections/reading/listing.hpp"
#include "projections/reading/seen_events.hpp"

namespace foxtrail {
namespace {

json::object recorded_json(const RecordedEvent& event, EmployeeId by, const DimensionContext& context) {
    const Envelope& envelope = *event.envelope;
    json::object printed{{"position", event.position},
                         {"by", named(by.entity(), context)},
                         {"valid_at", to_text(envelope.valid_at)},
                         {"recorded_at", to_text(envelope.recorded_at)}};
    if (!envelope.reason.empty()) printed["reason"] = envelope.reason;
    return printed;
}

json::object done_json(const ActivityLogged& activity, json::object printed) {
    json::array subjects;
    for (const Entity subject : activity.subjects) subjects.push_back(json::value(to_text(subject)));
    printed["activity"] = to_text(activity.activity), printed["what"] = enum_name(activity.kind);
    printed["subjects"] = std::move(subjects), printed["text"] = activity.text, printed["minutes"] = activity.minutes;
    return printed;
}

json::object progress_json(const WorkProgressRecorded& progress, json::object printed) {
    printed["activity"] = to_text(progress.activity), printed["what"] = "progress";
    printed["subjects"] = json::array{to_text(progress.subject)}, printed["text"] = progress.text;
    printed["percent_done"] = progress.percent_done.value;
    return printed;
}

}  // namespace

std::optional<json::object> activity_json(const RecordedEvent& event, const DimensionContext& context) {
    if (const auto activity = event_as<ActivityLogged>(event.type, event.payload))
        return done_json(*activity, recorded_json(event, activity->by, context));
    if (const auto progress = event_as<WorkProgressRecorded>(event.type, event.payload))
        return progress_json(*progress, recorded_json(event, progress->by, context));
    return std::nullopt;
}

json::array activities_of(EmployeeId employee, const Log& log, const DimensionContext& context, std::size_t limit) {
    json::array printed;
    const auto read = [&](const RecordedEvent& event) { return activity_json(event, context); };
    for (auto& activity : latest_events(employee.entity(), log, context.instant, limit, read)) printed.push_back(std::move(activity));
    return printed;
}

ReadAnswer opportunity_progress(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    Problems problems;
    const auto by = read_known<EmployeeId>(question, "by", context.directory->employees, problems);
    const Page page = read_page(question, problems);
    Deal deal;
    const auto id = read_path_id<OpportunityId>(question, context.deals->deals, deal);
    if (!id) problems.insert(problems.end(), id.error().begin(), id.error().end());
    if (!problems.empty()) return std::unexpected(std::move(problems));

    auto entries = seen_events(id->entity(), log, question.instant, [&](const RecordedEvent& event) { return activity_json(event, context); });
    if (by) std::erase_if(entries, [&](const json::object& entry) { return entry.at("by").at("id") != json::value(to_text(*by)); });
    std::uint64_t minutes = 0;
    json::value last = nullptr;  // how far it has come
    for (const auto& entry : entries) {
        if (const auto* spent = entry.if_contains("minutes")) minutes += spent->to_number<std::uint64_t>();
        if (entry.contains("percent_done")) last = entry;
    }
    json::object answer{{"opportunity", to_text(*id)}, {"count", entries.size()}, {"minutes", minutes}, {"progress", std::move(last)}};
    json::array printed;
    for (auto& entry : paged(entries, page)) printed.push_back(std::move(entry));
    name_next(answer, page, printed.size(), entries.size());
    answer["entries"] = std::move(printed);
    return answer;
}

std::vector<ReadParameter> opportunity_progress_parameters() {
    return {{"id", "id of the opportunity", false, true},
            {"by", "id of the employee who did it"},
            {"after", "entries to leave out: the cursor of the page before"},
            {"limit", "entries in a page, at most 1000, 100 when left out"}};
}

}  // namespace foxtrail
