// Handing work over: what one employee had rests on another from then on, and nothing else changes.
#pragma once

#include "events/opportunity.hpp"

namespace foxtrail {

struct OwnershipTransferred {
    static constexpr EventType type{"ownership.transferred", 1, "业务归属转移"};
    static constexpr std::string_view doc = "An open item passed from one employee to another by a handover. Its stage, history and past credit stay as they are.";
    HandoverId handover;
    Entity item;  // opportunity, task, lead, ...
    EmployeeId from;
    Assignee to;
    bool operator==(const OwnershipTransferred&) const = default;
};
BOOST_DESCRIBE_STRUCT(OwnershipTransferred, (), (handover, item, from, to))

using HandoverEvents = boost::mp11::mp_list<OwnershipTransferred>;

}  // namespace foxtrail
