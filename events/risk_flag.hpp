// Risk flags: what endangers a deal, who took note, what was done.
#pragma once

#include "events/opportunity.hpp"

namespace foxtrail {

enum class RiskKind : std::uint8_t {
    role_vacant = 1,
    no_two_way_contact = 2,
    dwell = 3,
    competitor = 4,
    slipped = 5,
    single_thread = 6,
    other = 7
};
BOOST_DESCRIBE_ENUM(RiskKind, role_vacant, no_two_way_contact, dwell, competitor, slipped, single_thread, other)

struct RiskFlagRaised {
    static constexpr EventType type{"risk_flag.raised", 1, "风险标记提出"};
    static constexpr std::string_view doc = "Something endangers an opportunity; its owner must take note by an instant.";
    RiskFlagId flag;
    OpportunityId opportunity;
    RiskKind kind;
    std::string text;
    std::optional<EmployeeId> owner;  // of the opportunity
    Time acknowledge_by;
    bool operator==(const RiskFlagRaised&) const = default;
};
BOOST_DESCRIBE_STRUCT(RiskFlagRaised, (), (flag, opportunity, kind, text, owner, acknowledge_by))

struct RiskFlagAcknowledged {
    static constexpr EventType type{"risk_flag.acknowledged", 1, "风险标记确认"};
    static constexpr std::string_view doc = "Somebody who answers for the deal took note of the risk.";
    RiskFlagId flag;
    OpportunityId opportunity;
    EmployeeId by;
    bool operator==(const RiskFlagAcknowledged&) const = default;
};
BOOST_DESCRIBE_STRUCT(RiskFlagAcknowledged, (), (flag, opportunity, by))

struct RiskFlagCleared {
    static constexpr EventType type{"risk_flag.cleared", 1, "风险标记解除"};
    static constexpr std::string_view doc = "The risk is over, and this was done about it.";
    RiskFlagId flag;
    OpportunityId opportunity;
    EmployeeId by;
    std::string what;
    bool operator==(const RiskFlagCleared&) const = default;
};
BOOST_DESCRIBE_STRUCT(RiskFlagCleared, (), (flag, opportunity, by, what))

struct RiskFlagEscalated {
    static constexpr EventType type{"risk_flag.escalated", 1, "风险标记升级"};
    static constexpr std::string_view doc = "Nobody gave guidance on the risk in time: the owner's manager was told, of a deal that is nobody's who leads its department.";
    RiskFlagId flag;
    OpportunityId opportunity;
    EmployeeId from, to;
    bool operator==(const RiskFlagEscalated&) const = default;
};
BOOST_DESCRIBE_STRUCT(RiskFlagEscalated, (), (flag, opportunity, from, to))

struct RiskFlagPassedOn {
    static constexpr EventType type{"risk_flag.passed_on", 1, "风险标记转移"};
    static constexpr std::string_view doc = "The opportunity got another owner or lost the one it had, and the open risk with it.";
    RiskFlagId flag;
    OpportunityId opportunity;
    std::optional<EmployeeId> from, to;
    bool operator==(const RiskFlagPassedOn&) const = default;
};
BOOST_DESCRIBE_STRUCT(RiskFlagPassedOn, (), (flag, opportunity, from, to))

struct RiskFlagLapsed {
    static constexpr EventType type{"risk_flag.lapsed", 1, "风险标记失效"};
    static constexpr std::string_view doc = "The opportunity closed while the risk was open.";
    RiskFlagId flag;
    OpportunityId opportunity;
    Outcome outcome;
    bool operator==(const RiskFlagLapsed&) const = default;
};
BOOST_DESCRIBE_STRUCT(RiskFlagLapsed, (), (flag, opportunity, outcome))

using RiskFlagEvents =
    boost::mp11::mp_list<RiskFlagRaised, RiskFlagAcknowledged, RiskFlagCleared, RiskFlagEscalated, RiskFlagPassedOn, RiskFlagLapsed>;

}  // namespace foxtrail
