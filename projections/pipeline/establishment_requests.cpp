#include "projections/pipeline/establishment_requests.hpp"

#include "projections/reading/recall.hpp"

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
            if (course.pending)
                asked = change.valid_at();
            else if (asked)
                course.waits_us.push_back(change.valid_at().us - asked->us), asked.reset();
        }
    });
    return courses;
}

json::object establishment_request_json(std::uint32_t id, const JudgementRow& row, const Judgements& judgements, const Log& log, Time now,
                                        const DimensionContext& context) {
    Position position = 0;
    judgements.judgements.history(id, context.instant, [&](std::uint32_t, const JudgementRow&, Time, std::span<const Change> changes) {
        for (const Change& change : changes)
            if (change.attribute() == Table<JudgementRow>::attribute_of<&JudgementRow::establishment>()) position = change.position();
    });
    const Recalled events = recall(log, {position});
    const auto requester =
        from_text(std::string_view(recalled(events, position, "requester").as_string()), std::type_identity<EmployeeId>{});
    const Time since = events.at(position).valid_at;
    return {{"opportunity", to_text(row.opportunity)},
            {"requester", named(requester.value().entity(), context)},
            {"justification", recalled(events, position, "justification")},
            {"score", recalled(events, position, "score")},
            {"budget", recalled(events, position, "budget")},
            {"requested_at", to_text(since)},
            {"age_s", (now.us - since.us) / us_per_second}};
}

}  // namespace foxtrail
