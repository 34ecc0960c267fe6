#include "commands/rules/approval.hpp"

#include "commands/organisation.hpp"
#include "commands/rules/opportunity_rules.hpp"
#include "commands/rules/work_rules.hpp"

#include <algorithm>

namespace foxtrail {
namespace rule {
constexpr Rule nobodys_deal{"nobodys_deal", "Nobody has the opportunity: somebody who leads people can do this, or have it assigned first."};
constexpr Rule own_post{"own_post", "Nobody settles his own place in the company, whom he reports to or how much he takes on: somebody else does."};
constexpr Rule leads_nobody{"leads_nobody", "This holds for all who are led: somebody who leads people changes it; name him in \"actor\"."};
}

void require_approver(Decision& d, const Facts& f, std::initializer_list<EmployeeId> not_by) {
    const auto is_word_of = [&](EmployeeId person) { return person && (person == f.actor() || person == f.speaker()); };
    d.require(bool(f.actor()), rule::actor_missing);
    d.require(std::ranges::none_of(not_by, is_word_of), rule::own_approval);
}

bool answers_for(const Facts& f, EmployeeId employee, EmployeeId owner) {
    return employee && (owner ? is_above(f, employee, owner) : leads_people(f, employee));
}

bool has_authority(const Facts& f, EmployeeId owner, EmployeeId person) {
    const bool is_other = owner && person && !manager_of(f, owner) && person != owner && (person != f.actor() || f.speaker() != owner);
    return is_other || answers_for(f, person, owner);
}

void require_authority(Decision& d, const Facts& f, EmployeeId owner, EmployeeId approver) {
    require_active(d, f, approver);
    if (owner) d.require(has_authority(f, owner, approver), rule::not_above_owner, owner);
    else d.require(has_authority(f, owner, approver), rule::nobodys_deal);
}

bool is_line_manager(const Facts& f, EmployeeId employee) {
    const EmployeeId manager = manager_of(f, employee);
    const bool is_other = !manager && f.actor() != employee && f.speaker() != employee;
    return f.actor() && (f.actor() == manager || is_other);
}
void require_line_manager(Decision& d, const Facts& f, EmployeeId employee) { d.require(is_line_manager(f, employee), rule::not_line_manager, employee); }

void require_not_himself(Decision& d, const Facts& f, EmployeeId employee) {
    d.require(f.imported() || (f.actor() != employee && f.speaker() != employee), rule::own_post);
}

void require_leader(Decision& d, const Facts& f) {
    d.require(f.imported() || (f.actor() && leads_people(f, f.actor())), rule::leads_nobody);
}

void require_override(Decision& d, const Facts& f, EmployeeId owner, EmployeeId approver) {
    d.require(approver != f.actor() && approver != f.speaker(), rule::own_approval);
    require_authority(d, f, owner, approver);
}

}  // namespace foxtrail
