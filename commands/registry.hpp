// Every command and every decision state there is.
#pragma once

#include "commands/alert.hpp"
#include "commands/concern.hpp"
#include "commands/contact.hpp"
#include "commands/contact_move.hpp"
#include "commands/contact_role.hpp"
#include "commands/customer.hpp"
#include "commands/deal_team.hpp"
#include "commands/decision_tree.hpp"
#include "commands/departure.hpp"
#include "commands/document.hpp"
#include "commands/effort.hpp"
#include "commands/gate_document.hpp"
#include "commands/gate_requirement.hpp"
#include "commands/handover.hpp"
#include "commands/milestone.hpp"
#include "commands/opportunity.hpp"
#include "commands/organisation.hpp"
#include "commands/product.hpp"
#include "commands/stage_model.hpp"
#include "commands/standing_rule.hpp"
#include "commands/task.hpp"
#include "commands/waiver.hpp"
#include "commands/working_calendar.hpp"

#include <array>

namespace foxtrail {

inline constexpr std::array nouns{
    organisation_noun,
    product_noun,
    customer_noun,
    stage_model_noun,
    opportunity_noun,
    document_noun,
    gate_requirement_noun,
    gate_document_noun,
    waiver_noun,
    milestone_noun,
    effort_noun,
    standing_rule_noun,
    alert_noun,
    deal_team_noun,
    departure_noun,
    handover_noun,
    working_calendar_noun,
    task_noun,
    contact_noun,
    contact_role_noun,
    contact_move_noun,
    concern_noun,
    decision_tree_noun,
};

}  // namespace foxtrail
