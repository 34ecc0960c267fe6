#include "projections/pipeline/competitors.hpp"

#include "projections/pipeline/deal_outcomes.hpp"
#include "projections/reading/entities.hpp"
#include "projections/reading/listing.hpp"
#include "projections/tables/competition.hpp"

#include <map>

namespace foxtrail {
namespace {

constexpr std::string_view competition_definition =
    "a competitor's deals: those he was detected on before their outcome, withdrawn since or not; a deal with several counts for each, and "
    "once in any. none: deals without a detection before their outcome. present: open deals he is on. lost_to: lost deals whose loss names "
    "him; lost_to_undetected: of those, the ones he was never detected on before, which do not count in his win rate. stage: the deal's "
    "when the first competitor was detected. left_out: detected after the outcome only. A deal lives on until a competitor is found on it: "
    "the difference from none is not his effect alone. ";

// A competitor on a deal, at an instant.
struct Encounter {
    OpportunityId opportunity;
    CompetitorId competitor;
    std::optional<Time> detected{};  // first
    bool present = false, lost_to = false;
};

std::vector<Encounter> encounters_at(const Competition& competition, const Instant& instant) {
    std::vector<Encounter> encounters;
    competition.presences.each_history(instant, [&](std::uint32_t, const PresenceRow& birth, Time, std::span<const Change> changes) {
        Encounter one{birth.opportunity, birth.competitor};
        PresenceRow row = birth;
        for (const Change& change : changes) {
            Table<PresenceRow>::apply(row, change);
            if (row.present && !one.detected) one.detected = change.valid_at();
        }
        one.present = row.present, one.lost_to = row.lost_to;
        encounters.push_back(one);
    });
    return encounters;
}

struct CompetitionTally {
    DealOutcomes outcomes;
    std::uint64_t present = 0, withdrawn = 0, lost_to = 0, lost_to_undetected = 0, left_out = 0;

    json::object printed() const {
        json::object printed = outcomes.printed();
        printed["present"] = present, printed["withdrawn"] = withdrawn, printed["lost_to"] = lost_to;
        printed["lost_to_undetected"] = lost_to_undetected, printed["left_out"] = left_out;
        return printed;
    }
};

struct StageMet {
    StageModelId model;
    std::uint16_t version = 0, number = 0;
    auto operator<=>(const StageMet&) const = default;
};

// The deals asked for, by who sells against us on them.
struct CompetitionCount {
    std::map<CompetitorId, CompetitionTally> by_competitor;
    std::map<StageMet, DealOutcomes> by_stage;
    DealOutcomes any, all;
};

// Counts it, and says whether it is one the deal's outcome can be held against.
bool count_encounter(CompetitionTally& tally, const Encounter& one, const Deal& deal) {
    const bool open = deal.outcome.value == Outcome::open;
    const bool in_time = one.detected && (open || *one.detected <= deal.outcome.since);
    if (deal.outcome.value == Outcome::lost && one.lost_to) ++tally.lost_to, tally.lost_to_undetected += !in_time;
    tally.left_out += one.detected && !in_time;
    if (!in_time) return false;
    tally.outcomes.add(deal.outcome.value);
    tally.present += open && one.present, tally.withdrawn += !one.present;
    return true;
}

StageMet stage_met(OpportunityId id, Time detected, const DimensionContext& context) {
    Deal then;
    if (!context.deals->deals.at(id.number, {context.instant.as_of, detected}, then)) return {};
    return {then.model, then.model_version, then.stage.value.stage};
}

CompetitionCount count_competition(const Competition& competition, const DealSelection& selection, const DimensionContext& context) {
    CompetitionCount count;
    std::map<OpportunityId, std::pair<Time, Outcome>> met;  // when first
    Deal deal;
    for (const Encounter& one : encounters_at(competition, context.instant)) {
        if (!context.deals->deals.at(one.opportunity.number, context.instant, deal) || !selection.selects(deal)) continue;
        if (!count_encounter(count.by_competitor[one.competitor], one, deal)) continue;
        const auto first = met.try_emplace(one.opportunity, *one.detected, deal.outcome.value).first;
        first->second.first = std::min(first->second.first, *one.detected);
    }
    for (const auto& [id, first] : met) {
        count.any.add(first.second);
        count.by_stage[stage_met(id, first.first, context)].add(first.second);
    }
    context.deals->deals.each(context.instant, [&](std::uint32_t, const Deal& each) {
        if (selection.selects(each)) count.all.add(each.outcome.value);
    });
    return count;
}

json::array stages_met_json(const CompetitionCount& count, const DimensionContext& context) {
    json::array printed;
    for (const auto& [stage, outcomes] : count.by_stage) {
        json::object row = outcomes.printed();
        row["stage"] = {{"stage_model", to_text(stage.model)},
                        {"version", stage.version},
                        {"number", stage.number},
                        {"name", context.stages.at(stage.model, stage.version, stage.number).name}};
        printed.push_back(std::move(row));
    }
    return printed;
}

}  // namespace

ReadAnswer competitors(const Runner& runner, const Log&, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    const auto competition = runner.read<Competition>();
    Problems problems;
    const DealSelection selection(question.without("group_by"), context, problems);
    const Page page = read_page(question, problems);
    const auto by = question.find("group_by").value_or("competitor");
    if (by != "competitor" && by != "stage") problems.push_back({"group_by", "expected competitor or stage"});
    if (!problems.empty()) return std::unexpected(std::move(problems));

    CompetitionCount count = count_competition(*competition.tables, selection, context);
    json::object answer;
    if (by == "stage")
        answer["stages"] = stages_met_json(count, context);
    else
        answer = listed(competition->competitors, "competitors", question.instant, page, [&](std::uint32_t id, const CompetitorRow& row) {
            json::object printed = count.by_competitor[{id}].printed();
            printed["competitor"] = {{"id", to_text(CompetitorId{id})}, {"name", competition->competitors.texts().at(row.name)}};
            return printed;
        });
    answer["any"] = count.any.printed(), answer["none"] = count.all.without(count.any).printed();
    answer["definition"] = std::string(competition_definition) + std::string(DealOutcomes::definition);
    return answer;
}

std::vector<ReadParameter> competitors_parameters() {
    auto parameters = list_parameters();
    std::ranges::move(deal_filters(), std::back_inserter(parameters));
    parameters.push_back({"outcome", "of the deal: open, won, lost or derailed"});
    parameters.push_back({"group_by", "competitor, or stage: the one the deal was in when the first competitor was detected"});
    return parameters;
}

}  // namespace foxtrail
