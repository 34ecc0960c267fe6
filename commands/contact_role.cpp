#include "commands/contact_role.hpp"

#include "commands/concern.hpp"
#include "commands/counterpart_fitness.hpp"
#include "commands/decider/command_entry.hpp"
#include "commands/gate_document.hpp"
#include "commands/organisation.hpp"
#include "commands/risk_flag.hpp"
#include "commands/rules/forecast_grounds.hpp"
#include "commands/rules/introducer.hpp"
#include "commands/rules/opportunity_rules.hpp"
#include "commands/rules/role_loss.hpp"

#include <algorithm>

namespace foxtrail {
namespace rule {
constexpr Rule before_workplace{"before_workplace", "The contact is known at this place only since a later date: give a later valid_at."};
constexpr Rule role_held_already{"role_held_already", "The contact holds this role on the opportunity already."};
constexpr Rule role_held_then{"role_held_then", "The contact held this role at that time already: give a valid_at when he no longer did."};
constexpr Rule second_final_authority{"second_final_authority",
                                      "Somebody else has the final authority on this opportunity: revoke his role first."};
constexpr Rule before_last_authority{"before_last_authority", "Somebody else had the final authority at that time: give a valid_at when he no longer had it."};
constexpr Rule too_many_roles{"too_many_roles", "The opportunity or the contact has as many roles as can be: revoke those that are over."};
constexpr Rule role_over{"role_over", "The role is over: nobody holds it, and nobody is sought for it."};
constexpr Rule duty_missing{"duty_missing", "Say what he is there for: \"duty\" cannot be blank."};
constexpr Rule counterpart_unfit{"counterpart_unfit", "He is not of those who suit as counterparts of this role (/v1/counterpart-fitness says who are): name somebody who is, or give a reason."};
constexpr Rule before_last_counterpart{"before_last_counterpart",
                                       "This is dated before the last change of the counterpart: give a later valid_at."};
}  // namespace rule

RestsOn rests_on(const ContactRole& r) {
    if (r.status == RoleStatus::ended) return {};
    const Entity opportunity = r.opportunity.entity(), contact = r.contact.entity();
    return r.counterpart.value ? RestsOn{opportunity, contact, r.counterpart.value->employee.entity()} : RestsOn{opportunity, contact};
}

void evolve(ContactRole& r, const ContactRoleAssigned& e, const Meta& m) {
    r = {r.id, e.opportunity, e.contact, e.role, e.final_authority, RoleStatus::held, m.valid_at, {}, {}, e.fills};
}
void evolve_other(ContactRole& filled, const ContactRoleAssigned&, const Meta&) { filled.status = RoleStatus::ended; }
void evolve(ContactRole& r, const ContactRoleRevoked&, const Meta& m) {
    r.status = RoleStatus::ended;
    r.until = m.valid_at;
}
void evolve(ContactRole& r, const ContactRoleVacated&, const Meta& m) {
    r.status = RoleStatus::vacant;
    r.until = m.valid_at;
}
void evolve(ContactRole& r, const CounterpartAssigned& e, const Meta& m) { r.counterpart.set(e.to, m.valid_at); }
void evolve(ContactRole& r, const OwnershipTransferred& e, const Meta& m) {
    if (e.item != r.id.entity() || !r.counterpart.value) return;
    r.counterpart.set(Counterpart{e.to.owner, r.counterpart.value->duty}, m.valid_at);
}

namespace {

std::vector<ContactRole> roles_resting(const Facts& f, Entity on, RoleStatus status) {
    std::vector<ContactRole> roles;
    for (const auto id : f.resting_on<ContactRoleId>(on))
        if (const ContactRole& role = f.at(id); role.status == status) roles.push_back(role);
    return roles;
}

// The oldest vacancy of the role that was there at the valid time, and at the customer whose deal it is.
std::optional<ContactRoleId> vacancy_for(const Facts& f, const Opportunity& o, BuyingRole role) {
    for (const ContactRole& vacant : vacancies_on(f, o.id))
        if (vacant.role == role && vacant.until <= f.valid_at() && is_sought(o, vacant)) return vacant.id;
    return std::nullopt;
}

// Whom somebody comes after in a role that nobody holds any more.
std::optional<ContactRole> predecessor(const Facts& f, const Opportunity& o, BuyingRole role, std::optional<ContactRoleId> fills) {
    if (fills) return f.at(*fills);
    const RoleLost* lost = lost_here(o, role);
    const auto held = roles_on(f, o.id);
    if (!lost || lost->at > f.valid_at() || std::ranges::find(held, role, &ContactRole::role) != held.end()) return std::nullopt;
    return f.at(lost->held);
}

}  // namespace

std::vector<ContactRole> roles_on(const Facts& f, OpportunityId on) { return roles_resting(f, on.entity(), RoleStatus::held); }
std::vector<ContactRole> vacancies_on(const Facts& f, OpportunityId on) { return roles_resting(f, on.entity(), RoleStatus::vacant); }
std::vector<ContactRole> roles_of(const Facts& f, ContactId of) { return roles_resting(f, of.entity(), RoleStatus::held); }
std::vector<ContactRole> vacancies_of(const Facts& f, ContactId of) { return roles_resting(f, of.entity(), RoleStatus::vacant); }

void require_holder(Decision& d, const Opportunity& o, const Contact& contact, BuyingRole role, const Facts& f) {
    const Workplace& place = contact.workplace.value;
    const auto held = roles_on(f, o.id);
    require_unmerged(d, contact);
    d.require(!contact.left(), rule::contact_left);
    d.require(o.customer.value.known(), rule::customer_not_stated);
    d.require(contact.left() || !o.customer.value.known() || place.customer == o.customer.value, rule::contact_of_other_customer);
    d.require(f.valid_at() >= contact.workplace.since, rule::before_workplace, contact.workplace.since);
    const auto is_this = [&](const ContactRole& r) { return r.contact == contact.id && r.role == role; };
    d.require(std::ranges::none_of(held, is_this), rule::role_held_already);
    const auto lost = std::ranges::find(o.roles_lost, role, &RoleLost::role);
    const bool held_it_then = lost != o.roles_lost.end() && f.valid_at() < lost->at && f.at(lost->held).contact == contact.id;
    d.require(!held_it_then, rule::role_held_then, held_it_then ? lost->at : Time{});
    d.require(held.size() < roles_per_opportunity_max, rule::too_many_roles, o.id);
    d.require(roles_of(f, contact.id).size() < roles_per_contact_max, rule::too_many_roles, contact.id);
}

// Flags that say nobody has the role, and name none that nobody has still.
static void clear_vacancy(Decision& d, const Facts& f, const ContactRoleAssigned& assigned) {
    auto held = roles_on(f, assigned.opportunity);
    for (const AnyEvent& event : d.events())
        if (const auto* now = event.as<ContactRoleAssigned>(); now && now->opportunity == assigned.opportunity) held.emplace_back().role = now->role;
    const auto lacking = roles_lacking(held);
    const auto names = [](const RiskFlag& flag, BuyingRole role) { return flag.text.contains(enum_name(role)); };
    clear_flags(d, f, assigned.opportunity, RiskKind::role_vacant, to_text(assigned.contact) + " is " + std::string(enum_name(assigned.role)), [&](const RiskFlag& flag) {
        return names(flag, assigned.role) && std::ranges::none_of(lacking, [&](BuyingRole role) { return names(flag, role); });
    });
}

void record_assignment(Decision& d, const Facts& f, ContactRoleAssigned assigned) {
    const auto counterpart = assigned.fills ? f.at(*assigned.fills).counterpart.value : std::nullopt;
    d.record(assigned);
    if (counterpart) d.record(CounterpartAssigned{assigned.contact_role, assigned.opportunity, {}, *counterpart});
    clear_vacancy(d, f, assigned);
}

static Decision decide(const Opportunity& o, const AssignContactRole& c, const Facts& f) {
    Decision d = on_open(o, f);
    require_holder(d, o, f.at(c.contact.id), c.role, f);
    const auto roles = roles_on(f, o.id);
    const auto final = std::ranges::find(roles, true, &ContactRole::final_authority);
    d.require(!c.final_authority || final == roles.end(), rule::second_final_authority,
              final == roles.end() ? "" : to_text(final->contact));
    if (c.final_authority) d.require(f.valid_at() >= o.final_authority_until, rule::before_last_authority, o.final_authority_until);
    if (d.refused()) return d;
    const auto fills = vacancy_for(f, o, c.role);
    record_assignment(d, f, {f.next_id<ContactRoleId>(), o.id, c.contact.id, c.role, c.final_authority, fills});
    const auto before = predecessor(f, o, c.role, fills);
    if (o.open() && before && before->contact != c.contact.id) introduce(d, f, before->contact, f.at(c.contact.id), {*before});
    return d;
}

static Decision decide(const ContactRole& r, const RevokeContactRole&, const Facts& f) {
    if (r.status != RoleStatus::held) return {};
    Decision d = on_open(f.at(r.opportunity), f);
    d.require(f.has_reason(), rule::reason_missing);
    d.require(f.valid_at() >= r.since, rule::before_assignment, r.since);
    if (d.refused()) return d;
    d.record(ContactRoleRevoked{r.id, r.opportunity, r.contact, r.role, r.final_authority});
    reopen_concerns(d, f, r);
    const Opportunity& o = f.at(r.opportunity);
    if (!o.open()) return d;
    respond_to_loss(d, f, o, {r}, to_text(r.contact) + " no longer is " + std::string(enum_name(r.role)));
    const auto left = roles_of(f, r.contact);
    if (std::ranges::none_of(left, [&](const ContactRole& role) { return role.opportunity == o.id && role.id != r.id; })) reopen_confirmed_by(d, f, r.contact, o.id);
    return d;
}

static Decision decide(const ContactRole& r, const AssignCounterpart& c, const Facts& f) {
    Decision d = on_open(f.at(r.opportunity), f);
    const Counterpart to{c.employee.id, c.duty};
    const bool already = r.counterpart.value == to;
    d.require(r.status != RoleStatus::ended, rule::role_over);
    require_active(d, f, c.employee.id);
    d.require(!blank(c.duty), rule::duty_missing);
    d.require(f.valid_at() >= r.since, rule::before_assignment, r.since);
    d.require(f.valid_at() >= r.counterpart.since, rule::before_last_counterpart, r.counterpart.since);
    d.require(!r.counterpart.value || already || f.has_reason(), rule::reason_missing);
    d.require(already || f.has_reason() || suits(f, to.employee, r.role, r.opportunity), rule::counterpart_unfit, r.role);
    if (!d.refused() && !already) d.record(CounterpartAssigned{r.id, r.opportunity, r.counterpart.value, to});
    return d;
}

NounEntry contact_role_noun() {
    return {command_entries_of<ContactRoleCommands>(),
            {state_entry<ContactRole, boost::mp11::mp_append<ContactRoleEvents, HandoverEvents>>()}};
}

}  // namespace foxtrail
