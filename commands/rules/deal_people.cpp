#include "commands/rules/deal_people.hpp"

#include "commands/alert.hpp"
#include "commands/deal_team.hpp"

#include <algorithm>

namespace foxtrail {

EmployeeId owner_of(const Opportunity& o) { return o.assignee.value ? o.assignee.value->owner : EmployeeId{}; }

std::vector<EmployeeId> people_of(const Facts& f, OpportunityId opportunity) {
    std::vector<EmployeeId> people;
    const auto add = [&](EmployeeId person) {
        if (person && std::ranges::find(people, person) == people.end()) people.push_back(person);
    };
    const EmployeeId owner = owner_of(f.at(opportunity));
    add(owner);
    add(manager_of(f, owner));
    for (const EmployeeId member : team_of(f, opportunity)) add(member);
    return people;
}

}  // namespace foxtrail
