// Closing opportunities as won, lost or derailed, and opening them again.
#pragma once

#include "commands/decider/noun.hpp"
#include "events/opportunity.hpp"

namespace foxtrail {

struct Opportunity;

// What was said when an opportunity was closed: the members that its outcome has.
struct Closing {
    Stated<Money> value{};             // won
    std::string why{};                 // lost, derailed
    Stated<std::string> competitor{};  // lost
    bool operator==(const Closing&) const = default;
};
BOOST_DESCRIBE_STRUCT(Closing, (), (value, why, competitor))

void evolve(Opportunity&, const OpportunityWon&, const Meta&);
void evolve(Opportunity&, const OpportunityLost&, const Meta&);
void evolve(Opportunity&, const OpportunityDerailed&, const Meta&);
void evolve(Opportunity&, const OpportunityReopened&, const Meta&);

struct Win {
    static constexpr CommandType type{"opportunity.win", "签单"};
    static constexpr std::string_view doc = "Close the opportunity as won, at a value; with \"corrects\", put right at which.";
    Ref<OpportunityId> opportunity;
    Stated<Money> value;
    static constexpr auto target = &Win::opportunity;
};
BOOST_DESCRIBE_STRUCT(Win, (), (opportunity, value))

struct Lose {
    static constexpr CommandType type{"opportunity.lose", "丢单"};
    static constexpr std::string_view doc =
        "Close the opportunity as lost: why, and to which competitor, or \"unknown\"; with \"corrects\", put right what was said.";
    Ref<OpportunityId> opportunity;
    std::string why;
    Stated<std::string> competitor;
    static constexpr auto target = &Lose::opportunity;
};
BOOST_DESCRIBE_STRUCT(Lose, (), (opportunity, why, competitor))

struct Derail {
    static constexpr CommandType type{"opportunity.derail", "中止机会"};
    static constexpr std::string_view doc =
        "Close the opportunity because nobody wins it: the project ended; with \"corrects\", put right why.";
    Ref<OpportunityId> opportunity;
    std::string why;
    static constexpr auto target = &Derail::opportunity;
};
BOOST_DESCRIBE_STRUCT(Derail, (), (opportunity, why))

struct Reopen {
    static constexpr CommandType type{"opportunity.reopen", "重启机会"};
    static constexpr std::string_view doc = "Open a closed opportunity again, in the stage it was closed in.";
    Ref<OpportunityId> opportunity;
    static constexpr auto target = &Reopen::opportunity;
};
BOOST_DESCRIBE_STRUCT(Reopen, (), (opportunity))

using OutcomeCommands = boost::mp11::mp_list<Win, Lose, Derail, Reopen>;
NounEntry outcome_noun();

}  // namespace foxtrail
