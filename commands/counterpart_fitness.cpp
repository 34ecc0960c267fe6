#include "commands/counterpart_fitness.hpp"

#include "commands/deal_team.hpp"
#include "commands/decider/command_entry.hpp"
#include "commands/organisation.hpp"
#include "commands/rules/work_rules.hpp"

#include <algorithm>

namespace foxtrail {
namespace rule {
constexpr Rule nobody_suits{"nobody_suits", "Say who suits: anybody, who leads people, or who is called by one of the words."};
}

void evolve(CounterpartFitness& fitness, const CounterpartFitnessSet& e, const Meta& m) {
    fitness.version = e.version;
    fitness.terms.set(e.to, m.valid_at);
}

static CounterpartFitness fitness_now(const Facts& f, BuyingRole role) {
    const auto* changed = f.find(fitness_of(role));
    return changed ? *changed : CounterpartFitness{fitness_of(role), 1, {fitness_at_first(role)}};
}

static bool has_role_in_words(const Facts& f, EmployeeId employee, OpportunityId opportunity, const std::vector<std::string>& words) {
    return std::ranges::any_of(places_on(f, opportunity), [&](TeamMemberId id) {
        const TeamMember& member = f.at(id);
        return member.employee == employee && has_word(member.duty.value.role, words);
    });
}

bool suits(const Facts& f, EmployeeId employee, BuyingRole role, OpportunityId opportunity) {
    const FitnessTerms terms = fitness_now(f, role).terms.value;
    const Employee& person = f.at(employee);
    return terms.anybody || (terms.leads_people && leads_people(f, employee)) || has_word(f.at(person.department.value).name, terms.words) ||
           has_word(person.position.value.value.value_or(""), terms.words) || has_role_in_words(f, employee, opportunity, terms.words);
}

static Decision decide(const SetCounterpartFitness& c, const Facts& f) {
    Decision d;
    const CounterpartFitness now = fitness_now(f, c.role);
    FitnessTerms to{c.anybody, c.leads_people, c.words};
    d.require(c.anybody || c.leads_people || !c.words.empty(), rule::nobody_suits);
    d.require(std::ranges::none_of(c.words, blank), rule::text_missing, "words");
    d.require(c.words.size() <= fitness_words_max, rule::too_many, "words");
    if (d.refused() || to == now.terms.value) return d;
    d.require(f.has_reason(), rule::reason_missing);
    if (!d.refused()) d.record(CounterpartFitnessSet{now.id, c.role, now.version + 1, now.terms.value, std::move(to)});
    return d;
}

NounEntry counterpart_fitness_noun() {
    return {command_entries_of<CounterpartFitnessCommands>(), {state_entry<CounterpartFitness, CounterpartFitnessEvents>()}};
}

}  // namespace foxtrail
