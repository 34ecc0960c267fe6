// What rests on one employee, counted and by id: what the page about him and the ranking of all share.
#pragma once

#include "projections/people/resting.hpp"
#include "projections/pipeline/deal_total.hpp"
#include "projections/tables/documents.hpp"
#include "projections/tables/footprint.hpp"

namespace foxtrail {

struct ExposureContext : RestingContext {
    ExposureContext(const Runner& runner, const Log& of, const Instant& at)
        : RestingContext(runner, of, at), footprint(runner.read<Footprint>()), documents(runner.read<Documents>()) {}
    Runner::Reading<Footprint> footprint;
    Runner::Reading<Documents> documents;
};

struct Exposure {
    std::vector<OpportunityId> deals;
    DealTotal deal_total;
    std::vector<TeamMemberId> team_places;
    std::vector<ContactRoleId> counterpart_roles;
    std::vector<ContactId> sole_contacts;
    std::map<std::string, std::uint64_t> open_items;  // by kind, alerts among them
    std::vector<std::uint32_t> alerts_unanswered;     // rows of Work
    std::vector<DocumentId> documents;
    std::vector<EmployeeId> reports;
};

// Those he manages who are in the company at the instant.
std::vector<EmployeeId> reports_of(EmployeeId manager, const DimensionContext&);

Exposure exposure_of(EmployeeId, const ExposureContext&);

}  // namespace foxtrail
