// Urging: somebody waits for open work and says so to the one who has it.
#pragma once

#include "events/event.hpp"

namespace foxtrail {

struct UrgeSent {
    static constexpr EventType type{"urge.sent", 1, "业务催办"};
    static constexpr std::string_view doc = "An employee urged whoever had an open item, or who leads the department where it waited, to get on with it.";
    UrgeId urge;
    Entity item;  // a task, handover, request for assistance, work item or opportunity
    EmployeeId by, to;
    DepartmentId department;  // of the one urged, then: whose response time it is
    std::string text;
    std::uint32_t nth;              // urge on this item, by whomever
    std::optional<UrgeId> follows;  // the last one on this item by the same person
    Time answer_by;
    bool operator==(const UrgeSent&) const = default;
};
BOOST_DESCRIBE_STRUCT(UrgeSent, (), (urge, item, by, to, department, text, nth, follows, answer_by))

struct UrgeAcknowledged {
    static constexpr EventType type{"urge.acknowledged", 1, "催办确认"};
    static constexpr std::string_view doc = "Whoever had the item answered the urge.";
    UrgeId urge;
    Entity item;
    EmployeeId by;
    std::string answer;
    bool operator==(const UrgeAcknowledged&) const = default;
};
BOOST_DESCRIBE_STRUCT(UrgeAcknowledged, (), (urge, item, by, answer))

struct UrgeEscalated {
    static constexpr EventType type{"urge.escalated", 1, "催办升级"};
    static constexpr std::string_view doc = "An urge on an item that is still open was not answered in time and went to the manager.";
    UrgeId urge;
    Entity item;
    EmployeeId from, to;
    bool operator==(const UrgeEscalated&) const = default;
};
BOOST_DESCRIBE_STRUCT(UrgeEscalated, (), (urge, item, from, to))

using UrgeEvents = boost::mp11::mp_list<UrgeSent, UrgeAcknowledged, UrgeEscalated>;

}  // namespace foxtrail
