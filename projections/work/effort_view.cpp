#include "projections/work/effort_view.hpp"

#include "projections/reading/number_sample.hpp"
#include "projections/reading/statistics.hpp"
#include "projections/tables/spending.hpp"

#include <map>
#include <unordered_map>

namespace foxtrail {
namespace {

constexpr std::string_view effort_definition =
    "Bookings valid by the instant, without those put right, summed for each stage of each deal. A deal counts where it stands at the "
    "instant; stage is the stage the effort was booked on, not the one the deal is in. per_deal: minutes of each deal in the group; "
    "censored_n are its open deals, whose effort is counted as it is and may still grow; low and high are the mean's 95 % interval. "
    "over_ceiling: stages of deals above their ceiling of minutes or cost among those with one.";

struct EffortTally {
    std::uint64_t minutes = 0, with_ceiling = 0, over = 0;
    std::map<Currency, WideSum> cost;
    struct OfDeal {
        std::uint64_t minutes = 0;
        bool open = false;
    };
    std::unordered_map<std::uint32_t, OfDeal> deals;

    void add(const StageSpending& spent, bool open) {
        minutes += spent.minutes;
        if (spent.account.currency) cost[{spent.account.currency}] += spent.cost;
        with_ceiling += spent.has_ceiling(), over += spent.has_ceiling() && spent.is_over();
        OfDeal& deal = deals[spent.account.opportunity.number];
        deal.minutes += spent.minutes, deal.open = open;
    }
    json::object printed() const {
        NumberSample per_deal;
        for (const auto& [id, deal] : deals) {
            per_deal.add(static_cast<std::int64_t>(deal.minutes));
            if (deal.open) per_deal.add_censored();
        }
        return {{"deals", deals.size()},
                {"minutes", minutes},
                {"cost", amounts_json({cost.begin(), cost.end()})},
                {"per_deal", per_deal.summary()},
                {"over_ceiling", proportion(over, with_ceiling)}};
    }
};

}  // namespace

ReadAnswer effort(const Runner& runner, const Log&, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    const auto spending = runner.read<Spending>();
    Problems problems;
    const DealSelection selection(question.with_default("group_by", "stage,outcome"), context, problems);
    if (!problems.empty()) return std::unexpected(std::move(problems));

    std::map<GroupKey, EffortTally> tallies;
    EffortTally all;
    each_spending(*spending.tables, question.instant, [&](const StageSpending& spent) {
        Deal deal;
        if (!context.deals->deals.at(spent.account.opportunity.number, question.instant, deal)) return;
        deal.stage.value.stage = spent.account.stage;
        if (!selection.selects(deal)) return;
        const bool open = deal.outcome.value == Outcome::open;
        for (EffortTally* tally : {&all, &tallies[selection.group(deal)]}) tally->add(spent, open);
    });
    json::array groups;
    for (const auto& [key, tally] : tallies) {
        json::object group = selection.label(key, context);
        add_members(group, tally.printed());
        groups.push_back(std::move(group));
    }
    return json::object{{"definition", effort_definition}, {"total", all.printed()}, {"groups", std::move(groups)}};
}

std::vector<ReadParameter> effort_parameters() {
    auto parameters = DealSelection::parameters();
    parameters.front().doc = "up to four dimensions, comma-separated; stage,outcome when left out";
    return parameters;
}

}  // namespace foxtrail
