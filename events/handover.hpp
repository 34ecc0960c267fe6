// Handing work over: what one employee had rests on another from then on, and nothing else changes.
#pragma once

#include "events/opportunity.hpp"

namespace foxtrail {

struct OwnershipTransferred1 {
    static constexpr EventType type{"ownership.transferred", 1, "业务归属转移"};
    static constexpr std::string_view doc = "An open item passed from one employee to another by a handover. Its stage, history and past credit stay as they are.";
    HandoverId handover;  // hnd-0 when somebody got what a leaver left
    Entity item;
    EmployeeId from;
    Assignee to;
    bool operator==(const OwnershipTransferred1&) const = default;
};
BOOST_DESCRIBE_STRUCT(OwnershipTransferred1, (), (handover, item, from, to))

struct OwnershipTransferred {
    static constexpr EventType type{"ownership.transferred", 2, "业务归属转移"};
    static constexpr std::string_view doc =
        "An open item passed from one employee to another, by a handover or because one left and the other accepted what he leaves. Its stage, history and past credit stay as they are.";
    Entity item;  // opportunity, task, lead, ...
    EmployeeId from;
    Assignee to;
    std::optional<HandoverId> handover;  // left out when he left
    bool operator==(const OwnershipTransferred&) const = default;
};
BOOST_DESCRIBE_STRUCT(OwnershipTransferred, (), (item, from, to, handover))
inline OwnershipTransferred upcast(const OwnershipTransferred1& old) { return {old.item, old.from, old.to, old.handover ? std::optional(old.handover) : std::nullopt}; }

struct HandoverProposed {
    static constexpr EventType type{"handover.proposed", 1, "业务移交提出"};
    static constexpr std::string_view doc = "An employee's open items were offered to another one, who has to accept them by an instant.";
    HandoverId handover;
    EmployeeId from, to;
    std::vector<Entity> items;
    bool departure;  // the giver leaves the company
    std::string note;
    Time answer_by;
    bool operator==(const HandoverProposed&) const = default;
};
BOOST_DESCRIBE_STRUCT(HandoverProposed, (), (handover, from, to, items, departure, note, answer_by))

struct HandoverAccepted {
    static constexpr EventType type{"handover.accepted", 1, "业务移交接受"};
    static constexpr std::string_view doc = "The receiver accepted a handover; the items he left out, and those closed meanwhile, stay where they are.";
    HandoverId handover;
    EmployeeId from, to;
    std::vector<Entity> left;
    bool operator==(const HandoverAccepted&) const = default;
};
BOOST_DESCRIBE_STRUCT(HandoverAccepted, (), (handover, from, to, left))

struct HandoverRejected {
    static constexpr EventType type{"handover.rejected", 1, "业务移交拒绝"};
    static constexpr std::string_view doc = "The receiver refused a handover; everything stays with the giver.";
    HandoverId handover;
    EmployeeId from, to;
    std::string why;
    bool operator==(const HandoverRejected&) const = default;
};
BOOST_DESCRIBE_STRUCT(HandoverRejected, (), (handover, from, to, why))

struct HandoverExpired {
    static constexpr EventType type{"handover.expired", 1, "业务移交过期"};
    static constexpr std::string_view doc = "Nobody answered a handover in time; everything stays with the giver, and the managers are told.";
    HandoverId handover;
    EmployeeId from, to;
    bool operator==(const HandoverExpired&) const = default;
};
BOOST_DESCRIBE_STRUCT(HandoverExpired, (), (handover, from, to))

struct HandoverWithdrawn {
    static constexpr EventType type{"handover.withdrawn", 1, "业务移交撤回"};
    static constexpr std::string_view doc = "The giver, or a manager above him, took a handover back before it was answered, or one of the two left; everything stays where it is.";
    HandoverId handover;
    EmployeeId from, to;
    std::string why;
    bool operator==(const HandoverWithdrawn&) const = default;
};
BOOST_DESCRIBE_STRUCT(HandoverWithdrawn, (), (handover, from, to, why))

struct HandoverCompleted {
    static constexpr EventType type{"handover.completed", 1, "业务移交完成"};
    static constexpr std::string_view doc = "The accepted items of a handover rest on the receiver.";
    HandoverId handover;
    EmployeeId from, to;
    std::uint32_t transferred;
    bool operator==(const HandoverCompleted&) const = default;
};
BOOST_DESCRIBE_STRUCT(HandoverCompleted, (), (handover, from, to, transferred))

using HandoverEvents = boost::mp11::mp_list<OwnershipTransferred1, OwnershipTransferred, HandoverProposed, HandoverAccepted, HandoverRejected, HandoverExpired, HandoverWithdrawn, HandoverCompleted>;

}  // namespace foxtrail
