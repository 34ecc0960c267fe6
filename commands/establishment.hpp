// Establishing an opportunity as a project: asked for by one, decided by another.
#pragma once

#include "commands/decider/noun.hpp"
#include "events/establishment.hpp"

namespace foxtrail {

struct Opportunity;

enum class EstablishmentStatus : std::uint8_t { requested = 0, approved = 1, rejected = 2 };
BOOST_DESCRIBE_ENUM(EstablishmentStatus, requested, approved, rejected)

// The last request to establish an opportunity as a project.
struct EstablishmentRequest {
    EmployeeId requester, filed_by;  // who spoke for him, or himself
    std::string justification;  // while undecided
    EstablishmentStatus status = EstablishmentStatus::requested;
    Time since;  // of the status
};
BOOST_DESCRIBE_STRUCT(EstablishmentRequest, (), (requester, filed_by, justification, status, since))

void evolve(Opportunity&, const ProjectEstablishmentRequested&, const Meta&);
void evolve(Opportunity&, const ProjectEstablishmentApproved&, const Meta&);
void evolve(Opportunity&, const ProjectEstablishmentRejected&, const Meta&);

struct RequestEstablishment {
    static constexpr CommandType type{"establishment.request", "申请立项"};
    static constexpr std::string_view doc =
        "Ask to establish an opportunity as a project. It needs an evaluation at or above the threshold, a known budget and an advance "
        "plan.";
    Ref<OpportunityId> opportunity;
    std::string justification;
    static constexpr auto target = &RequestEstablishment::opportunity;
};
BOOST_DESCRIBE_STRUCT(RequestEstablishment, (), (opportunity, justification))

struct ApproveEstablishment {
    static constexpr CommandType type{"establishment.approve", "批准立项"};
    static constexpr std::string_view doc =
        "Establish the opportunity as a project, as somebody else asked; what the request needed has to hold still.";
    Ref<OpportunityId> opportunity;
    static constexpr auto target = &ApproveEstablishment::opportunity;
};
BOOST_DESCRIBE_STRUCT(ApproveEstablishment, (), (opportunity))

struct RejectEstablishment {
    static constexpr CommandType type{"establishment.reject", "驳回立项"};
    static constexpr std::string_view doc = "Turn down a request to establish the opportunity as a project; it can be made again.";
    Ref<OpportunityId> opportunity;
    std::string why;
    static constexpr auto target = &RejectEstablishment::opportunity;
};
BOOST_DESCRIBE_STRUCT(RejectEstablishment, (), (opportunity, why))

using EstablishmentCommands = boost::mp11::mp_list<RequestEstablishment, ApproveEstablishment, RejectEstablishment>;
NounEntry establishment_noun();

}  // namespace foxtrail
