// Competitors, and on which deals they are.
#pragma once

#include "events/event.hpp"

namespace foxtrail {

struct CompetitorRegistered {
    static constexpr EventType type{"competitor.registered", 1, "竞争对手登记"};
    static constexpr std::string_view doc = "A company that sells against us became known.";
    CompetitorId competitor;
    std::string name;
    std::optional<ExternalKey> external_key;
    bool operator==(const CompetitorRegistered&) const = default;
};
BOOST_DESCRIBE_STRUCT(CompetitorRegistered, (), (competitor, name, external_key))

struct CompetitorDetected {
    static constexpr EventType type{"competitor.detected", 1, "竞争对手出现"};
    static constexpr std::string_view doc = "A competitor is on the deal since the valid time.";
    OpportunityId opportunity;
    CompetitorId competitor;
    std::string name;  // as it was then
    std::string evidence;
    bool operator==(const CompetitorDetected&) const = default;
};
BOOST_DESCRIBE_STRUCT(CompetitorDetected, (), (opportunity, competitor, name, evidence))

struct CompetitorWithdrawn {
    static constexpr EventType type{"competitor.withdrawn", 1, "竞争对手退出"};
    static constexpr std::string_view doc = "A competitor is no longer on the deal.";
    OpportunityId opportunity;
    CompetitorId competitor;
    std::string name;
    std::string evidence;
    bool operator==(const CompetitorWithdrawn&) const = default;
};
BOOST_DESCRIBE_STRUCT(CompetitorWithdrawn, (), (opportunity, competitor, name, evidence))

using CompetitorEvents = boost::mp11::mp_list<CompetitorRegistered, CompetitorDetected, CompetitorWithdrawn>;

}  // namespace foxtrail
