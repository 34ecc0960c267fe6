#include "projections/pipeline/establishment_requests.hpp"

#include "projections/reading/changed_by.hpp"
#include "projections/reading/recall.hpp"

#include <utility>

namespace foxtrail {

EstablishmentCourses establishment_courses(const Judgements& judgements, const Instant& instant) {
    EstablishmentCourses courses;
    judgements.judgements.each_history(instant, [&](std::uint32_t, const JudgementRow& row, Time, std::span<const Change> changes) {
        std::optional<Time> asked;
        for (const Change& change : changes) {
            if (change.attribute() != Table<JudgementRow>::attribute_of<&JudgementRow::establishment>()) continue;
            EstablishmentCourse& course = courses[row.opportunity];
            const auto state = Table<JudgementRow>::value_of<&JudgementRow::establishment>(change);
            course.requested |= state == EstablishmentState::requested, course.approved |= state == EstablishmentState::approved;
            course.rejected |= state == EstablishmentState::rejected, course.pending = state == EstablishmentState::requested;
            const auto since = std::exchange(asked, course.pending ? std::optional(change.valid_at()) : std::nullopt);
            if (since && !course.pending) course.waits_us.push_back(change.valid_at().us - since->us);
        }
    });
    return courses;
}

json::object establishment_request_json(std::uint32_t id, const JudgementRow& row, const Judgements& judgements, const Log& log, Time now,
                                        const DimensionContext& context) {
    const auto [position, since] = changed_by<&JudgementRow::establishment>(judgements.judgements, id, context.instant);
    const auto requested = event_at<ProjectEstablishmentRequested>(log, position).value();
    return {{"opportunity", to_text(row.opportunity)},
            {"requester", named(requested.requester.entity(), context)},
            {"justification", requested.justification},
            {"score", requested.score.value},
            {"budget", to_json(requested.budget)},
            {"requested_at", to_text(since)},
            {"age_s", (now.us - since.us) / us_per_second}};
}

}  // namespace foxtrail
