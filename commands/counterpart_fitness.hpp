// Who suits as the counterpart of a buying role: setting it, and judging by it.
#pragma once

#include "commands/decider/latest.hpp"
#include "commands/decider/noun.hpp"
#include "events/counterpart_fitness.hpp"

namespace foxtrail {

inline constexpr std::size_t fitness_words_max = 100;

struct CounterpartFitness {
    CounterpartFitnessId id;
    std::uint32_t version = 1;
    Latest<FitnessTerms> terms;
};
BOOST_DESCRIBE_STRUCT(CounterpartFitness, (), (id, version, terms))
template <>
struct StateOf<CounterpartFitnessId> { using type = CounterpartFitness; };

void evolve(CounterpartFitness&, const CounterpartFitnessSet&, const Meta&);

// Whether the employee suits as the counterpart of this role on the opportunity, as it stands now.
bool suits(const Facts&, EmployeeId, BuyingRole, OpportunityId);

struct SetCounterpartFitness {
    static constexpr CommandType type{"counterpart_fitness.set", "设定对口标准"};
    static constexpr std::string_view doc =
        "Say who of us suits as the counterpart of a buying role: anybody, who leads people, or whose department, position or role on the deal's team is "
        "called by one of the words.";
    BuyingRole role = BuyingRole::decision_maker;
    bool anybody = false, leads_people = false;
    std::vector<std::string> words;
};
BOOST_DESCRIBE_STRUCT(SetCounterpartFitness, (), (role, anybody, leads_people, words))

using CounterpartFitnessCommands = boost::mp11::mp_list<SetCounterpartFitness>;
NounEntry counterpart_fitness_noun();

}  // namespace foxtrail
