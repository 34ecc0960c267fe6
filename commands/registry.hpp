// Every command and every decision state there is.
#pragma once

#include "commands/access_grant.hpp"
#include "commands/activity.hpp"
#include "commands/alert.hpp"
#include "commands/appointment.hpp"
#include "commands/assignment.hpp"
#include "commands/assistance.hpp"
#include "commands/background.hpp"
#include "commands/capacity.hpp"
#include "commands/committee_watch.hpp"
#include "commands/competitor.hpp"
#include "commands/concern.hpp"
#include "commands/contact.hpp"
#include "commands/contact_identity.hpp"
#include "commands/contact_move.hpp"
#include "commands/contact_role.hpp"
#include "commands/counterpart_fitness.hpp"
#include "commands/customer.hpp"
#include "commands/deal_team.hpp"
#include "commands/decision_tree.hpp"
#include "commands/departure.hpp"
#include "commands/document.hpp"
#include "commands/duplicate.hpp"
#include "commands/effort.hpp"
#include "commands/establishment.hpp"
#include "commands/evaluation.hpp"
#include "commands/facet.hpp"
#include "commands/forecast.hpp"
#include "commands/gate_document.hpp"
#include "commands/gate_requirement.hpp"
#include "commands/guidance.hpp"
#include "commands/handover.hpp"
#include "commands/lead.hpp"
#include "commands/loss_reason.hpp"
#include "commands/milestone.hpp"
#include "commands/nurture.hpp"
#include "commands/opportunity.hpp"
#include "commands/organisation.hpp"
#include "commands/outcome.hpp"
#include "commands/pipeline_review.hpp"
#include "commands/playbook.hpp"
#include "commands/product.hpp"
#include "commands/quote.hpp"
#include "commands/relationship.hpp"
#include "commands/risk_flag.hpp"
#include "commands/stage_model.hpp"
#include "commands/standing_rule.hpp"
#include "commands/task.hpp"
#include "commands/tie.hpp"
#include "commands/urge.hpp"
#include "commands/waiver.hpp"
#include "commands/work_item.hpp"
#include "commands/work_log.hpp"
#include "commands/work_plan.hpp"
#include "commands/working_calendar.hpp"

#include <array>

namespace foxtrail {

inline constexpr std::array nouns{
    organisation_noun,
    product_noun,
    customer_noun,
    stage_model_noun,
    opportunity_noun,
    outcome_noun,
    document_noun,
    gate_requirement_noun,
    gate_document_noun,
    waiver_noun,
    milestone_noun,
    effort_noun,
    standing_rule_noun,
    committee_watch_noun,
    alert_noun,
    deal_team_noun,
    departure_noun,
    handover_noun,
    working_calendar_noun,
    task_noun,
    activity_noun,
    work_log_noun,
    appointment_noun,
    work_plan_noun,
    contact_noun,
    contact_role_noun,
    counterpart_fitness_noun,
    contact_move_noun,
    concern_noun,
    decision_tree_noun,
    lead_noun,
    evaluation_noun,
    nurture_noun,
    assignment_noun,
    capacity_noun,
    establishment_noun,
    assistance_noun,
    urge_noun,
    work_item_noun,
    facet_noun,
    access_grant_noun,
    relationship_noun,
    background_noun,
    contact_identity_noun,
    duplicate_noun,
    tie_noun,
    competitor_noun,
    forecast_noun,
    risk_flag_noun,
    guidance_noun,
    pipeline_review_noun,
    loss_reason_noun,
    quote_noun,
    playbook_noun,
};

}  // namespace foxtrail
