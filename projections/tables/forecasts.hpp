// Forecasts as they stand: what was stated of a deal, what the manager holds, and whether it was frozen.
#pragma once

#include "events/forecast.hpp"
#include "projections/runner/projection.hpp"

namespace foxtrail {

// How confident somebody is of what category, to close on which day. One statement sets all of it, so it is one member.
struct Outlook {
    Date close;
    Percent confidence;
    ForecastCategory category = ForecastCategory::pipeline;
    bool operator==(const Outlook&) const = default;
    std::uint64_t cell() const {
        return std::uint64_t{static_cast<std::uint32_t>(close.days)} << 9 | static_cast<std::uint64_t>(category) << 7 | confidence.value;
    }
    static Outlook of(std::uint64_t cell) {
        return {{static_cast<std::int32_t>(static_cast<std::uint32_t>(cell >> 9))},
                {static_cast<std::uint8_t>(cell & 0x7F)},
                static_cast<ForecastCategory>(cell >> 7 & 3)};
    }
};

// What the owner's manager holds instead.
struct Override {
    EmployeeId manager;  // {}: he has not said
    Percent confidence;
    bool operator==(const Override&) const = default;
    std::uint64_t cell() const { return std::uint64_t{manager.number} << 7 | confidence.value; }
    static Override of(std::uint64_t cell) { return {{static_cast<std::uint32_t>(cell >> 7)}, {static_cast<std::uint8_t>(cell & 0x7F)}}; }
};

struct ForecastRow {
    Amount amount;
    OpportunityId opportunity;
    EmployeeId by;
    Outlook stated;
    Override overridden;
    bool frozen = false;
    static constexpr auto indexed = std::tuple{&ForecastRow::opportunity};
};
BOOST_DESCRIBE_STRUCT(ForecastRow, (), (amount, opportunity, by, stated, overridden, frozen))

struct Forecasts {
    static constexpr std::string_view name = "forecasts";
    static constexpr std::uint32_t version = 1;
    static constexpr std::string_view doc =
        "Every forecast with what was stated, what the manager held instead, and whether it was frozen.";
    Table<ForecastRow> forecasts;
};
BOOST_DESCRIBE_STRUCT(Forecasts, (), (forecasts))

void project(Forecasts&, const ForecastSubmitted&, const Meta&);
void project(Forecasts&, const ForecastOverridden&, const Meta&);
void project(Forecasts&, const ForecastFrozen&, const Meta&);

template <>
ProjectionEntry entry_of<Forecasts>();

}  // namespace foxtrail
