// The board: how many deals stand where, worth how much, since when. At any instant, by any dimensions.
#include "projections/pipeline/board.hpp"

#include "projections/reading/parameters.hpp"

#include <boost/unordered/unordered_flat_map.hpp>

#include <map>

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

    std::map<Currency, WideSum> list_amounts;  // when asked for, like what follows
    std::uint64_t list_price_unknown = 0;
};

// Each product's list price at the instant; before it was listed here, the one it was listed at.
std::vector<Amount> list_prices_at(const Table<ProductRow>& products, const Instant& instant) {
    std::vector<Amount> prices(products.last_id() + 1);
    products.each_history({instant.as_of}, [&](std::uint32_t id, ProductRow row, Time, std::span<const Change> changes) {
        for (const Change& change : changes)
            if (change.valid_at() <= instant.valid_at) Table<ProductRow>::apply(row, change);
        prices[id] = row.list_price;
    });
    return prices;
}

void add_list_price(Sum& sum, Amount price) {
    if (price) sum.list_amounts[price.currency()] += price.minor();
    else ++sum.list_price_unknown;
}

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

json::object printed(const Sum& sum, bool with_list_prices) {
    std::vector<std::pair<Currency, WideSum>> amounts, weighted;
    for (const auto& amount : sum.amounts) {
        amounts.emplace_back(amount.currency, amount.minor);
        weighted.emplace_back(amount.currency, (amount.weighted_percent + 50) / 100);
    }
    json::object printed{{"deals", sum.deals},
                         {"amounts", amounts_json(amounts)},
                         {"weighted_amounts", amounts_json(weighted)},
                         {"value_unknown", sum.value_unknown},
                         {"age_days_mean", sum.deals ? json::value(mean_days(sum.age_us, sum.deals)) : json::value(nullptr)},
                         {"stage_age_days_mean", sum.deals ? json::value(mean_days(sum.stage_age_us, sum.deals)) : json::value(nullptr)}};
    if (!with_list_prices) return printed;
    printed["list_amounts"] = amounts_json({sum.list_amounts.begin(), sum.list_amounts.end()});
    printed["list_price_unknown"] = sum.list_price_unknown;
    return printed;
}

}  // namespace

ReadAnswer board(const Runner& runner, const Log&, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    Problems problems;
    ReadQuestion asked = question;
    if (!asked.find("outcome")) asked.parameters.emplace_back("outcome", "open");
    if (!asked.find("group_by")) asked.parameters.emplace_back("group_by", "stage");
    const DealSelection selection(asked, context, problems);
    const bool with_list_prices = read_flag(question, "list_prices", problems);
    if (!problems.empty()) return std::unexpected(std::move(problems));

    boost::unordered_flat_map<GroupKey, Sum, GroupHash> groups;
    Sum total;
    const auto list_prices = with_list_prices ? list_prices_at(context.directory->products, question.instant) : std::vector<Amount>();
    context.deals->deals.each(question.instant, [&](std::uint32_t, const Deal& deal) {
        if (!selection.selects(deal)) return;
        Sum& group = groups[selection.group(deal)];
        add(group, deal, context.stages, question.now);
        add(total, deal, context.stages, question.now);
        if (with_list_prices) add_list_price(group, list_prices[deal.product.number]), add_list_price(total, list_prices[deal.product.number]);
    });

    std::vector<GroupKey> keys;
    for (const auto& [key, sum] : groups) keys.push_back(key);
    std::ranges::sort(keys);
    json::array rows;
    for (const auto& key : keys) {
        json::object row = selection.label(key, context);
        add_members(row, printed(groups.at(key), with_list_prices));
        rows.push_back(std::move(row));
    }
    return json::object{{"groups", std::move(rows)}, {"total", printed(total, with_list_prices)}};
}

std::vector<ReadParameter> board_parameters() {
    auto parameters = DealSelection::parameters();
    parameters.push_back({"list_prices", "true: also the sums of the list prices of the deals' products"});
    return parameters;
}

}  // namespace foxtrail
