#include "commands/access_grant.hpp"

#include "commands/decider/command_entry.hpp"
#include "commands/facet.hpp"
#include "commands/rules/department_rules.hpp"
#include "commands/rules/naming.hpp"
#include "commands/rules/work_rules.hpp"

#include <algorithm>

namespace foxtrail {
namespace rule {
constexpr Rule neither_facet_nor_customer{"neither_facet_nor_customer", "Share a facet or a customer."};
constexpr Rule one_recipient{"one_recipient", "Name one recipient: a department, a position, an employee or a role on deal teams."};
constexpr Rule position_blank{"position_blank", "Name the position: it cannot be blank."};
constexpr Rule role_blank{"role_blank", "Name the role on the team: it cannot be blank."};
constexpr Rule before_granting{"before_granting", "This is dated before access was granted."};
}  // namespace rule

RestsOn rests_on(const AccessGrant& grant) { return grant.open ? RestsOn{grant.what} : RestsOn{}; }

void evolve(AccessGrant& grant, const AccessGranted& e, const Meta& m) { grant = {grant.id, e.what, e.department, e.to, m.valid_at, true}; }
void evolve(AccessGrant& grant, const AccessRevoked&, const Meta&) { grant.open = false; }

static Recipient recipient(const RecipientRef& to) { return {id_of(to.department), to.position, id_of(to.employee), to.team_role}; }

static void require_recipient(Decision& d, const Facts& f, const Recipient& to) {
    d.require(to.department.has_value() + to.position.has_value() + to.employee.has_value() + to.team_role.has_value() == 1, rule::one_recipient);
    d.require(!to.position || !blank(*to.position), rule::position_blank);
    d.require(!to.team_role || !blank(*to.team_role), rule::role_blank);
    if (to.employee) require_active(d, f, *to.employee);
    if (to.department) require_open(d, f, *to.department);
}

static Decision decide(const GrantAccess& c, const Facts& f) {
    Decision d;
    const bool facet = c.what.kind == FacetId::kind;
    const DepartmentId department = facet ? f.at(FacetId{c.what.number}).department : department_of_actor(f);
    const Recipient to = recipient(c.to);
    d.require(facet || c.what.kind == CustomerId::kind, rule::neither_facet_nor_customer, c.what);
    require_person_of(d, f, department);
    require_recipient(d, f, to);
    d.require(f.has_reason(), rule::reason_missing);
    const auto grants = f.resting_on<AccessGrantId>(c.what, grants_per_object_max);
    const auto is_this = [&](AccessGrantId id) { return f.at(id).department == department && f.at(id).to == to; };
    const bool already = std::ranges::any_of(grants, is_this);
    d.require(already || grants.size() < grants_per_object_max, rule::too_many);
    if (!d.refused() && !already) d.record(AccessGranted{f.next_id<AccessGrantId>(), c.what, department, to});
    return d;
}

static Decision decide(const AccessGrant& grant, const RevokeAccess&, const Facts& f) {
    Decision d;
    if (f.at(grant.department).closed) require_person(d, f);  // nobody is of it any more
    else require_person_of(d, f, grant.department);
    d.require(f.has_reason(), rule::reason_missing);
    d.require(f.valid_at() >= grant.granted, rule::before_granting, grant.granted);
    if (!d.refused() && grant.open) d.record(AccessRevoked{grant.id, grant.what, grant.department, grant.to});
    return d;
}

NounEntry access_grant_noun() { return {command_entries_of<AccessGrantCommands>(), {state_entry<AccessGrant, AccessGrantEvents>()}}; }

}  // namespace foxtrail
