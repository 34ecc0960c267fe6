#include "commands/forecast.hpp"

#include "commands/decider/command_entry.hpp"
#include "commands/organisation.hpp"
#include "commands/rules/deal_people.hpp"
#include "commands/rules/forecast_grounds.hpp"
#include "commands/rules/opportunity_rules.hpp"
#include "commands/rules/work_rules.hpp"
#include "commands/working_calendar.hpp"

#include <algorithm>
#include <set>

namespace foxtrail {
namespace rule {
constexpr Rule close_passed{"close_passed", "The day on which this is to close has passed."};
constexpr Rule forecast_frozen{"forecast_frozen", "The forecast is frozen: nothing changes it. A later one has to be submitted first."};
constexpr Rule forecast_followed{"forecast_followed", "A later forecast of the opportunity stands in the place of this one."};
constexpr Rule not_owners_manager{"not_owners_manager", "Only the line manager of the opportunity's owner overrides a forecast."};
constexpr Rule period_ends_first{"period_ends_first", "The period ends before it begins."};
constexpr Rule freezes_now{"freezes_now", "A checkpoint fixes what stands now: leave valid_at out."};
constexpr Rule owners_missing{"owners_missing", "Name at least one owner whose forecasts are to be frozen."};
}  // namespace rule

RestsOn rests_on(const Forecast& forecast) { return forecast.followed ? RestsOn{} : RestsOn{forecast.opportunity.entity()}; }

void evolve(Forecast& forecast, const ForecastSubmitted& e, const Meta& m) {
    forecast.opportunity = e.opportunity;
    forecast.by = e.by;
    forecast.stated.set(e.to, m.valid_at);
    forecast.reconfirmation_due = false;
}
void evolve_other(Forecast& before, const ForecastSubmitted&, const Meta&) { before.followed = true; }
void evolve(Forecast& forecast, const ForecastOverridden& e, const Meta& m) { forecast.overridden.set(e.to, m.valid_at); }
void evolve(Forecast& forecast, const ForecastFrozen&, const Meta&) { forecast.frozen = true; }
void evolve(Forecast& forecast, const ForecastReconfirmationDue&, const Meta&) { forecast.reconfirmation_due = true; }

const Forecast* forecast_of(const Facts& f, OpportunityId opportunity) {
    const auto last = f.first_resting_on<ForecastId>(opportunity.entity());
    return last ? f.find(last) : nullptr;
}

void drop_to_reconfirm(Decision& d, const Facts& f, OpportunityId opportunity, const std::string& why) {
    const Forecast* forecast = forecast_of(f, opportunity);
    if (forecast && forecast->committed() && !forecast->reconfirmation_due)
        d.record(ForecastReconfirmationDue{forecast->id, opportunity, why});
}

namespace {

// A forecast is what was said while nobody knew how it ends: none is dated back behind the outcome.
Decision on_unknown_outcome(const Opportunity& o, const Facts& f) {
    Decision d = on_open(o, f);
    if (!d.refused()) d.require(o.open(), rule::already_closed);
    return d;
}

// What every statement about the future of a deal needs.
void require_statement(Decision& d, const Facts& f, const ForecastStatement& statement) {
    require_amount(d, statement.amount);
    d.require(statement.close >= working_time(f).local_date(f.valid_at()), rule::close_passed, statement.close);
}

// A manager above the owner, and whom nobody is above himself.
bool may_freeze(const Facts& f, EmployeeId owner) { return is_above(f, f.actor(), owner) || (f.actor() == owner && !manager_of(f, owner)); }

// The owner's forecasts that are stated to close in the period, as they stand.
void add_frozen(std::vector<ForecastFrozen>& frozen, const Facts& f, EmployeeId owner, const ForecastPeriod& period) {
    for (const auto opportunity : f.resting_on<OpportunityId>(owner.entity())) {
        const Forecast* forecast = forecast_of(f, opportunity);
        if (!forecast || forecast->frozen) continue;
        const ForecastStatement& stated = forecast->stated.value;
        if (stated.close < period.from || stated.close > period.to) continue;
        frozen.push_back({forecast->id, opportunity, owner, period, stated, forecast->overridden.value});
    }
}

}  // namespace

static Decision decide(const Opportunity& o, const SubmitForecast& c, const Facts& f) {
    Decision d = on_unknown_outcome(o, f);
    const EmployeeId owner = owner_of(o);
    const ForecastStatement to{c.confidence, c.category, c.amount, c.close};
    const Forecast* last = forecast_of(f, o.id);
    d.require(f.speaker() && f.speaker() == owner, rule::not_the_owner, owner);
    d.require(f.valid_at() == f.now() || f.has_reason(), rule::reason_missing);
    if (last) d.require(f.valid_at() >= last->stated.since, rule::dated_before_last_change, last->stated.since);
    require_statement(d, f, to);
    const bool again = last && !last->frozen && last->by == owner;
    if (d.refused() || (again && !last->reconfirmation_due && last->stated.value == to)) return d;
    ForecastSubmitted submitted{again ? last->id : f.next_id<ForecastId>(), o.id, owner, {}, to, {}};
    if (again)
        submitted.from = last->stated.value;
    else if (last)
        submitted.follows = last->id;
    d.record(std::move(submitted));
    tell_if_groundless(d, f, o, owner, to.confidence, true);
    return d;
}

static Decision decide(const Forecast& forecast, const OverrideForecast& c, const Facts& f) {
    const Opportunity& o = f.at(forecast.opportunity);
    Decision d = on_unknown_outcome(o, f);
    const ForecastStatement to{c.confidence, c.category, c.amount, c.close};
    const Time last = std::max(forecast.stated.since, forecast.overridden.since);
    d.require(!forecast.frozen, rule::forecast_frozen);
    d.require(!forecast.followed, rule::forecast_followed);
    d.require(f.actor() && f.actor() == manager_of(f, owner_of(o)), rule::not_owners_manager, owner_of(o));
    d.require(f.has_reason(), rule::reason_missing);
    d.require(f.valid_at() >= last, rule::dated_before_last_change, last);
    require_statement(d, f, to);
    if (d.refused() || forecast.overridden.value == to) return d;
    d.record(ForecastOverridden{forecast.id, o.id, f.actor(), forecast.stated.value, forecast.overridden.value, to});
    return d;
}

static Decision decide(const FreezeForecasts& c, const Facts& f) {
    Decision d;
    std::set<EmployeeId> owners;
    for (const auto& owner : c.owners) owners.insert(owner.id);
    d.require(c.period.from <= c.period.to, rule::period_ends_first);
    d.require(f.valid_at() == f.now(), rule::freezes_now);
    d.require(bool(f.actor()), rule::actor_missing);
    d.require(!owners.empty(), rule::owners_missing);
    d.require(owners.size() <= owners_per_freeze_max, rule::too_many, "owners");
    const auto not_below = std::ranges::find_if(owners, [&](EmployeeId owner) { return f.actor() && !may_freeze(f, owner); });
    d.require(not_below == owners.end(), rule::not_above_owner, not_below == owners.end() ? "" : to_text(*not_below));
    if (d.refused()) return d;
    std::vector<ForecastFrozen> frozen;
    for (const EmployeeId owner : owners) add_frozen(frozen, f, owner, c.period);
    d.require(frozen.size() <= forecasts_per_freeze_max, rule::too_many, "forecasts");
    if (!d.refused())
        for (auto& forecast : frozen) d.record(std::move(forecast));
    return d;
}

NounEntry forecast_noun() { return {command_entries_of<ForecastCommands>(), {state_entry<Forecast, ForecastEvents>()}}; }

}  // namespace foxtrail
