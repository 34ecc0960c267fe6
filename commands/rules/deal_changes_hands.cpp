#include "commands/rules/deal_changes_hands.hpp"

#include "commands/alert.hpp"
#include "commands/risk_flag.hpp"
#include "commands/rules/deal_people.hpp"
#include "commands/rules/role_loss.hpp"

namespace foxtrail {

void pass_on_with(Decision& d, const Facts& f, const Opportunity& o, EmployeeId to) {
    pass_flags_on(d, f, o.id, to);
    if (const EmployeeId from = owner_of(o)) return pass_alerts_on(d, f, o.id, from, to);
    tell_of_vacancies(d, f, o, to);
}

void pass_on_with_deals(Decision& d, const Facts& f, const std::vector<Entity>& moved, EmployeeId to) {
    const std::set<Entity> with_them(moved.begin(), moved.end());
    for (const Entity item : moved) {
        if (item.kind != OpportunityId::kind) continue;
        const OpportunityId deal{item.number};
        pass_flags_on(d, f, deal, to, with_them);
        pass_alerts_on(d, f, deal, owner_of(f.at(deal)), to);
    }
}

}  // namespace foxtrail
