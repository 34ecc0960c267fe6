#include "commands/contact_move.hpp"

#include "commands/alert.hpp"
#include "commands/concern.hpp"
#include "commands/decider/command_entry.hpp"
#include "commands/gate_document.hpp"
#include "commands/organisation.hpp"
#include "commands/rules/deal_people.hpp"
#include "commands/rules/introducer.hpp"
#include "commands/rules/naming.hpp"
#include "commands/rules/opportunity_rules.hpp"
#include "commands/rules/role_loss.hpp"
#include "commands/task.hpp"

#include <algorithm>

namespace foxtrail {
namespace rule {
constexpr Rule role_after_leaving{"role_after_leaving",
                                  "The contact got a role after he left: revoke the role first, or give a later valid_at."};
constexpr Rule own_successor{"own_successor", "A contact cannot come in his own place: assign him the role he still holds."};
constexpr Rule not_moved{"not_moved", "The contact is where he was: report his move first, with contact.report_move. Who came in the place of one who was only replaced is given the role with contact_role.assign."};
constexpr Rule role_not_vacant{"role_not_vacant", "The contact did not leave this role vacant, or somebody took it over already."};
constexpr Rule before_vacancy{"before_vacancy", "This is dated before the role fell vacant: give a later valid_at."};
}  // namespace rule

namespace {

bool open_at(const Opportunity& o, Time valid_at) { return o.open() || valid_at < o.outcome.since; }

// The contact's roles on opportunities that were open when he moved. Deals closed before are history.
std::vector<ContactRole> roles_at_move(const Facts& f, ContactId contact) {
    auto roles = roles_of(f, contact);
    std::erase_if(roles, [&](const ContactRole& role) { return !open_at(f.at(role.opportunity), f.valid_at()); });
    return roles;
}

std::string vacancy_in_words(const std::vector<ContactRole>& vacated, const Workplace& to) {
    const std::string where = to.customer.known() ? to.department.value.value_or("another place") : "outside this customer";
    return to_text(vacated.front().contact) + " moved to " + where + ", vacant: " + roles_in_words(vacated);
}

void leave(Decision& d, const Facts& f, const std::vector<ContactRole>& roles, const Workplace& to) {
    vacate(d, f, roles);
    for (const auto& [opportunity, vacated] : by_deal(roles))
        if (f.at(opportunity).open()) respond_to_loss(d, f, f.at(opportunity), vacated, vacancy_in_words(vacated, to));
}

// What the successor is to take over: the roles asked for, or all that are vacant on open opportunities and not his already.
std::vector<ContactRole> roles_to_take_over(Decision& d, const Facts& f, const Contact& contact, const NameSuccessor& c) {
    auto vacant = vacancies_of(f, contact.id);
    std::erase_if(vacant, [&](const ContactRole& role) { return !is_sought(f.at(role.opportunity), role); });
    std::vector<ContactRole> taken;
    for (const auto& asked : c.roles) {
        const auto found = std::ranges::find(vacant, asked.id, &ContactRole::id);
        d.require(found != vacant.end(), rule::role_not_vacant, asked.id);
        if (found != vacant.end() && std::ranges::find(taken, asked.id, &ContactRole::id) == taken.end()) taken.push_back(*found);
    }
    if (!c.roles.empty()) return taken;
    const auto held = roles_of(f, c.successor.id);
    const auto has = [](const std::vector<ContactRole>& roles, const ContactRole& role) {
        const auto same = [&](const ContactRole& other) { return other.opportunity == role.opportunity && other.role == role.role; };
        return std::ranges::any_of(roles, same);
    };
    for (const auto& role : vacant)
        if (f.at(role.opportunity).open() && !has(held, role) && !has(taken, role)) taken.push_back(role);
    return taken;
}

void require_successor(Decision& d, const Facts& f, const ContactRole& role, const Contact& successor) {
    const Opportunity& o = f.at(role.opportunity);
    d.require(o.open(), rule::already_closed, o.id);
    d.require(f.valid_at() >= role.until, rule::before_vacancy, role.until);
    require_holder(d, o, successor, role.role, f);
}

}  // namespace

static Decision decide(const Contact& contact, const ReportContactMove& c, const Facts& f) {
    Decision d;
    const Workplace to{id_of(c.to_customer), c.to_department, c.to_position};
    const Time since = contact.workplace.since;
    if (to == contact.workplace.value && f.valid_at() >= since) return d;
    auto roles = roles_at_move(f, contact.id);
    const auto later = std::ranges::find_if(roles, [&](const ContactRole& role) { return role.since > f.valid_at(); });
    require_unmerged(d, contact);
    d.require(!blank(c.evidence), rule::evidence_missing);
    d.require(f.valid_at() >= since, rule::before_last_known, since);
    d.require(f.valid_at() == f.now() || f.has_reason(), rule::reason_missing);
    const bool stays = to.customer == contact.workplace.value.customer;
    d.require(stays || later == roles.end(), rule::role_after_leaving, later == roles.end() ? "" : to_text(later->id));
    if (d.refused()) return d;
    // Roles given to him after he moved within the customer were given to him where he is.
    std::erase_if(roles, [&](const ContactRole& role) { return role.since > f.valid_at(); });
    d.record(ContactMoved{contact.id, contact.workplace.value, to, c.evidence});
    leave(d, f, roles, to);
    reopen_confirmed_by(d, f, contact.id);
    return d;
}

static Decision decide(const Contact& contact, const NameSuccessor& c, const Facts& f) {
    Decision d;
    const Contact& successor = f.at(c.successor.id);
    require_unmerged(d, successor);
    d.require(contact.moved, rule::not_moved);
    d.require(successor.id != contact.id, rule::own_successor);
    d.require(!successor.left(), rule::contact_left);
    d.require(f.valid_at() >= contact.workplace.since, rule::before_last_known, contact.workplace.since);
    if (d.refused()) return d;
    const auto roles = roles_to_take_over(d, f, contact, c);
    for (const auto& role : roles)
        if (!d.refused()) require_successor(d, f, role, successor);
    if (d.refused() || (roles.empty() && contact.successor.value == successor.id)) return d;
    std::vector<ContactRoleId> ids;
    for (const auto& role : roles) ids.push_back(role.id);
    d.record(ContactSucceeded{contact.id, successor.id, std::move(ids)});
    for (const auto& role : roles) {
        const bool is_free = f.valid_at() >= f.at(role.opportunity).final_authority_until;
        const bool final = role.final_authority && is_free && std::ranges::none_of(roles_on(f, role.opportunity), &ContactRole::final_authority);
        record_assignment(d, f, {f.next_id<ContactRoleId>(), role.opportunity, successor.id, role.role, final, role.id});
    }
    introduce(d, f, contact.id, successor, roles);
    return d;
}

NounEntry contact_move_noun() { return {command_entries_of<ContactMoveCommands>(), {}}; }

}  // namespace foxtrail
