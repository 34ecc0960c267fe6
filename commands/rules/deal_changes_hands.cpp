#include "commands/rules/deal_changes_hands.hpp"

#include "commands/alert.hpp"
#include "commands/risk_flag.hpp"
#include "commands/rules/deal_people.hpp"
#include "commands/rules/role_loss.hpp"

namespace foxtrail {

void pass_on_with(Decision& d, const Facts& f, const Opportunity& o, EmployeeId to, const std::set<Entity>& but) {
    pass_flags_on(d, f, o.id, to, but);
    if (const EmployeeId from = owner_of(o)) return pass_alerts_on(d, f, o.id, from, to);
    tell_of_vacancies(d, f, o, to);
}

void pass_on_with_deals(Decision& d, const Facts& f, const std::vector<Entity>& moved, EmployeeId to) {
    const std::set<Entity> with_them(moved.begin(), moved.end());
    for (const Entity item : moved)
        if (item.kind == OpportunityId::kind) pass_on_with(d, f, f.at(OpportunityId{item.number}), to, with_them);
}

}  // namespace foxtrail
