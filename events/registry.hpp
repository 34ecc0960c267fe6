// Every event there is: the one list from which reading, printing, links, schemas and the catalogue derive.
#pragma once

#include "events/alert.hpp"
#include "events/assignment.hpp"
#include "events/capacity.hpp"
#include "events/customer.hpp"
#include "events/establishment.hpp"
#include "events/evaluation.hpp"
#include "events/handover.hpp"
#include "events/lead.hpp"
#include "events/nurture.hpp"
#include "events/opportunity.hpp"
#include "events/organisation.hpp"
#include "events/product.hpp"
#include "events/stage_model.hpp"
#include "events/standing_rule.hpp"

namespace foxtrail {

using EventSets = boost::mp11::mp_list<OrganisationEvents, ProductEvents, CustomerEvents, StageModelEvents, OpportunityEvents, StandingRuleEvents, AlertEvents, HandoverEvents,
                                      LeadEvents, EvaluationEvents, NurtureEvents, AssignmentEvents, CapacityEvents, EstablishmentEvents>;
using Events = boost::mp11::mp_apply<boost::mp11::mp_append, EventSets>;

}  // namespace foxtrail
