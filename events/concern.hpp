// Decision concerns: what the holder of a buying role has to be sure of before he says yes.
#pragma once

#include "events/contact_role.hpp"

namespace foxtrail {

enum class ConcernKind : std::uint8_t { bottom_line = 1, effect_on_company = 2, work_to_be_done = 3, fit_with_norms = 4 };
BOOST_DESCRIBE_ENUM(ConcernKind, bottom_line, effect_on_company, work_to_be_done, fit_with_norms)

struct ConcernRecorded {
    static constexpr EventType type{"concern.recorded", 1, "决策关注点记录"};
    static constexpr std::string_view doc = "The holder of a buying role has a concern that must be answered.";
    ConcernId concern;
    ContactRoleId contact_role;
    OpportunityId opportunity;
    BuyingRole role;
    ConcernKind kind;
    std::string text;
    bool operator==(const ConcernRecorded&) const = default;
};
BOOST_DESCRIBE_STRUCT(ConcernRecorded, (), (concern, contact_role, opportunity, role, kind, text))

struct ConcernAnswered {
    static constexpr EventType type{"concern.answered", 1, "决策关注点答复"};
    static constexpr std::string_view doc = "A concern was answered to the holder of the role, and there is evidence that he accepts it.";
    ConcernId concern;
    ContactRoleId contact_role;  // whose holder accepts it
    OpportunityId opportunity;
    std::string answer;
    std::string evidence;
    std::optional<Entity> evidence_item;  // the document, appointment, ... that shows it
    bool operator==(const ConcernAnswered&) const = default;
};
BOOST_DESCRIBE_STRUCT(ConcernAnswered, (), (concern, contact_role, opportunity, answer, evidence, evidence_item))

struct ConcernReopened {
    static constexpr EventType type{"concern.reopened", 1, "决策关注点重启"};
    static constexpr std::string_view doc =
        "Who accepted the answer no longer holds the role: the concern is open again until his successor accepts it.";
    ConcernId concern;
    ContactRoleId contact_role;
    OpportunityId opportunity;
    bool operator==(const ConcernReopened&) const = default;
};
BOOST_DESCRIBE_STRUCT(ConcernReopened, (), (concern, contact_role, opportunity))

using ConcernEvents = boost::mp11::mp_list<ConcernRecorded, ConcernAnswered, ConcernReopened>;

}  // namespace foxtrail
