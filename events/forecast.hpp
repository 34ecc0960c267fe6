// Forecasts: what the owner of a deal states of it, what his manager holds instead, and what stood at a checkpoint.
#pragma once

#include "events/event.hpp"

namespace foxtrail {

enum class ForecastCategory : std::uint8_t { pipeline = 1, best_case = 2, commit = 3 };
BOOST_DESCRIBE_ENUM(ForecastCategory, pipeline, best_case, commit)

struct ForecastStatement {
    Percent confidence;  // that it closes by then at this amount; scored later against what came of it
    ForecastCategory category = ForecastCategory::pipeline;
    Money amount;
    Date close;
    bool operator==(const ForecastStatement&) const = default;
};
BOOST_DESCRIBE_STRUCT(ForecastStatement, (), (confidence, category, amount, close))

struct ForecastSubmitted {
    static constexpr EventType type{"forecast.submitted", 1, "销售预期提交"};
    static constexpr std::string_view doc =
        "The owner stated his forecast of an opportunity: the first one, the one before stated anew, or a new one after another was frozen "
        "or passed to him.";
    ForecastId forecast;
    OpportunityId opportunity;
    EmployeeId by;
    std::optional<ForecastStatement> from;
    ForecastStatement to;
    std::optional<ForecastId> follows;  // the forecast of the opportunity in whose place this one comes
    bool operator==(const ForecastSubmitted&) const = default;
};
BOOST_DESCRIBE_STRUCT(ForecastSubmitted, (), (forecast, opportunity, by, from, to, follows))

struct ForecastOverridden {
    static constexpr EventType type{"forecast.overridden", 1, "销售预期调整"};
    static constexpr std::string_view doc = "The owner's manager holds something else than the owner stated. Both statements stay.";
    ForecastId forecast;
    OpportunityId opportunity;
    EmployeeId by;
    ForecastStatement stated;               // by the owner
    std::optional<ForecastStatement> from;  // the manager's before
    ForecastStatement to;
    bool operator==(const ForecastOverridden&) const = default;
};
BOOST_DESCRIBE_STRUCT(ForecastOverridden, (), (forecast, opportunity, by, stated, from, to))

// Days, the first and the last included.
struct ForecastPeriod {
    Date from, to;
    bool operator==(const ForecastPeriod&) const = default;
};
BOOST_DESCRIBE_STRUCT(ForecastPeriod, (), (from, to))

struct ForecastFrozen {
    static constexpr EventType type{"forecast.frozen", 1, "销售预期冻结"};
    static constexpr std::string_view doc =
        "A forecast was fixed as it stood at a checkpoint. Nothing changes it; the next statement is a new forecast.";
    ForecastId forecast;
    OpportunityId opportunity;
    EmployeeId owner;
    ForecastPeriod period;
    ForecastStatement stated;
    std::optional<ForecastStatement> overridden;
    bool operator==(const ForecastFrozen&) const = default;
};
BOOST_DESCRIBE_STRUCT(ForecastFrozen, (), (forecast, opportunity, owner, period, stated, overridden))

struct ForecastReconfirmationDue {
    static constexpr EventType type{"forecast.reconfirmation_due", 1, "销售预期待确认"};
    static constexpr std::string_view doc =
        "What a committed forecast rested on has changed: nobody should count on it until the owner states it again.";
    ForecastId forecast;
    OpportunityId opportunity;
    std::string why;
    bool operator==(const ForecastReconfirmationDue&) const = default;
};
BOOST_DESCRIBE_STRUCT(ForecastReconfirmationDue, (), (forecast, opportunity, why))

using ForecastEvents = boost::mp11::mp_list<ForecastSubmitted, ForecastOverridden, ForecastFrozen, ForecastReconfirmationDue>;

}  // namespace foxtrail
