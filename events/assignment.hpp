// Offering opportunities to employees, who accept or decline; what is idle or unanswered goes back to the pool.
#pragma once

#include "events/opportunity.hpp"

namespace foxtrail {

struct OpportunityOffered {
    static constexpr EventType type{"opportunity.offered", 1, "机会分配（待接受）"};
    static constexpr std::string_view doc = "An opportunity was offered to an employee, who owns it only when he accepts.";
    OpportunityId opportunity;
    EmployeeId employee;
    Time answer_by;
    bool operator==(const OpportunityOffered&) const = default;
};
BOOST_DESCRIBE_STRUCT(OpportunityOffered, (), (opportunity, employee, answer_by))

struct OpportunityAssignmentAccepted {
    static constexpr EventType type{"opportunity.assignment_accepted", 1, "机会分配接受"};
    static constexpr std::string_view doc =
        "The employee took the opportunity he was offered; opportunity.assigned in the same commit makes it his.";
    OpportunityId opportunity;
    EmployeeId employee;
    bool operator==(const OpportunityAssignmentAccepted&) const = default;
};
BOOST_DESCRIBE_STRUCT(OpportunityAssignmentAccepted, (), (opportunity, employee))

struct OpportunityAssignmentDeclined {
    static constexpr EventType type{"opportunity.assignment_declined", 1, "机会分配拒绝"};
    static constexpr std::string_view doc = "The employee did not take the opportunity he was offered; the reason says why.";
    OpportunityId opportunity;
    EmployeeId employee;
    bool operator==(const OpportunityAssignmentDeclined&) const = default;
};
BOOST_DESCRIBE_STRUCT(OpportunityAssignmentDeclined, (), (opportunity, employee))

struct OpportunityOfferExpired {
    static constexpr EventType type{"opportunity.offer_expired", 1, "机会分配逾期"};
    static constexpr std::string_view doc = "The employee did not answer an offer in time.";
    OpportunityId opportunity;
    EmployeeId employee;
    Time answer_by;
    bool operator==(const OpportunityOfferExpired&) const = default;
};
BOOST_DESCRIBE_STRUCT(OpportunityOfferExpired, (), (opportunity, employee, answer_by))

struct OpportunityReclaimed {
    static constexpr EventType type{"opportunity.reclaimed", 1, "机会收回"};
    static constexpr std::string_view doc =
        "An opportunity went back to the pool: it has no owner from then on, and an offer that was open is withdrawn.";
    OpportunityId opportunity;
    std::optional<Assignee> from;          // the owner it was taken from
    std::optional<EmployeeId> offered_to;  // who had not answered
    bool operator==(const OpportunityReclaimed&) const = default;
};
BOOST_DESCRIBE_STRUCT(OpportunityReclaimed, (), (opportunity, from, offered_to))

using AssignmentEvents = boost::mp11::mp_list<OpportunityOffered, OpportunityAssignmentAccepted, OpportunityAssignmentDeclined,
                                              OpportunityOfferExpired, OpportunityReclaimed>;

}  // namespace foxtrail
