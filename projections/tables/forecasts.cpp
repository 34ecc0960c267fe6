#include "projections/tables/forecasts.hpp"

namespace foxtrail {

static Outlook outlook_of(const ForecastStatement& statement) { return {statement.close, statement.confidence, statement.category}; }

// A correction takes back what the statement before brought, so it brings the amount again.
void project(Forecasts& f, const ForecastSubmitted& e, const Meta& m) {
    const std::uint32_t id = e.forecast.number;
    if (!f.forecasts.is_there(id)) return f.forecasts.born(id, {Amount(e.to.amount), e.opportunity, e.by, outlook_of(e.to), {}, false}, m);
    f.forecasts.set<&ForecastRow::stated>(id, outlook_of(e.to), m);
    if (m.corrects || !e.from || e.from->amount != e.to.amount) f.forecasts.set<&ForecastRow::amount>(id, Amount(e.to.amount), m);
}
void project(Forecasts& f, const ForecastOverridden& e, const Meta& m) {
    f.forecasts.set<&ForecastRow::overridden>(e.forecast.number, Override{e.by, e.to.confidence}, m);
}
void project(Forecasts& f, const ForecastFrozen& e, const Meta& m) { f.forecasts.set<&ForecastRow::frozen>(e.forecast.number, true, m); }

template <>
ProjectionEntry entry_of<Forecasts>() {
    return projection_entry<Forecasts, ForecastEvents>();
}

}  // namespace foxtrail
