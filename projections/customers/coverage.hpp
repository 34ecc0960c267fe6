// Role coverage: who of the customer holds each buying role of a deal, from when to when, and which of us is his counterpart.
//
// "Who was the decision maker on day D" is this at valid_at D; "who did we think it was" at as_of D too.
#pragma once

#include "projections/reading/dimension.hpp"

namespace foxtrail {

enum class CoverageState : std::uint8_t { covered = 0, vacant = 1, never_covered = 2 };
BOOST_DESCRIBE_ENUM(CoverageState, covered, vacant, never_covered)

// One contact's time in the role.
struct RoleStay {
    ContactRoleId id;
    ContactRoleRow row;
    bool held() const { return row.state == RoleState::held; }
};

struct Vacancy {
    Time from;
    std::optional<Time> until;  // none: still vacant
};

struct RoleCoverage {
    BuyingRole role;
    CoverageState state = CoverageState::never_covered;
    Time since{};                    // covered or vacant without a break
    std::vector<RoleStay> stays{};     // in the order they began
    std::vector<Vacancy> vacancies{};  // between the first holder and the instant

    bool lacks_counterpart() const;  // a holder whom nobody of us matches
};

// All four roles, in the order of BuyingRole.
std::vector<RoleCoverage> coverage_of(OpportunityId, const Committee&, const Instant&);

// GET /v1/opportunities/{id}/coverage
ReadAnswer coverage(const Runner&, const Log&, const ReadQuestion&);

}  // namespace foxtrail
