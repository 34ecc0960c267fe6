#include "projections/pipeline/review_changes.hpp"

#include "projections/pipeline/pipeline_changes.hpp"
#include "projections/reading/event_selection.hpp"
#include "projections/reading/recall.hpp"
#include "projections/tables/diary.hpp"

#include <algorithm>

namespace foxtrail {
namespace {

// Whose pipeline, and from which review on; without one, from the beginning.
struct ReviewSelection {
    ReviewSelection(const ReadQuestion& question, const DimensionContext& context, const Diary& diary, const Log& log,
                    Problems& problems) {
        const auto reviewer = read_known<EmployeeId>(question, "reviewer", context.directory->employees, problems);
        review = read_known<PipelineReviewId>(question, "review", diary.reviews, problems).value_or(PipelineReviewId{});
        if (review)
            diary.reviews.at(review.number, question.instant, row);
        else if (!question.find("pipeline") && !question.find("review"))
            problems.push_back({"pipeline", "say whose pipeline: an id like \"emp-7\" or \"dep-2\""});
        if (question.find("pipeline")) read_pipeline(question, context, problems);
        if (review || !problems.empty()) return;
        diary.reviews.each_with<&PipelineReviewRow::pipeline>(
            row.pipeline, question.instant, [&](std::uint32_t id, const PipelineReviewRow& held) {
                if (!reviewer || took_part(*reviewer, diary.reviews.birth(id), log)) review = {id}, row = held;
            });
    }

    PipelineReviewId review;  // {} for none
    PipelineReviewRow row;

private:
    // Who held a review, or was there.
    static bool took_part(EmployeeId reviewer, Position held, const Log& log) {
        const Recalled events = recall(log, {held});
        const json::value attendees = recalled(events, held, "attendees");
        const auto is_he = [&](const json::value& id) { return std::string_view(id.as_string()) == to_text(reviewer); };
        return events.at(held).actor == reviewer || std::ranges::any_of(attendees.as_array(), is_he);
    }
    void read_pipeline(const ReadQuestion& question, const DimensionContext& context, Problems& problems) {
        const bool is_department = question.find("pipeline")->starts_with(to_text(DepartmentId::kind));
        const auto department =
            is_department ? read_known<DepartmentId>(question, "pipeline", context.directory->departments, problems)
                          : std::nullopt;
        const auto employee =
            is_department ? std::nullopt
                          : read_known<EmployeeId>(question, "pipeline", context.directory->employees, problems);
        const Entity asked = department ? department->entity() : employee ? employee->entity() : Entity{};
        if (!asked) return;
        if (review && row.pipeline != asked)
            problems.push_back({"review", "this review is of the pipeline of " + to_text(row.pipeline)});
        row.pipeline = asked;
    }
};

json::value review_json(const ReviewSelection& selection, const Diary& diary, const Log& log,
                        const DimensionContext& context) {
    if (!selection.review) return nullptr;
    const Position held = diary.reviews.birth(selection.review.number);
    const Recalled events = recall(log, {held, selection.row.looked_at});
    json::array attendees;
    const json::value attended = recalled(events, held, "attendees");
    for (const auto& id : attended.as_array()) attendees.push_back(named(*parse_entity(id.as_string()), context));
    return json::object{{"id", to_text(selection.review)},
                        {"held_at", to_text(events.at(held).valid_at)},
                        {"held_by", named_or_null(events.at(held).actor.entity(), context)},
                        {"looked_at", selection.row.looked_at},
                        {"looked_at_time", to_text(events.at(selection.row.looked_at).recorded_at)},
                        {"notes", recalled(events, held, "notes")},
                        {"attendees", std::move(attendees)}};
}

json::object change_json(const PipelineChange& change, const RecalledEvent& event, const DimensionContext& context) {
    json::object printed{
        {"position", change.position}, {"kind", change.kind}, {"opportunity", to_text(change.opportunity)}};
    if (change.about) printed["about"] = to_text(change.about);
    printed["from"] = change.from, printed["to"] = change.to;
    printed["by"] = named_or_null(event.actor.entity(), context);
    printed["recorded_at"] = to_text(event.recorded_at), printed["valid_at"] = to_text(event.valid_at);
    printed["event"] = event.data;
    return printed;
}

json::array changes_json(std::span<const PipelineChange> page, const Log& log, const DimensionContext& context) {
    std::vector<Position> positions;
    for (const auto& change : page) positions.push_back(change.position);
    const Recalled events = recall(log, std::move(positions));
    json::array printed;
    for (const auto& change : page) printed.push_back(change_json(change, events.at(change.position), context));
    return printed;
}

}  // namespace

ReadAnswer review_changes(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    const auto work = runner.read<Work>();
    const auto committee = runner.read<Committee>();
    const auto diary = runner.read<Diary>();
    Problems problems;
    const ReviewSelection selection(question, context, *diary.tables, log, problems);
    Position after = 0;
    std::size_t limit = page_limit_default;
    read_number(question, "after", after, table_position_max, problems);
    read_limit(question, limit, problems);
    if (!problems.empty()) return std::unexpected(std::move(problems));

    const auto [then, now, changes] =
        pipeline_changes({selection.row.pipeline, context}, selection.row.looked_at, context, log, *committee.tables, *work.tables);
    json::object by_kind;
    for (const auto& change : changes) {
        auto& count = by_kind[change.kind];
        count = count.is_null() ? 1 : count.to_number<std::int64_t>() + 1;
    }
    const auto rest =
        std::ranges::subrange(std::ranges::upper_bound(changes, after, {}, &PipelineChange::position), changes.end());
    const auto page = std::span(rest.begin(), std::min(limit, rest.size()));
    json::object answer{{"pipeline", named(selection.row.pipeline, context)},
                        {"review", review_json(selection, *diary.tables, log, context)},
                        {"totals", {{"then", then.printed()}, {"now", now.printed()}}},
                        {"by_kind", std::move(by_kind)},
                        {"changes", changes_json(page, log, context)}};
    if (!page.empty() && page.size() < rest.size()) answer["next"] = "after=" + std::to_string(page.back().position);
    return answer;
}

std::vector<ReadParameter> review_changes_parameters() {
    return {{"pipeline", "id of the employee or department whose deals were reviewed, a department's with those below it"},
            {"review", "id of a review; the last one of the pipeline when left out"},
            {"reviewer", "id of an employee: of the last one that he held or attended"},
            {"after", "only changes after this position: the cursor of the page before"},
            {"limit", "changes in a page, at most 1000, 100 when left out"}};
}

}  // namespace foxtrail
