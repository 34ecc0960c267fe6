// What rests on an employee: the items a handover moves, and that keep him from departing.
#pragma once

#include "commands/noun.hpp"

#include <array>

namespace foxtrail {

// Every kind of item a handover moves. The state of each evolves with OwnershipTransferred.
inline constexpr std::array handed_over{OpportunityId::kind, LeadId::kind, TaskId::kind, TeamMemberId::kind, ContactRoleId::kind,
                                        AssistanceId::kind, WorkItemId::kind, RiskFlagId::kind, MilestoneId::kind,
                                        AppointmentId::kind, WorkPlanId::kind};

// In the order of the table above, then of ids; at most `limit`.
std::vector<Entity> open_items(const Facts&, EmployeeId, std::size_t limit = resting_items_max);

}  // namespace foxtrail
