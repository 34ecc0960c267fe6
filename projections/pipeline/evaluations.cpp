#include "projections/pipeline/evaluations.hpp"

#include "projections/pipeline/evaluation_reading.hpp"
#include "projections/reading/changed_by.hpp"
#include "projections/reading/entities.hpp"
#include "projections/reading/listing.hpp"
#include "projections/reading/seen_events.hpp"

namespace foxtrail {
namespace {

struct RankedDeal {
    OpportunityId opportunity;
    std::uint32_t row;  // in the table of judgements
    Percent score;
};

// "true", "false" or left out.
std::optional<bool> below_asked(const ReadQuestion& question, Problems& problems) {
    return question.find("below_threshold") ? std::optional(read_flag(question, "below_threshold", problems)) : std::nullopt;
}

// The highest score first, the older deal first among equals.
std::vector<RankedDeal> ranked_deals(const Judgements& judgements, const DealSelection& selection, std::optional<bool> below,
                                     const DimensionContext& context) {
    std::vector<RankedDeal> ranked;
    Deal deal;
    judgements.judgements.each(context.instant, [&](std::uint32_t id, const JudgementRow& row) {
        if (!row.evaluation.model || (below && row.evaluation.below_threshold != *below)) return;
        if (!context.deals->deals.at(row.opportunity.number, context.instant, deal)) return;
        if (deal.outcome.value == Outcome::open && selection.selects(deal)) ranked.push_back({row.opportunity, id, row.evaluation.score});
    });
    std::ranges::sort(ranked, [](const RankedDeal& a, const RankedDeal& b) {
        return a.score != b.score ? a.score > b.score : a.opportunity < b.opportunity;
    });
    return ranked;
}

}  // namespace

ReadAnswer evaluations(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    const auto judgements = runner.read<Judgements>();
    Problems problems;
    const DealSelection selection(question, context, problems);
    const auto below = below_asked(question, problems);
    const Rescoring rescoring(question, *judgements.tables, log, problems);
    const Page page = read_page(question, problems);
    if (!problems.empty()) return std::unexpected(std::move(problems));

    const auto ranked = ranked_deals(*judgements.tables, selection, below, context);
    const auto shown = paged(ranked, page);
    std::vector<Position> positions;
    for (const RankedDeal& one : shown) positions.push_back(changed_by<&JudgementRow::evaluation>(judgements->judgements, one.row, question.instant).position);
    const auto events = read_evaluations(log, positions);
    json::array printed;
    Deal deal;
    for (const RankedDeal& ranking : shown) {
        context.deals->deals.at(ranking.opportunity.number, question.instant, deal);
        json::object one = deal_json(ranking.opportunity, deal, context);
        one["rank"] = page.after + printed.size() + 1, one["department"] = named_or_unknown(deal.unit.department.entity(), context);
        one["evaluation"] = evaluation_json(events.at(positions[printed.size()]), rescoring, context);
        printed.push_back(std::move(one));
    }
    json::object answer{{"count", ranked.size()}};
    name_next(answer, page, printed.size(), ranked.size());
    answer["opportunities"] = std::move(printed);
    return answer;
}

std::vector<ReadParameter> evaluations_parameters() {
    std::vector<ReadParameter> parameters{{"after", "only opportunities below this rank: the cursor of the page before"},
                                          {"limit", "opportunities in a page, at most 1000, 100 when left out"},
                                          {"below_threshold", "true: only those below their model's threshold; false: only the others"}};
    std::ranges::move(Rescoring::parameters(), std::back_inserter(parameters));
    std::ranges::move(deal_filters(), std::back_inserter(parameters));
    return parameters;
}

ReadAnswer deal_evaluations(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    const auto judgements = runner.read<Judgements>();
    Deal deal;
    const auto id = read_path_id<OpportunityId>(question, context.deals->deals, deal);
    if (!id) return std::unexpected(id.error());
    Problems problems;
    const Rescoring rescoring(question, *judgements.tables, log, problems);
    if (!problems.empty()) return std::unexpected(std::move(problems));
    const auto events = seen_events(id->entity(), log, question.instant, [](const RecordedEvent& event) {
        return recorded_evaluation(event);
    });
    json::array printed;
    for (const auto& event : events) printed.push_back(evaluation_json(event, rescoring, context));
    return json::object{{"opportunity", to_text(*id)}, {"outcome", enum_name(deal.outcome.value)}, {"evaluations", std::move(printed)}};
}

std::vector<ReadParameter> deal_evaluations_parameters() {
    auto parameters = Rescoring::parameters();
    parameters.insert(parameters.begin(), {"id", "id of the opportunity", false, true});
    return parameters;
}

}  // namespace foxtrail
