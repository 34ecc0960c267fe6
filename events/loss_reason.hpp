// Why a deal was lost as several people see it: each opinion stands beside the others, and beside that of who recorded the loss.
#pragma once

#include "events/event.hpp"

namespace foxtrail {

// As what somebody says it. An employee: owner to colleague; a contact: his buying role, or customer; a competitor.
enum class LossRole : std::uint8_t {
    owner = 1,
    manager = 2,
    team_member = 3,
    colleague = 4,
    decision_maker = 5,
    user = 6,
    technical_lead = 7,
    coach = 8,
    customer = 9,
    competitor = 10
};
BOOST_DESCRIBE_ENUM(LossRole, owner, manager, team_member, colleague, decision_maker, user, technical_lead, coach, customer, competitor)

struct LossReasonStated {
    static constexpr EventType type{"loss_reason.stated", 1, "丢单原因陈述"};
    static constexpr std::string_view doc = "Somebody said why a lost opportunity was lost, as he sees it, and how we know.";
    LossReasonId loss_reason;
    OpportunityId opportunity;
    Entity by;  // an employee, a contact or a competitor
    LossRole role;
    std::string why;
    Stated<std::string> competitor;  // it was lost to
    std::string evidence;
    std::optional<DocumentId> document;  // that shows it
    bool operator==(const LossReasonStated&) const = default;
};
BOOST_DESCRIBE_STRUCT(LossReasonStated, (), (loss_reason, opportunity, by, role, why, competitor, evidence, document))

using LossReasonEvents = boost::mp11::mp_list<LossReasonStated>;

}  // namespace foxtrail
