// Project establishment: the decision by which an opportunity becomes a staged sales project.
#pragma once

#include "events/event.hpp"

namespace foxtrail {

struct ProjectEstablishmentRequested {
    static constexpr EventType type{"establishment.requested", 1, "立项申请"};
    static constexpr std::string_view doc =
        "Somebody asked to establish the opportunity as a project, with the score and the budget it had then.";
    OpportunityId opportunity;
    EmployeeId requester;
    std::string justification;
    Percent score;
    Money budget;
    bool operator==(const ProjectEstablishmentRequested&) const = default;
};
BOOST_DESCRIBE_STRUCT(ProjectEstablishmentRequested, (), (opportunity, requester, justification, score, budget))

struct ProjectEstablishmentApproved {
    static constexpr EventType type{"establishment.approved", 1, "立项批准"};
    static constexpr std::string_view doc =
        "Somebody else than the requester approved; opportunity.establishment_stated in the same commit makes it a project.";
    OpportunityId opportunity;
    EmployeeId requester, approver;
    bool operator==(const ProjectEstablishmentApproved&) const = default;
};
BOOST_DESCRIBE_STRUCT(ProjectEstablishmentApproved, (), (opportunity, requester, approver))

struct ProjectEstablishmentRejected {
    static constexpr EventType type{"establishment.rejected", 1, "立项驳回"};
    static constexpr std::string_view doc = "The request was turned down; it can be made again.";
    OpportunityId opportunity;
    EmployeeId requester, by;
    std::string why;
    bool operator==(const ProjectEstablishmentRejected&) const = default;
};
BOOST_DESCRIBE_STRUCT(ProjectEstablishmentRejected, (), (opportunity, requester, by, why))

using EstablishmentEvents = boost::mp11::mp_list<ProjectEstablishmentRequested, ProjectEstablishmentApproved, ProjectEstablishmentRejected>;

}  // namespace foxtrail
