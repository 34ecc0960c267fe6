// What a quarter brings in a simulation: the office's own things, and now and then too much on one person, or nobody on what is his.
#include "events/standing_rule.hpp"
#include "replay/simulation/simulation.hpp"

#include <algorithm>

namespace foxtrail {

constexpr WorkTime us_per_quarter = weeks_a_quarter * work_days_a_week * us_per_work_day;

void Simulation::begin_quarter(WorkTime now) {
    constexpr std::int64_t grown_in = 1, quarters_a_year = 4;
    const std::int64_t number = now / us_per_quarter;
    const Time at = calendar_.time(now);
    office_.begin_quarter(number, at);
    if (number % quarters_a_year == grown_in) let_one_grow(at);
    look_for_key_people(at);
    send_owner_away(now);
    actions_.push({(number + 1) * us_per_quarter, quarter});
}

// Of the open deals, as far as their values are known.
Simulation::OpenMinor Simulation::open_minor() const {
    OpenMinor open;
    for (const Running& each : deals_) {
        const SimulatedDeal& deal = each.deal;
        if (!deal.closed && deal.owner && deal.value.value.value) open[deal.currency.code][deal.owner] += deal.value.value.value->minor;
    }
    return open;
}

static WideSum sum_of(const std::map<EmployeeId, WideSum>& by_owner) {
    WideSum all = 0;
    for (const auto& [owner, minor] : by_owner) all += minor;
    return all;
}

// A customer wants as much more as all others of his currency together.
void Simulation::let_one_grow(Time at) {
    static const Currency yen = Currency::of("JPY");
    const auto more = static_cast<std::int64_t>(sum_of(open_minor()[yen.code]));
    const auto grown = std::ranges::find_if(deals_, [&](const Running& each) { return !each.deal.closed && each.deal.owner && each.deal.currency == yen; });
    if (more > 0 && grown != deals_.end()) sales_.grow(grown->deal, at, {more, yen});
}

void Simulation::look_for_key_people(Time at) {
    const auto percent_most = threshold(terms_at_first(RuleCode::R7), "share_percent");
    for (const auto& [currency, by_owner] : open_minor()) {
        const WideSum all = sum_of(by_owner);
        for (const auto& [owner, minor] : by_owner)
            if (all > 0 && minor * 100 > all * percent_most)
                scheduler_.tell_of_share(owner, at, std::to_string(static_cast<int>(minor * 100 / all)) + " % of the open pipeline in " + to_text(Currency{currency}) + " rests on " + to_text(owner));
    }
}

// He does nothing for three weeks; what is his waits for him.
void Simulation::send_owner_away(WorkTime now) {
    constexpr WorkTime away = 15 * us_per_work_day, noticed_after = 12 * us_per_work_day;
    constexpr int looked_at_most = 20;
    for (int looked = 0; looked < looked_at_most && !deals_.empty(); ++looked) {
        const SimulatedDeal& deal = deals_[random_.below(deals_.size())].deal;
        if (deal.closed || !company_.send_away(deal.owner)) continue;
        agenda_.send_away(deal.owner, now + away), away_since_ = calendar_.time(now);
        actions_.push({now + away, return_of_seller});
        const auto deals = std::ranges::count_if(deals_, [&](const Running& each) { return !each.deal.closed && each.deal.owner == deal.owner; });
        return scheduler_.watch_absence(deal.owner, calendar_.time(now + noticed_after),
                                        to_text(deal.owner) + " has recorded nothing for long; open deals that rest on him: " + std::to_string(deals));
    }
}

}  // namespace foxtrail
