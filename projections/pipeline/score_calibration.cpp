#include "projections/pipeline/deal_outcomes.hpp"
#include "projections/pipeline/evaluation_reading.hpp"
#include "projections/pipeline/evaluations.hpp"
#include "projections/reading/dimension.hpp"
#include "projections/reading/parameters.hpp"
#include "projections/tables/judgements.hpp"

namespace foxtrail {
namespace {

constexpr std::string_view calibration_definition =
    "deals by the last score valid when they ended, in bands of ten (the last has 90 to 100); open ones by the score they have now. "
    "not_evaluated: deals without a score by then. monotone: no band's win_rate_broad is lower than that of a lower band. ";

constexpr std::size_t score_bands = 10;

// The score a deal ended with; that of the instant while it is open.
Judgement decisive_score(std::uint32_t id, const Deal& deal, const Judgements& judgements, const Instant& instant) {
    JudgementRow row;
    const Instant then{instant.as_of, deal.outcome.value == Outcome::open ? instant.valid_at : deal.outcome.since};
    return judgements.judgements.at(id, then, row) ? row.evaluation : Judgement{};
}

struct ScoreBands {
    std::array<DealOutcomes, score_bands> outcomes;
    DealOutcomes evaluated;
    std::array<std::pair<std::uint64_t, std::uint64_t>, score_bands> won_of_closed{};

    void add(Percent score, Outcome outcome) {
        const std::size_t band = std::min<std::size_t>(score.value / 10, score_bands - 1);
        outcomes[band].add(outcome), evaluated.add(outcome);
        won_of_closed[band].first += outcome == Outcome::won, won_of_closed[band].second += outcome != Outcome::open;
    }
    bool is_monotone() const {
        std::pair<std::uint64_t, std::uint64_t> below{0, 1};
        for (const auto& [won, closed] : won_of_closed) {
            if (closed == 0) continue;
            if (won * below.second < below.first * closed) return false;
            below = {won, closed};
        }
        return true;
    }
    json::array printed() const {
        json::array bands;
        for (std::size_t band = 0; band < score_bands; ++band) {
            json::object one = outcomes[band].printed();
            one["from"] = band * 10, one["to"] = band + 1 == score_bands ? 100 : band * 10 + 9;
            bands.push_back(std::move(one));
        }
        return bands;
    }
};

}  // namespace

ReadAnswer score_calibration(const Runner& runner, const Log&, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    const auto judgements = runner.read<Judgements>();
    Problems problems;
    const DealSelection selection(question, context, problems);
    const auto [model, version, published] = read_asked_model(question, *judgements.tables, problems);
    if (question.find("group_by")) problems.push_back({"group_by", "deals are grouped by their score: leave it out"});
    if (!problems.empty()) return std::unexpected(std::move(problems));

    ScoreBands bands;
    Deal deal;
    judgements->judgements.each(question.instant, [&](std::uint32_t id, const JudgementRow& row) {
        if (!context.deals->deals.at(row.opportunity.number, question.instant, deal) || !selection.selects(deal)) return;
        const Judgement judgement = decisive_score(id, deal, *judgements.tables, question.instant);
        if (!judgement.model || (model && judgement.model != *model) || (version && judgement.version != version)) return;
        bands.add(judgement.score, deal.outcome.value);
    });
    DealOutcomes all;
    context.deals->deals.each(question.instant, [&](std::uint32_t, const Deal& each) {
        if (selection.selects(each)) all.add(each.outcome.value);
    });
    return json::object{{"bands", bands.printed()},
                        {"monotone", bands.is_monotone()},
                        {"evaluated", bands.evaluated.printed()},
                        {"not_evaluated", all.without(bands.evaluated).printed()},
                        {"definition", std::string(calibration_definition) + std::string(DealOutcomes::definition)}};
}

std::vector<ReadParameter> score_calibration_parameters() {
    auto parameters = deal_filters();
    parameters.insert(parameters.begin(), {{"model", "id of an evaluation model: only scores by it; all others count as not evaluated"},
                                           {"version", "only scores by this version of a model"}});
    return parameters;
}

}  // namespace foxtrail
