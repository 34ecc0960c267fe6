// Giving guidance on deals and risks, and reporting what came of it.
#pragma once

#include "commands/risk_flag.hpp"

namespace foxtrail {

struct Guidance {
    GuidanceId id;
    OpportunityId opportunity;
    std::optional<RiskFlagId> flag;
    bool acted_on = false;
};
BOOST_DESCRIBE_STRUCT(Guidance, (), (id, opportunity, flag, acted_on))
template <>
struct StateOf<GuidanceId> { using type = Guidance; };

void evolve(Guidance&, const StrategyGuidanceGiven&, const Meta&);
void evolve(Guidance&, const GuidanceActedOn&, const Meta&);

struct GiveGuidance {
    static constexpr CommandType type{"guidance.give", "给予策略指导"};
    static constexpr std::string_view doc =
        "Tell the owner of an open opportunity what to do about it, or about one of its risk flags, which is then answered. A manager "
        "above the owner does.";
    Entity about;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(GiveGuidance, (), (about, text))

struct ReportBack {
    static constexpr CommandType type{"guidance.report_back", "反馈指导落实"};
    static constexpr std::string_view doc = "Report what was done upon guidance; the owner of the opportunity does.";
    Ref<GuidanceId> guidance;
    std::string what;
    static constexpr auto target = &ReportBack::guidance;
};
BOOST_DESCRIBE_STRUCT(ReportBack, (), (guidance, what))

using GuidanceCommands = boost::mp11::mp_list<GiveGuidance, ReportBack>;
NounEntry guidance_noun();

}  // namespace foxtrail
