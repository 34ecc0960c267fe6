// What the standing rules find by the passing of time: whom to tell of what. Pure functions of the tables and an instant;
// the scheduler turns them into commands.
#pragma once

#include "projections/people/resting.hpp"

namespace foxtrail {

struct Finding {
    RuleCode rule;
    Entity subject;
    std::vector<EmployeeId> told;
    std::string why;
};

// A rule as it stands at the instant, and where it was changed last; 0 while its terms are those of every company.
struct RuleStanding {
    RuleTerms terms;
    std::uint32_t version = 1;
    Position changed_at = 0;
};
RuleStanding rule_standing(RuleCode, const DimensionContext&, const Log&);
inline RuleTerms rule_terms(RuleCode code, const DimensionContext& context, const Log& log) { return rule_standing(code, context, log).terms; }

// R5: open deals that stay in their stage longer than the given percentile of comparable deals (same stage of the same
// model version) did. The percentile is Kaplan and Meier's, so that deals still in the stage count for what is known of
// them (JASA 53, 1958). Told: the owner and his manager.
std::vector<Finding> long_dwells(const RestingContext&, const Log&, const RuleTerms&, Time now);

// Open deals that somebody has: a look at each is asked for every day.
std::vector<OpportunityId> owned_deals(const Runner&);
// R6: owned open deals that nothing has happened to for long, and nothing was recorded of: they go back to the pool. None when the
// rule is switched off.
std::vector<OpportunityId> idle_deals(const Runner&, const Log&, Time now);

// R3: tasks that a standing rule asks for, and flags of open deals, marked as overdue and still not done, nor cleared.
std::vector<TaskId> undone_tasks(const Runner&);
std::vector<RiskFlagId> uncleared_flags(const Runner&);
// O4: leads and opportunities that were to be nurtured until a day that is over, and are still, unmarked.
std::vector<Entity> overdue_nurtures(const Runner&, const Log&, Time now);

// What every rule finds; rules that are switched off find nothing.
std::vector<Finding> all_findings(const Runner&, const Log&, Time now);

}  // namespace foxtrail
