// What a handover moves.
#pragma once

#include "events/ids.hpp"

#include <array>

namespace foxtrail {

// Every kind of item a handover moves, and that keeps its owner from departing while it is open.
inline constexpr std::array handed_over{OpportunityId::kind, LeadId::kind,        TaskId::kind,     TeamMemberId::kind,
                                        ContactRoleId::kind, AssistanceId::kind,  WorkItemId::kind, RiskFlagId::kind,
                                        MilestoneId::kind,   AppointmentId::kind, WorkPlanId::kind, QuoteId::kind};

}  // namespace foxtrail
