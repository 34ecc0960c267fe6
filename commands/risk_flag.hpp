// Raising, acknowledging and clearing risk flags; one that no manager answers with guidance in time is brought before him.
#pragma once

#include "commands/opportunity.hpp"
#include "events/guidance.hpp"
#include "events/risk_flag.hpp"
#include "events/standing_rule.hpp"

#include <functional>
#include <set>

namespace foxtrail {

inline constexpr std::size_t open_flags_max = 200;  // raised by people, on one opportunity

struct RiskFlag {
    RiskFlagId id;
    OpportunityId opportunity;
    RiskKind kind = RiskKind::other;
    std::string text;
    std::optional<EmployeeId> owner;
    Time acknowledge_by;
    bool acknowledged = false, guided = false, escalated = false, closed = false;
};
BOOST_DESCRIBE_STRUCT(RiskFlag, (), (id, opportunity, kind, text, owner, acknowledge_by, acknowledged, guided, escalated, closed))
template <>
struct StateOf<RiskFlagId> { using type = RiskFlag; };

RestsOn rests_on(const RiskFlag&);  // an open one on its opportunity and its owner
void evolve(RiskFlag&, const RiskFlagRaised&, const Meta&);
void evolve(RiskFlag&, const RiskFlagAcknowledged&, const Meta&);
void evolve(RiskFlag&, const RiskFlagCleared&, const Meta&);
void evolve(RiskFlag&, const RiskFlagEscalated&, const Meta&);
void evolve(RiskFlag&, const RiskFlagPassedOn&, const Meta&);
void evolve(RiskFlag&, const RiskFlagLapsed&, const Meta&);
void evolve(RiskFlag&, const StrategyGuidanceGiven&, const Meta&);
void evolve(RiskFlag&, const OwnershipTransferred&, const Meta&);

// How a standing rule flags a deal. Nothing while a flag of the same kind is open; each competitor has one of his own.
void raise_flag(Decision&, const Facts&, const Opportunity&, RiskKind, const std::string& text);
// The same, unless that rule is switched off.
void flag_by_rule(Decision&, const Facts&, RuleCode, const Opportunity&, RiskKind, const std::string& text);
// The open flags of an opportunity go to its new owner, but for these, or lapse when it closes.
void pass_flags_on(Decision&, const Facts&, OpportunityId, std::optional<EmployeeId> to, const std::set<Entity>& but = {});
// What an open flag of the kind says is so no more.
void clear_flags(Decision&, const Facts&, OpportunityId, RiskKind, const std::string& what, const std::function<bool(const RiskFlag&)>& which);
void lapse_flags(Decision&, const Facts&, OpportunityId, Outcome);

struct RaiseRiskFlag {
    static constexpr CommandType type{"risk_flag.raise", "提出风险标记"};
    static constexpr std::string_view doc =
        "State that something endangers an open opportunity. Its owner takes note, and a manager above him gives guidance, in the time R3 gives. Several "
        "vacant roles, competitors and other risks of a deal are told apart by their texts.";
    Ref<OpportunityId> opportunity;
    RiskKind kind = RiskKind::other;
    std::string text;
    static constexpr auto target = &RaiseRiskFlag::opportunity;
};
BOOST_DESCRIBE_STRUCT(RaiseRiskFlag, (), (opportunity, kind, text))

struct AcknowledgeRiskFlag {
    static constexpr CommandType type{"risk_flag.acknowledge", "确认风险标记"};
    static constexpr std::string_view doc = "Take note of a risk; the owner of the opportunity does, or a manager above him.";
    Ref<RiskFlagId> flag;
    static constexpr auto target = &AcknowledgeRiskFlag::flag;
};
BOOST_DESCRIBE_STRUCT(AcknowledgeRiskFlag, (), (flag))

struct ClearRiskFlag {
    static constexpr CommandType type{"risk_flag.clear", "解除风险标记"};
    static constexpr std::string_view doc =
        "State that a risk is over and what was done; the owner of the opportunity does, or a manager above him.";
    Ref<RiskFlagId> flag;
    std::string what;
    static constexpr auto target = &ClearRiskFlag::flag;
};
BOOST_DESCRIBE_STRUCT(ClearRiskFlag, (), (flag, what))

struct EscalateRiskFlag {
    static constexpr CommandType type{"risk_flag.escalate", "升级风险标记", AskedBy::scheduler};
    static constexpr std::string_view doc =
        "Tell the owner's manager of a risk on which nobody gave guidance in time, whoever took note of it. Only the scheduler asks this.";
    Ref<RiskFlagId> flag;
    static constexpr auto target = &EscalateRiskFlag::flag;
};
BOOST_DESCRIBE_STRUCT(EscalateRiskFlag, (), (flag))

using RiskFlagCommands = boost::mp11::mp_list<RaiseRiskFlag, AcknowledgeRiskFlag, ClearRiskFlag, EscalateRiskFlag>;
NounEntry risk_flag_noun();

}  // namespace foxtrail
