// The board: how many deals stand where, worth how much, since when. At any instant, by any dimensions.
#include "projections/pipeline/board.hpp"

#include <boost/unordered/unordered_flat_map.hpp>

namespace foxtrail {
namespace {

struct Sum {
    std::uint64_t deals = 0, value_unknown = 0;
    WideSum age_us = 0, stage_age_us = 0;  // sums; the means are exact sums divided once
    struct InCurrency {
        Currency currency;
        WideSum minor = 0, weighted_percent = 0;
    };
    std::vector<InCurrency> amounts;

    InCurrency& in(Currency currency) {
        for (auto& amount : amounts)
            if (amount.currency == currency) return amount;
        return amounts.emplace_back(InCurrency{currency, 0, 0});
    }
};

// A closed deal weighs what it brought; an open one its own probability, or its stage's when that is unknown.
int weight_percent(const Deal& deal, const StageNames& stages) {
    if (deal.outcome.value == Outcome::won) return 100;
    if (deal.outcome.value != Outcome::open) return 0;
    if (deal.probability.value) return deal.probability.value->value;
    return stages.at(deal.model, deal.model_version, deal.stage.value.stage).probability.value;
}

void add(Sum& sum, const Deal& deal, const StageNames& stages, Time now) {
    ++sum.deals;
    const Time until = deal.outcome.value == Outcome::open ? now : deal.outcome.since;
    sum.age_us += until.us - deal.created.us;
    sum.stage_age_us += until.us - deal.stage.since.us;
    if (!deal.value) {
        ++sum.value_unknown;
        return;
    }
    auto& amount = sum.in(deal.value.currency());
    amount.minor += deal.value.minor();
    amount.weighted_percent += static_cast<WideSum>(deal.value.minor()) * weight_percent(deal, stages);
}

double mean_days(WideSum sum_us, std::uint64_t n) { return static_cast<double>(sum_us) / static_cast<double>(n) / static_cast<double>(us_per_day); }

json::object printed(const Sum& sum) {
    std::vector<std::pair<Currency, WideSum>> amounts, weighted;
    for (const auto& amount : sum.amounts) {
        amounts.emplace_back(amount.currency, amount.minor);
        weighted.emplace_back(amount.currency, (amount.weighted_percent + 50) / 100);
    }
    return {{"deals", sum.deals},
            {"amounts", amounts_json(amounts)},
            {"weighted_amounts", amounts_json(weighted)},
            {"value_unknown", sum.value_unknown},
            {"age_days_mean", sum.deals ? json::value(mean_days(sum.age_us, sum.deals)) : json::value(nullptr)},
            {"stage_age_days_mean", sum.deals ? json::value(mean_days(sum.stage_age_us, sum.deals)) : json::value(nullptr)}};
}

}  // namespace

ReadAnswer board(const Runner& runner, const Log&, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    Problems problems;
    ReadQuestion asked = question;
    if (!asked.find("outcome")) asked.parameters.emplace_back("outcome", "open");
    if (!asked.find("group_by")) asked.parameters.emplace_back("group_by", "stage");
    const DealSelection selection(asked, context, problems);
    if (!problems.empty()) return std::unexpected(std::move(problems));

    boost::unordered_flat_map<GroupKey, Sum, GroupHash> groups;
    Sum total;
    context.deals->deals.each(question.instant, [&](std::uint32_t, const Deal& deal) {
        if (!selection.selects(deal)) return;
        add(groups[selection.group(deal)], deal, context.stages, question.now);
        add(total, deal, context.stages, question.now);
    });

    std::vector<GroupKey> keys;
    for (const auto& [key, sum] : groups) keys.push_back(key);
    std::ranges::sort(keys);
    json::array rows;
    for (const auto& key : keys) {
        json::object row = selection.label(key, context);
        add_members(row, printed(groups.at(key)));
        rows.push_back(std::move(row));
    }
    return json::object{{"groups", std::move(rows)}, {"total", printed(total)}};
}

std::vector<ReadParameter> board_parameters() { return DealSelection::parameters(); }

}  // namespace foxtrail
