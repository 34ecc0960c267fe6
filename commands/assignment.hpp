// Offering opportunities to employees, their answers, and taking opportunities back to the pool.
#pragma once

#include "commands/decider/noun.hpp"
#include "events/assignment.hpp"

namespace foxtrail {

struct Opportunity;

enum class OfferStatus : std::uint8_t { open = 0, accepted = 1, declined = 2, expired = 3, withdrawn = 4 };
BOOST_DESCRIBE_ENUM(OfferStatus, open, accepted, declined, expired, withdrawn)

// The last offer of an opportunity. It rests on nobody: who does not answer is never waited for.
struct AssignmentOffer {
    EmployeeId to, by;  // by: {} for the system
    Time answer_by;
    OfferStatus status = OfferStatus::open;
    Time since;  // of the status
};
BOOST_DESCRIBE_STRUCT(AssignmentOffer, (), (to, by, answer_by, status, since))

void evolve(Opportunity&, const OpportunityOffered&, const Meta&);
void evolve(Opportunity&, const OpportunityAssignmentAccepted&, const Meta&);
void evolve(Opportunity&, const OpportunityAssignmentDeclined&, const Meta&);
void evolve(Opportunity&, const OpportunityOfferExpired&, const Meta&);
void evolve(Opportunity&, const OpportunityReclaimed&, const Meta&);

// What every way of giving an opportunity to an employee who does not own it needs: it is worth it, and he has room.
void require_assignable(Decision&, const Opportunity&, EmployeeId to, const Facts&);

struct OfferOpportunity {
    static constexpr CommandType type{"opportunity.offer", "分配机会（待接受）"};
    static constexpr std::string_view doc =
        "Offer an opportunity to an employee, who accepts or declines; answer_by left out is after the working hours of rule R9.";
    Ref<OpportunityId> opportunity;
    Ref<EmployeeId> employee;
    std::optional<Time> answer_by;
    static constexpr auto target = &OfferOpportunity::opportunity;
};
BOOST_DESCRIBE_STRUCT(OfferOpportunity, (), (opportunity, employee, answer_by))

struct AcceptAssignment {
    static constexpr CommandType type{"opportunity.accept_assignment", "接受机会分配"};
    static constexpr std::string_view doc = "Take the opportunity you were offered; it is yours from then on.";
    Ref<OpportunityId> opportunity;
    static constexpr auto target = &AcceptAssignment::opportunity;
};
BOOST_DESCRIBE_STRUCT(AcceptAssignment, (), (opportunity))

struct DeclineAssignment {
    static constexpr CommandType type{"opportunity.decline_assignment", "拒绝机会分配"};
    static constexpr std::string_view doc = "Do not take the opportunity you were offered; say why in the reason.";
    Ref<OpportunityId> opportunity;
    static constexpr auto target = &DeclineAssignment::opportunity;
};
BOOST_DESCRIBE_STRUCT(DeclineAssignment, (), (opportunity))

struct ExpireOffer {
    static constexpr CommandType type{"opportunity.expire_offer", "机会分配逾期", AskedBy::scheduler};
    static constexpr std::string_view doc =
        "End an offer that was not answered in time and tell the manager (R9). Only the scheduler asks this.";
    Ref<OpportunityId> opportunity;
    static constexpr auto target = &ExpireOffer::opportunity;
};
BOOST_DESCRIBE_STRUCT(ExpireOffer, (), (opportunity))

struct ReclaimOpportunity {
    static constexpr CommandType type{"opportunity.reclaim", "收回机会"};
    static constexpr std::string_view doc =
        "Take an opportunity back to the pool, from its owner by a manager above him. While it is offered to somebody, people take back the "
        "offer alone: who made it, the owner, or a manager above either. The scheduler does both when the opportunity is idle or the answer overdue.";
    Ref<OpportunityId> opportunity;
    static constexpr auto target = &ReclaimOpportunity::opportunity;
};
BOOST_DESCRIBE_STRUCT(ReclaimOpportunity, (), (opportunity))

using AssignmentCommands = boost::mp11::mp_list<OfferOpportunity, AcceptAssignment, DeclineAssignment, ExpireOffer, ReclaimOpportunity>;
NounEntry assignment_noun();

namespace rule {
inline constexpr Rule offer_open{"offer_open", "The opportunity is offered to somebody: await the answer, or use opportunity.reclaim."};
}  // namespace rule

}  // namespace foxtrail
