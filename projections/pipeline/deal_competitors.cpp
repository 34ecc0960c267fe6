#include "projections/pipeline/competitors.hpp"
#include "projections/reading/commit_facts.hpp"
#include "projections/reading/parameters.hpp"
#include "projections/reading/seen_events.hpp"
#include "projections/tables/competition.hpp"

#include "events/event_entry.hpp"

#include <map>

namespace foxtrail {
namespace {

struct CompetitorEvent {
    Position position;
    Time valid_at;
    std::optional<CompetitorDetected> detected{};
    std::optional<CompetitorWithdrawn> withdrawn{};
    std::optional<OpportunityLost> lost{};
};

std::vector<CompetitorEvent> competitor_events(OpportunityId id, const Log& log, const Instant& instant) {
    return seen_events(id.entity(), log, instant, [](const RecordedEvent& event) -> std::optional<CompetitorEvent> {
        CompetitorEvent read{event.position,
                             event.envelope->valid_at,
                             event_as<CompetitorDetected>(event.type, event.payload),
                             event_as<CompetitorWithdrawn>(event.type, event.payload),
                             event_as<OpportunityLost>(event.type, event.payload)};
        return read.detected || read.withdrawn || read.lost ? std::optional(std::move(read)) : std::nullopt;
    });
}

json::value stage_when(OpportunityId id, Time at, const DimensionContext& context) {
    Deal then;
    if (!context.deals->deals.at(id.number, {context.instant.as_of, at}, then)) return nullptr;
    return json::value(context.stages.at(then.model, then.model_version, then.stage.value.stage).name);
}

// His stays on the deal, the last one last.
struct CompetitorOnDeal {
    std::string name;
    json::array stays;
    bool present = false;
};

using CompetitorsOnDeal = std::map<CompetitorId, CompetitorOnDeal>;

CompetitorsOnDeal competitors_on(OpportunityId id, const std::vector<CompetitorEvent>& events, const CommitFactsByPosition& commits,
                                 const DimensionContext& context) {
    CompetitorsOnDeal found;
    for (const auto& event : events) {
        if (event.detected) {
            CompetitorOnDeal& one = found[event.detected->competitor];
            one.name = event.detected->name, one.present = true;
            one.stays.push_back({{"since", to_text(event.valid_at)},
                                 {"stage", stage_when(id, event.valid_at, context)},
                                 {"evidence", event.detected->evidence},
                                 {"detected", commit_json(event.position, commits, context)},
                                 {"until", nullptr},
                                 {"withdrawn", nullptr}});
        }
        const auto one = event.withdrawn ? found.find(event.withdrawn->competitor) : found.end();
        if (one == found.end() || !one->second.present) continue;
        json::object& stay = one->second.stays.back().as_object();
        stay["until"] = to_text(event.valid_at), stay["withdrawal_evidence"] = event.withdrawn->evidence;
        stay["withdrawn"] = commit_json(event.position, commits, context);
        one->second.present = false;
    }
    return found;
}

}  // namespace

ReadAnswer deal_competitors(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    Deal deal;
    const auto id = read_path_id<OpportunityId>(question, context.deals->deals, deal);
    if (!id) return std::unexpected(id.error());
    const auto events = competitor_events(*id, log, question.instant);
    std::vector<Position> positions;
    for (const auto& event : events) positions.push_back(event.position);
    const CommitFactsByPosition commits = commit_facts(log, positions);

    json::array printed;
    for (auto& [competitor, one] : competitors_on(*id, events, commits, context))
        printed.push_back(
            {{"competitor", {{"id", to_text(competitor)}, {"name", one.name}}}, {"present", one.present}, {"stays", std::move(one.stays)}});
    json::object answer{{"opportunity", to_text(*id)},
                        {"outcome", enum_name(deal.outcome.value)},
                        {"competitors", std::move(printed)},
                        {"lost_to", nullptr}};
    if (deal.outcome.value == Outcome::lost)
        for (const auto& event : events)
            if (event.lost) answer["lost_to"] = to_json(event.lost->competitor);
    return answer;
}

}  // namespace foxtrail
