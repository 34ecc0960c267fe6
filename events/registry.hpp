// Every event there is: the one list from which reading, printing, links, schemas and the catalogue derive.
#pragma once

#include "events/alert.hpp"
#include "events/concern.hpp"
#include "events/contact.hpp"
#include "events/contact_move.hpp"
#include "events/contact_role.hpp"
#include "events/customer.hpp"
#include "events/deal_team.hpp"
#include "events/decision_tree.hpp"
#include "events/departure.hpp"
#include "events/document.hpp"
#include "events/effort.hpp"
#include "events/gate_document.hpp"
#include "events/gate_requirement.hpp"
#include "events/handover.hpp"
#include "events/milestone.hpp"
#include "events/opportunity.hpp"
#include "events/organisation.hpp"
#include "events/product.hpp"
#include "events/stage_model.hpp"
#include "events/standing_rule.hpp"
#include "events/task.hpp"
#include "events/waiver.hpp"
#include "events/working_calendar.hpp"

namespace foxtrail {

using EventSets = boost::mp11::mp_list<
    OrganisationEvents,
    ProductEvents,
    CustomerEvents,
    StageModelEvents,
    OpportunityEvents,
    DocumentEvents,
    GateRequirementEvents,
    GateDocumentEvents,
    WaiverEvents,
    MilestoneEvents,
    EffortEvents,
    StandingRuleEvents,
    AlertEvents,
    HandoverEvents,
    DealTeamEvents,
    DepartureEvents,
    WorkingCalendarEvents,
    TaskEvents,
    ContactEvents,
    ContactRoleEvents,
    ContactMoveEvents,
    ConcernEvents,
    DecisionTreeEvents>;
using Events = boost::mp11::mp_apply<boost::mp11::mp_append, EventSets>;

}  // namespace foxtrail
