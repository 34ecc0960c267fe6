// Registering competitors, reporting them on deals.
#pragma once

#include "commands/opportunity.hpp"

namespace foxtrail {

inline constexpr std::size_t competitors_per_opportunity_max = 50;

struct Competitor {
    CompetitorId id;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(Competitor, (), (id, name))
template <>
struct StateOf<CompetitorId> { using type = Competitor; };

std::string competitor_in_words(const Facts&, CompetitorId);  // "competitor Rival (cmp-1)"

RestsOn rests_on(const Competitor&);  // on what another one of its name would rest on too
void evolve(Competitor&, const CompetitorRegistered&, const Meta&);

struct RegisterCompetitor {
    static constexpr CommandType type{"competitor.register", "登记竞争对手"};
    static constexpr std::string_view doc = "Register a company that sells against us, once.";
    std::string name;
    std::optional<ExternalKey> external_key;
};
BOOST_DESCRIBE_STRUCT(RegisterCompetitor, (), (name, external_key))

struct ReportCompetitor {
    static constexpr CommandType type{"competitor.report", "报告竞争对手"};
    static constexpr std::string_view doc =
        "Report that a competitor is on a deal since valid_at, and how we know; with \"corrects\", put right which one. Owner and manager, of a deal that is nobody's who leads its department, are told, and the deal is flagged (R12).";
    Ref<OpportunityId> opportunity;
    Ref<CompetitorId> competitor;
    std::string evidence;
    static constexpr auto target = &ReportCompetitor::opportunity;
};
BOOST_DESCRIBE_STRUCT(ReportCompetitor, (), (opportunity, competitor, evidence))

struct WithdrawCompetitor {
    static constexpr CommandType type{"competitor.withdraw", "竞争对手退出"};
    static constexpr std::string_view doc = "State that a competitor is no longer on a deal, and how we know.";
    Ref<OpportunityId> opportunity;
    Ref<CompetitorId> competitor;
    std::string evidence;
    static constexpr auto target = &WithdrawCompetitor::opportunity;
};
BOOST_DESCRIBE_STRUCT(WithdrawCompetitor, (), (opportunity, competitor, evidence))

using CompetitorCommands = boost::mp11::mp_list<RegisterCompetitor, ReportCompetitor, WithdrawCompetitor>;
NounEntry competitor_noun();

}  // namespace foxtrail
