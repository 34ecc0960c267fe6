// Errors of forecasts: of confidence, of amount, of the day.
#pragma once

#include "core/money.hpp"
#include "projections/reading/dimension.hpp"
#include "projections/reading/number_sample.hpp"
#include "projections/reading/probability_score.hpp"
#include "projections/tables/forecasts.hpp"

#include <map>

namespace foxtrail {

// Stated amounts beside the values won at, in one currency.
struct AmountErrors {
    std::uint64_t n = 0;
    WideSum stated = 0, won = 0, absolute = 0;

    void add(std::int64_t stated_minor, std::int64_t won_minor) {
        ++n, stated += stated_minor, won += won_minor;
        absolute += stated_minor < won_minor ? won_minor - stated_minor : stated_minor - won_minor;
    }
    json::object printed(Currency currency) const {
        const auto share = [&](WideSum error) {
            return won == 0 ? json::value(nullptr) : json::value(static_cast<double>(error) / static_cast<double>(won));
        };
        const auto amount = [&](WideSum minor) { return decimal_text(static_cast<std::int64_t>(minor), currency); };
        return {{"currency", to_text(currency)}, {"n", n}, {"stated", amount(stated)}, {"won", amount(won)}, {"wape", share(absolute)},
                {"bias", share(stated - won)}};
    }
};

class ForecastErrors {
public:
    // A deal that has ended, with the forecast that stood before, and the day it ended.
    void add(const ForecastRow& forecast, const Deal& deal, Date ended) {
        const bool won = deal.outcome.value == Outcome::won;
        confidence_.add(forecast.stated.confidence, won);
        if (forecast.overridden.manager)
            overridden_.add(forecast.stated.confidence, won), manager_.add(forecast.overridden.confidence, won);
        if (!won) return;
        slip_.add(ended.days - forecast.stated.close.days);
        if (deal.value && deal.value.currency() == forecast.amount.currency())
            amounts_[deal.value.currency()].add(forecast.amount.minor(), deal.value.minor());
        else
            ++not_comparable_;
    }
    void add_open() { ++open_, slip_.add_censored(); }

    json::object printed() const {
        json::object printed = confidence_.printed();
        printed["n"] = confidence_.n(), printed["censored_n"] = open_;
        printed["override"] = override_json();
        json::array amounts;
        for (const auto& [currency, errors] : amounts_) amounts.push_back(errors.printed(currency));
        printed["amounts"] = std::move(amounts), printed["amounts_not_comparable"] = not_comparable_;
        printed["close_slip_days"] = slip_.summary();
        return printed;
    }
    // Who stated and who held otherwise, of the same deals.
    json::object override_json() const { return {{"n", manager_.n()}, {"stated", overridden_.score()}, {"manager", manager_.score()}}; }

private:
    BrierScore confidence_, overridden_, manager_;
    std::map<Currency, AmountErrors> amounts_;
    NumberSample slip_;
    std::uint64_t open_ = 0, not_comparable_ = 0;
};

}  // namespace foxtrail
