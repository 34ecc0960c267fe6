#include "projections/people/handovers.hpp"
#include "projections/pipeline/deal_outcomes.hpp"
#include "projections/reading/dimension.hpp"
#include "projections/tables/transfers.hpp"

#include <map>

namespace foxtrail {
namespace {

constexpr std::string_view handed_definition =
    "handed_over: deals that went to another owner by a handover, once or more before their outcome; never: all others. until_outcome: "
    "from the last handover "
    "to the outcome, censored_n: still open. A deal handed over had stayed open until then: the difference is no effect of the handover "
    "alone. ";

struct HandedOutcomes {
    DealOutcomes handed_over, never;
    Durations until_outcome;

    json::object printed() const {
        json::object handed = handed_over.printed();
        handed["until_outcome"] = until_outcome.summary();
        return {{"handed_over", std::move(handed)}, {"never", never.printed()}};
    }
};

// When each deal was handed over, ascending.
using HandoverTimes = std::map<OpportunityId, std::vector<Time>>;

HandoverTimes handover_times(const Transfers& transfers, const Instant& instant) {
    HandoverTimes times;
    transfers.items.each_history(instant, [&](std::uint32_t, const TransferRow& row, Time at, std::span<const Change>) {
        if (row.item.kind == OpportunityId::kind) times[{row.item.number}].push_back(at);
    });
    for (auto& [id, of_deal] : times) std::ranges::sort(of_deal);
    return times;
}

// The last handover that was before the outcome: an outcome may be known late, and be true before a handover was.
std::optional<Time> handed_before(const Deal& deal, OpportunityId id, const HandoverTimes& times) {
    const auto found = times.find(id);
    if (found == times.end()) return std::nullopt;
    const Time end = deal.outcome.value == Outcome::open ? Time::max() : deal.outcome.since;
    const auto after = std::ranges::upper_bound(found->second, end);
    return after == found->second.begin() ? std::nullopt : std::optional(*std::prev(after));
}

void count_handed(HandedOutcomes& outcomes, const Deal& deal, std::optional<Time> handed) {
    (handed ? outcomes.handed_over : outcomes.never).add(deal.outcome.value);
    if (!handed) return;
    if (deal.outcome.value == Outcome::open)
        outcomes.until_outcome.add_censored();
    else
        outcomes.until_outcome.add(deal.outcome.since.us - handed->us);
}

}  // namespace

ReadAnswer handover_outcomes(const Runner& runner, const Log&, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    const auto transfers = runner.read<Transfers>();
    Problems problems;
    const DealSelection selection(question.with_default("group_by", "department"), context, problems);
    if (!problems.empty()) return std::unexpected(std::move(problems));

    const HandoverTimes times = handover_times(*transfers.tables, question.instant);
    std::map<GroupKey, HandedOutcomes> groups;
    HandedOutcomes all;
    context.deals->deals.each(question.instant, [&](std::uint32_t id, const Deal& deal) {
        if (!selection.selects(deal)) return;
        const auto at = handed_before(deal, {id}, times);
        count_handed(groups[selection.group(deal)], deal, at), count_handed(all, deal, at);
    });
    json::array printed;
    for (const auto& [key, outcomes] : groups) {
        json::object group = selection.label(key, context);
        add_members(group, outcomes.printed());
        printed.push_back(std::move(group));
    }
    return json::object{{"all", all.printed()},
                        {"groups", std::move(printed)},
                        {"definition", std::string(handed_definition) + std::string(DealOutcomes::definition)}};
}

std::vector<ReadParameter> handover_outcomes_parameters() {
    auto parameters = DealSelection::parameters();
    parameters.front().doc = "up to four dimensions, comma-separated; department when left out";
    return parameters;
}

}  // namespace foxtrail
