// Who of us suits as the counterpart of a buying role. It is data: given at first, changed by command.
#pragma once

#include "events/contact_role.hpp"

#include <span>

namespace foxtrail {

// Any one of these is enough.
struct FitnessTerms {
    bool anybody = false;
    bool leads_people = false;       // somebody reports to him
    std::vector<std::string> words;  // one is in the name of his department, in his position, or in his role on the deal's team; whatever the case
    bool operator==(const FitnessTerms&) const = default;
};
BOOST_DESCRIBE_STRUCT(FitnessTerms, (), (anybody, leads_people, words))

struct CounterpartFitnessSet {
    static constexpr EventType type{"counterpart_fitness.set", 1, "对口标准设定"};
    static constexpr std::string_view doc = "From now on these of us suit as counterparts of a buying role. Counterparts named before stay, and show as a gap when they do not suit.";
    CounterpartFitnessId fitness;  // its number is its role's
    BuyingRole role;
    std::uint32_t version;  // 1 are the terms every company starts with
    FitnessTerms from, to;
    bool operator==(const CounterpartFitnessSet&) const = default;
};
BOOST_DESCRIBE_STRUCT(CounterpartFitnessSet, (), (fitness, role, version, from, to))

inline CounterpartFitnessId fitness_of(BuyingRole role) { return {static_cast<std::uint32_t>(role)}; }
// As every company starts with them.
FitnessTerms fitness_at_first(BuyingRole);
// Whether one of the words is in the text, whatever their case.
bool has_word(std::string_view text, std::span<const std::string> words);

using CounterpartFitnessEvents = boost::mp11::mp_list<CounterpartFitnessSet>;

}  // namespace foxtrail
