#include "projections/pipeline/plan_by_stages.hpp"

#include "events/event_entry.hpp"
#include "events/opportunity.hpp"
#include "projections/reading/company_calendar.hpp"
#include "projections/reading/seen_events.hpp"

#include <functional>
#include <map>

namespace foxtrail {
namespace {

// What the events of a deal say of its way, in the order of valid time.
struct DealWay {
    std::optional<Time> created;
    std::uint16_t first_stage = 0;
    std::map<std::uint16_t, Time> passed;  // stages that lie behind it
    Stated<Date> first_close, close;
    std::uint64_t moves = 0;

    void enter(std::uint16_t to, Time when) {
        for (std::uint16_t number = first_stage; number < to; ++number) passed.try_emplace(number, when);
        passed.erase(passed.lower_bound(to), passed.end());
    }
    void state(const Stated<Date>& to) {
        moves += close.known() && to.known() && close != to;
        close = to;
        if (!first_close.known()) first_close = to;
    }
};

using Step = std::function<void(DealWay&)>;

Step step_of(const RecordedEvent& event) {
    const Time when = event.envelope->valid_at;
    const auto enters = [when](const Stage& to) { return [when, number = to.number](DealWay& way) { way.enter(number, when); }; };
    if (const auto created = event_as<OpportunityCreated>(event.type, event.payload))
        return [when, number = created->stage.number, close = created->expected_close](DealWay& way) {
            way.created = when, way.first_stage = number;
            way.state(close);
        };
    if (const auto moved = event_as<OpportunityExpectedCloseMoved>(event.type, event.payload))
        return [to = moved->to](DealWay& way) { way.state(to); };
    if (const auto advanced = event_as<OpportunityStageAdvanced>(event.type, event.payload)) return enters(advanced->to);
    if (const auto regressed = event_as<OpportunityStageRegressed>(event.type, event.payload)) return enters(regressed->to);
    if (const auto skipped = event_as<OpportunityStageSkipped>(event.type, event.payload)) return enters(skipped->to);
    if (const auto entered = event_as<OpportunityStageEntered>(event.type, event.payload)) return enters(entered->to);
    return {};
}

DealWay way_of(OpportunityId id, const Log& log, const Instant& instant) {
    DealWay way;
    const auto steps = seen_events(id.entity(), log, instant, [](const RecordedEvent& event) -> std::optional<Step> {
        Step step = step_of(event);
        return step ? std::optional(std::move(step)) : std::nullopt;
    });
    for (const Step& step : steps) step(way);
    return way;
}

// The end of the n-th of `count` equal parts.
json::value day_json(Date from, const Stated<Date>& to, std::int32_t n, std::int32_t count) {
    if (!to.known()) return "unknown";
    return json::value(to_text(Date{from.days + (to.value->days - from.days) * n / count}));
}

}  // namespace

PlanByStages plan_by_stages(OpportunityId id, const Deal& deal, const Log& log, const DimensionContext& context) {
    PlanByStages plan;
    const DealWay way = way_of(id, log, context.instant);
    if (!way.created) return plan;
    const Date from = CompanyCalendar(log, context.instant).time.local_date(*way.created);
    const auto stage_at = [&](std::int32_t number) { return context.stages.at(deal.model, deal.model_version, static_cast<std::uint16_t>(number)).name; };
    std::int32_t count = 0;
    while (!stage_at(way.first_stage + count).empty()) ++count;
    for (std::int32_t n = 1; n <= count; ++n) {
        const auto passed = way.passed.find(static_cast<std::uint16_t>(way.first_stage + n - 1));
        const bool is_passed = passed != way.passed.end(), is_met = is_passed || deal.outcome.value == Outcome::won;
        json::object milestone{{"what", stage_at(way.first_stage + n - 1)}, {"state", is_met ? "met" : "planned"}};
        milestone["baseline"] = day_json(from, way.first_close, n, count);
        milestone["due"] = day_json(from, way.close, n, count);
        milestone["since"] = to_text(is_passed ? passed->second : is_met ? deal.outcome.since : *way.created);
        plan.milestones.push_back(std::move(milestone));
    }
    plan.moves = way.moves;
    return plan;
}

}  // namespace foxtrail
