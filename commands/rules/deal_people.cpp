#include "commands/rules/deal_people.hpp"

#include "commands/alert.hpp"
#include "commands/deal_team.hpp"
#include "commands/organisation.hpp"

#include <algorithm>

namespace foxtrail {

EmployeeId owner_of(const Opportunity& o) { return o.assignee.value ? o.assignee.value->owner : EmployeeId{}; }

Keepers keepers_of(const Facts& f, const Opportunity& o) {
    if (const EmployeeId owner = owner_of(o)) return {owner, manager_of(f, owner)};
    const EmployeeId head = o.had_it ? head_of(f, o.had_it->department) : EmployeeId{};
    return {head, head};
}

std::vector<EmployeeId> people_of(const Facts& f, const Opportunity& o) {
    std::vector<EmployeeId> people;
    const auto add = [&](EmployeeId person) {
        if (person && std::ranges::find(people, person) == people.end()) people.push_back(person);
    };
    const auto [keeper, manager] = keepers_of(f, o);
    add(keeper);
    add(manager);
    for (const EmployeeId member : team_of(f, o.id)) add(member);
    return people;
}

}  // namespace foxtrail
