// Every event there is: the one list from which reading, printing, links, schemas and the catalogue derive.
#pragma once

#include "events/access_grant.hpp"
#include "events/activity.hpp"
#include "events/alert.hpp"
#include "events/appointment.hpp"
#include "events/assignment.hpp"
#include "events/assistance.hpp"
#include "events/background.hpp"
#include "events/capacity.hpp"
#include "events/competitor.hpp"
#include "events/concern.hpp"
#include "events/contact.hpp"
#include "events/contact_identity.hpp"
#include "events/contact_move.hpp"
#include "events/contact_role.hpp"
#include "events/counterpart_fitness.hpp"
#include "events/customer.hpp"
#include "events/deal_team.hpp"
#include "events/decision_tree.hpp"
#include "events/departure.hpp"
#include "events/document.hpp"
#include "events/duplicate.hpp"
#include "events/effort.hpp"
#include "events/establishment.hpp"
#include "events/evaluation.hpp"
#include "events/facet.hpp"
#include "events/forecast.hpp"
#include "events/gate_document.hpp"
#include "events/gate_requirement.hpp"
#include "events/guidance.hpp"
#include "events/handover.hpp"
#include "events/lead.hpp"
#include "events/loss_reason.hpp"
#include "events/milestone.hpp"
#include "events/nurture.hpp"
#include "events/opportunity.hpp"
#include "events/organisation.hpp"
#include "events/pipeline_review.hpp"
#include "events/playbook.hpp"
#include "events/product.hpp"
#include "events/quote.hpp"
#include "events/relationship.hpp"
#include "events/risk_flag.hpp"
#include "events/stage_model.hpp"
#include "events/standing_rule.hpp"
#include "events/task.hpp"
#include "events/tie.hpp"
#include "events/urge.hpp"
#include "events/waiver.hpp"
#include "events/work_item.hpp"
#include "events/work_log.hpp"
#include "events/work_plan.hpp"
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
    ActivityEvents,
    WorkLogEvents,
    AppointmentEvents,
    WorkPlanEvents,
    ContactEvents,
    ContactRoleEvents,
    ContactMoveEvents,
    ConcernEvents,
    DecisionTreeEvents,
    LeadEvents,
    EvaluationEvents,
    NurtureEvents,
    AssignmentEvents,
    CapacityEvents,
    EstablishmentEvents,
    AssistanceEvents,
    UrgeEvents,
    WorkItemEvents,
    FacetEvents,
    AccessGrantEvents,
    RelationshipEvents,
    BackgroundEvents,
    ContactIdentityEvents,
    DuplicateEvents,
    TieEvents,
    CompetitorEvents,
    ForecastEvents,
    RiskFlagEvents,
    GuidanceEvents,
    PipelineReviewEvents,
    CounterpartFitnessEvents,
    LossReasonEvents,
    QuoteEvents,
    PlaybookEvents>;
using Events = boost::mp11::mp_apply<boost::mp11::mp_append, EventSets>;

}  // namespace foxtrail
