// Effort: what a stage of an opportunity may cost, and what it has cost so far.
#pragma once

#include "events/event.hpp"
#include "events/stage_model.hpp"

namespace foxtrail {

// What may be spent on a stage; what is left out has no ceiling.
struct EffortBudget {
    std::optional<std::uint32_t> minutes;
    std::optional<Money> cost;
    bool operator==(const EffortBudget&) const = default;
};
BOOST_DESCRIBE_STRUCT(EffortBudget, (), (minutes, cost))

// What has been spent on a stage.
struct EffortTotal {
    std::uint64_t minutes = 0;
    std::optional<Money> cost;  // left out: no cost was booked
    bool operator==(const EffortTotal&) const = default;
};
BOOST_DESCRIBE_STRUCT(EffortTotal, (), (minutes, cost))

struct ResourceAllocated {
    static constexpr EventType type{"effort.allocated", 1, "资源投入额度"};
    static constexpr std::string_view doc = "A ceiling was set on what a stage of an opportunity may cost.";
    EffortId effort;  // one for each stage of an opportunity
    OpportunityId opportunity;
    Stage stage;
    EffortBudget from, to;
    bool operator==(const ResourceAllocated&) const = default;
};
BOOST_DESCRIBE_STRUCT(ResourceAllocated, (), (effort, opportunity, stage, from, to))

struct EffortBooked {
    static constexpr EventType type{"effort.booked", 1, "投入登记"};
    static constexpr std::string_view doc = "Time and cost spent on a stage of an opportunity; over the ceiling only with somebody else's approval.";
    EffortId effort;
    OpportunityId opportunity;
    Stage stage;
    std::uint32_t minutes;
    std::optional<Money> cost;
    std::string what;
    EffortTotal total_after;
    EffortBudget ceiling;
    std::optional<EmployeeId> approved_by;
    bool operator==(const EffortBooked&) const = default;
};
BOOST_DESCRIBE_STRUCT(EffortBooked, (), (effort, opportunity, stage, minutes, cost, what, total_after, ceiling, approved_by))

using EffortEvents = boost::mp11::mp_list<ResourceAllocated, EffortBooked>;

}  // namespace foxtrail
