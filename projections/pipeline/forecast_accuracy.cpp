#include "projections/pipeline/forecast_accuracy.hpp"

#include "projections/pipeline/forecast_errors.hpp"
#include "projections/reading/parameters.hpp"

namespace foxtrail {
namespace {

constexpr std::string_view accuracy_definition =
    "deals that ended, each by the last forecast valid before its outcome (frozen=true: the last one frozen before it); won is 1, lost and "
    "derailed are 0; censored_n: open deals with a forecast; without_forecast: ended without one. override: deals whose manager held "
    "another confidence than was stated, by both. amounts, of won deals: wape is the sum of |stated - won| over the sum won, bias the sum "
    "of stated - won over it, above 0 when too much was stated; amounts_not_comparable: value unknown or in another currency. "
    "close_slip_days, of won deals: from the day stated to the day won, below 0 when it was earlier. ";

struct AccuracyQuestion {
    const DealSelection deals;
    const bool frozen;
    const std::optional<EmployeeId> by;
    const TimeRange ended;

    AccuracyQuestion(const ReadQuestion& question, const DimensionContext& context, const CompanyDays& days, Problems& problems)
        : deals(question, context, problems),
          frozen(read_flag(question, "frozen", problems)),
          by(read_known<EmployeeId>(question, "by", context.directory->employees, problems)),
          ended(read_times(question, days, problems)) {
        if (question.find("group_by")) problems.push_back({"group_by", "answers are by who stated the forecast: leave it out"});
    }
};

// The last forecast of the deal there was then; of those frozen by then when only these are asked for.
std::optional<ForecastRow> forecast_then(OpportunityId id, const Forecasts& forecasts, const Instant& then, bool frozen) {
    const auto rows = forecasts.forecasts.rows_ever<&ForecastRow::opportunity>(id);
    ForecastRow row;
    for (auto number = rows.rbegin(); number != rows.rend(); ++number)
        if (forecasts.forecasts.at(*number, then, row) && (!frozen || row.frozen)) return row;
    return std::nullopt;
}

struct Accuracy {
    ForecastErrors all;
    std::map<EmployeeId, ForecastErrors> by_rep, by_manager;
    std::uint64_t without_forecast = 0;
};

void count_forecast(Accuracy& accuracy, const AccuracyQuestion& asked, OpportunityId id, const Deal& deal, const Forecasts& forecasts,
                    const Instant& instant, const CompanyDays& days) {
    const bool open = deal.outcome.value == Outcome::open;
    const Time ended = deal.outcome.since;
    if (!open && !asked.ended.has(ended)) return;
    const auto forecast = forecast_then(id, forecasts, open ? instant : Instant{instant.as_of, {ended.us - 1}}, asked.frozen);
    if (!forecast && !asked.by) accuracy.without_forecast += !open;
    if (!forecast || (asked.by && forecast->by != *asked.by)) return;
    std::vector<ForecastErrors*> groups{&accuracy.all, &accuracy.by_rep[forecast->by]};
    if (!open && forecast->overridden.manager) groups.push_back(&accuracy.by_manager[forecast->overridden.manager]);
    for (ForecastErrors* group : groups) {
        if (open)
            group->add_open();
        else
            group->add(*forecast, deal, days.of(ended));
    }
}

}  // namespace

ReadAnswer forecast_accuracy(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    const auto forecasts = runner.read<Forecasts>();
    Problems problems;
    const CompanyDays days(log, question.instant);
    const AccuracyQuestion asked(question, context, days, problems);
    if (!problems.empty()) return std::unexpected(std::move(problems));

    Accuracy accuracy;
    context.deals->deals.each(question.instant, [&](std::uint32_t id, const Deal& deal) {
        if (asked.deals.selects(deal)) count_forecast(accuracy, asked, {id}, deal, *forecasts.tables, question.instant, days);
    });
    json::array reps, managers;
    for (const auto& [rep, errors] : accuracy.by_rep) {
        json::object printed = errors.printed();
        printed["by"] = named(rep.entity(), context);
        reps.push_back(std::move(printed));
    }
    for (const auto& [manager, errors] : accuracy.by_manager) {
        json::object printed = errors.override_json();
        printed["by"] = named(manager.entity(), context);
        managers.push_back(std::move(printed));
    }
    return json::object{{"all", accuracy.all.printed()},
                        {"by_rep", std::move(reps)},
                        {"by_manager", std::move(managers)},
                        {"without_forecast", accuracy.without_forecast},
                        {"definition", std::string(accuracy_definition) + std::string(BrierScore::definition)}};
}

std::vector<ReadParameter> forecast_accuracy_parameters() {
    auto parameters = deal_filters();
    parameters.insert(parameters.begin(), {{"frozen", "true: only forecasts frozen before the outcome"},
                                           {"by", "id of the employee who stated the forecast"},
                                           {"from", "only outcomes at or after this instant or the beginning of this day"},
                                           {"to", "only outcomes before this instant or the beginning of this day"}});
    return parameters;
}

}  // namespace foxtrail
