// Who of us suits as the counterpart of a buying role, as it was set at an instant; whether somebody did, by where he stood then.
#pragma once

#include "events/counterpart_fitness.hpp"
#include "projections/customers/coverage.hpp"

#include <map>

namespace foxtrail {

class FitnessAt {
public:
    FitnessAt(const DimensionContext&, const Committee&, const Log&);

    bool suits(EmployeeId, BuyingRole, OpportunityId) const;
    // Of those who hold the role, whether one has a counterpart who does not suit it.
    bool lacks_fit_counterpart(const RoleCoverage&, OpportunityId) const;

private:
    bool leads_people(EmployeeId) const;
    bool is_called(EmployeeId, OpportunityId, std::span<const std::string> words) const;

    const DimensionContext& context_;
    const Committee& committee_;
    const Log& log_;
    std::map<BuyingRole, FitnessTerms> terms_;
};

// GET /v1/counterpart-fitness
ReadAnswer counterpart_fitness(const Runner&, const Log&, const ReadQuestion&);

}  // namespace foxtrail
