// Guidance: what a manager tells the owner of a deal to do, and what became of it.
#pragma once

#include "events/event.hpp"

namespace foxtrail {

struct StrategyGuidanceGiven {
    static constexpr EventType type{"guidance.given", 1, "策略指导"};
    static constexpr std::string_view doc =
        "A manager above the owner said what to do about an opportunity, perhaps in answer to a risk flag.";
    GuidanceId guidance;
    OpportunityId opportunity;
    std::optional<RiskFlagId> flag;  // that it answers
    EmployeeId by, to;
    std::string text;
    bool operator==(const StrategyGuidanceGiven&) const = default;
};
BOOST_DESCRIBE_STRUCT(StrategyGuidanceGiven, (), (guidance, opportunity, flag, by, to, text))

struct GuidanceActedOn {
    static constexpr EventType type{"guidance.acted_on", 1, "指导落实"};
    static constexpr std::string_view doc = "The owner of the opportunity reported what he did upon guidance.";
    GuidanceId guidance;
    OpportunityId opportunity;
    std::optional<RiskFlagId> flag;
    EmployeeId by;
    std::string what;
    bool operator==(const GuidanceActedOn&) const = default;
};
BOOST_DESCRIBE_STRUCT(GuidanceActedOn, (), (guidance, opportunity, flag, by, what))

using GuidanceEvents = boost::mp11::mp_list<StrategyGuidanceGiven, GuidanceActedOn>;

}  // namespace foxtrail
