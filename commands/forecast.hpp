// Stating forecasts, overriding, freezing and doubting them.
#pragma once

#include "commands/opportunity.hpp"
#include "events/forecast.hpp"

namespace foxtrail {

inline constexpr std::size_t owners_per_freeze_max = 500;
inline constexpr std::size_t forecasts_per_freeze_max = 10'000;

struct Forecast {
    ForecastId id;
    OpportunityId opportunity;
    EmployeeId by;
    Latest<ForecastStatement> stated;
    Latest<std::optional<ForecastStatement>> overridden;  // what the manager holds
    bool frozen = false, reconfirmation_due = false;
    bool followed = false;  // by another forecast of the opportunity

    bool committed() const {
        return stated.value.category == ForecastCategory::commit ||
               (overridden.value && overridden.value->category == ForecastCategory::commit);
    }
};
BOOST_DESCRIBE_STRUCT(Forecast, (), (id, opportunity, by, stated, overridden, frozen, reconfirmation_due, followed))
template <>
struct StateOf<ForecastId> { using type = Forecast; };

RestsOn rests_on(const Forecast&);  // the last one of an opportunity on it
void evolve(Forecast&, const ForecastSubmitted&, const Meta&);
void evolve_other(Forecast&, const ForecastSubmitted&, const Meta&);
void evolve(Forecast&, const ForecastOverridden&, const Meta&);
void evolve(Forecast&, const ForecastFrozen&, const Meta&);
void evolve(Forecast&, const ForecastReconfirmationDue&, const Meta&);

// The last forecast of the opportunity, nullptr when there is none.
const Forecast* forecast_of(const Facts&, OpportunityId);

// A committed forecast of the opportunity is no longer to be counted on, until its owner states it again. The figures of a frozen one
// stay what they are.
void drop_to_reconfirm(Decision&, const Facts&, OpportunityId, const std::string& why);

struct SubmitForecast {
    static constexpr CommandType type{"forecast.submit", "提交销售预期"};
    static constexpr std::string_view doc =
        "State what you expect of an open opportunity and how confident you are, as its owner or on his behalf. High confidence without "
        "grounds reaches his manager (R4).";
    Ref<OpportunityId> opportunity;
    Percent confidence;
    ForecastCategory category = ForecastCategory::pipeline;
    Money amount;
    Date close;
    static constexpr auto target = &SubmitForecast::opportunity;
};
BOOST_DESCRIBE_STRUCT(SubmitForecast, (), (opportunity, confidence, category, amount, close))

struct OverrideForecast {
    static constexpr CommandType type{"forecast.override", "调整销售预期"};
    static constexpr std::string_view doc =
        "State what you hold instead of a forecast, and why, as the line manager of the opportunity's owner. The owner's own statement "
        "stays.";
    Ref<ForecastId> forecast;
    Percent confidence;
    ForecastCategory category = ForecastCategory::pipeline;
    Money amount;
    Date close;
    static constexpr auto target = &OverrideForecast::forecast;
};
BOOST_DESCRIBE_STRUCT(OverrideForecast, (), (forecast, confidence, category, amount, close))

struct FreezeForecasts {
    static constexpr CommandType type{"forecast.freeze", "冻结销售预期"};
    static constexpr std::string_view doc =
        "Fix, as they stand, the forecasts of these owners' open opportunities that are stated to close in the period. A manager above "
        "every owner asks this; whom nobody is above freezes his own.";
    ForecastPeriod period;
    std::vector<Ref<EmployeeId>> owners;
};
BOOST_DESCRIBE_STRUCT(FreezeForecasts, (), (period, owners))

using ForecastCommands = boost::mp11::mp_list<SubmitForecast, OverrideForecast, FreezeForecasts>;
NounEntry forecast_noun();

}  // namespace foxtrail
