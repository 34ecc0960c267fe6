#include "commands/contact_move.hpp"

#include "commands/alert.hpp"
#include "commands/concern.hpp"
#include "commands/decider/command_entry.hpp"
#include "commands/forecast.hpp"
#include "commands/gate_document.hpp"
#include "commands/organisation.hpp"
#include "commands/rules/deal_people.hpp"
#include "commands/rules/introducer.hpp"
#include "commands/rules/naming.hpp"
#include "commands/rules/opportunity_rules.hpp"
#include "commands/rules/role_loss.hpp"
#include "commands/rules/settled.hpp"
#include "commands/task.hpp"

#include <algorithm>

namespace foxtrail {
namespace rule {
constexpr Rule role_after_leaving{"role_after_leaving",
                                  "The contact got a role after he left: revoke the role first, or give a later valid_at."};
constexpr Rule not_last_report{"not_last_report", "Only the last report of his moves is put right: report where he is now, with contact.report_move."};
constexpr Rule own_successor{"own_successor", "A contact cannot come in his own place: assign him the role he still holds."};
constexpr Rule not_moved{"not_moved", "The contact is where he was: report his move first, with contact.report_move. Who came in the place of one who was only replaced is given the role with contact_role.assign."};
constexpr Rule successor_from_elsewhere{"successor_from_elsewhere", "The successor is not at the customer whose place he is to fill: report his move there first, with contact.report_move."};
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

// "con-1 moved to Logistics"
std::string move_in_words(ContactId contact, const Workplace& from, const Workplace& to) {
    const std::string department = to.department.value.value_or("another place");
    const std::string where = to.customer == from.customer ? department : to.customer.known() ? to_text(*to.customer.value) : "outside this customer";
    return to_text(contact) + std::string(words::moved) + "to " + where;
}

void leave(Decision& d, const Facts& f, const std::vector<ContactRole>& roles, const Workplace& from, const Workplace& to) {
    vacate(d, f, roles);
    for (const auto& [opportunity, vacated] : by_deal(roles))
        if (f.at(opportunity).open()) respond_to_loss(d, f, f.at(opportunity), vacated, move_in_words(vacated.front().contact, from, to) + ", vacant: " + roles_in_words(vacated));
}

// As it was in the role that fell vacant, unless somebody else has the final authority now.
bool is_final_again(const Facts& f, const ContactRole& vacant) {
    const bool is_free = f.valid_at() >= f.at(vacant.opportunity).final_authority_until;
    return vacant.final_authority && is_free && std::ranges::none_of(roles_on(f, vacant.opportunity), &ContactRole::final_authority);
}

// Roles given to him after he moved within the customer were perhaps given to him where he is; nobody knew of the move, though.
void ask_about(Decision& d, const Facts& f, const std::vector<ContactRole>& roles, const Workplace& from, const Workplace& to) {
    for (const auto& [opportunity, given] : by_deal(roles)) {
        const Opportunity& o = f.at(opportunity);
        if (!o.open()) continue;
        const std::string why = move_in_words(given.front().contact, from, to) + " before he was given: " + roles_in_words(given) + "; revoke what he no longer is";
        tell_occurrence(d, f, RuleCode::R1, o.id.entity(), with_counterparts(people_of(f, o), given), why);
        drop_to_reconfirm(d, f, o.id, why);
    }
}

bool has(const std::vector<ContactRole>& roles, const ContactRole& role) {
    return std::ranges::any_of(roles, [&](const ContactRole& other) { return other.opportunity == role.opportunity && other.role == role.role; });
}

// What fell vacant by the report that is put right and was not filled since: his as before, when he did not move.
void give_back(Decision& d, const Facts& f, const ContactRole& role) {
    if (has(roles_of(f, role.contact), role)) return;
    record_assignment(d, f, {f.next_id<ContactRoleId>(), role.opportunity, role.contact, role.role, is_final_again(f, role), role.id});
}

// The deals where he left a role by the report that is put right, with those that nobody has taken over since.
RolesByDeal deals_left(const Facts& f, ContactId contact) {
    RolesByDeal deals;
    for (const ContactRole& role : vacancies_of(f, contact))
        if (role.until == f.valid_at() && is_sought(f.at(role.opportunity), role)) deals[role.opportunity].push_back(role);
    const auto& successor = f.at(contact).successor;
    if (successor.value && successor.since >= f.valid_at())
        for (const ContactRole& role : roles_of(f, *successor.value)) deals.try_emplace(role.opportunity);
    return deals;
}

// Whoever was told of the move hears what is right; a role that somebody has taken over stays his.
void put_right(Decision& d, const Facts& f, ContactId contact, const Workplace& from, const Workplace& to) {
    const bool moved = from != to;
    const std::string why = moved ? move_in_words(contact, from, to) + ", and not where he was said to be" : to_text(contact) + std::string(words::did_not_move);
    for (const auto& [opportunity, roles] : deals_left(f, contact)) {
        const Opportunity& o = f.at(opportunity);
        if (!moved) {
            for (const ContactRole& role : roles) give_back(d, f, role);
            cancel_meeting(d, f, o, contact);
        }
        if (o.open()) tell_occurrence(d, f, RuleCode::R1, o.id.entity(), with_counterparts(people_of(f, o), roles), why);
    }
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

// Of a place that had no role on a deal, which would tell.
void require_same_customer(Decision& d, const Contact& contact, const Contact& successor) {
    d.require(!contact.left_from.known() || successor.workplace.value.customer == contact.left_from, rule::successor_from_elsewhere);
}

}  // namespace

static Decision decide(const Contact& contact, const ReportContactMove& c, const Facts& f) {
    Decision d;
    const Workplace to{id_of(c.to_customer), c.to_department, c.to_position};
    const auto* wrong = f.corrected<ContactMoved>();
    const Workplace& from = wrong ? wrong->from : contact.workplace.value;
    const Time since = contact.workplace.since;
    if (wrong ? to == wrong->to : to == contact.workplace.value && f.valid_at() >= since) return d;
    auto roles = roles_at_move(f, contact.id);
    const auto later = std::ranges::find_if(roles, [&](const ContactRole& role) { return role.since > f.valid_at(); });
    if (!wrong) require_unmerged(d, contact);
    d.require(!blank(c.evidence), rule::evidence_missing);
    d.require(!wrong || contact.before.reported == f.corrected_at(), rule::not_last_report);
    d.require(wrong || f.valid_at() >= since, rule::before_last_known, since);
    d.require(f.valid_at() == f.now() || f.has_reason(), rule::reason_missing);
    const bool stays = to.customer == contact.workplace.value.customer;
    d.require(stays || later == roles.end(), rule::role_after_leaving, later == roles.end() ? "" : to_text(later->id));
    if (d.refused()) return d;
    const auto given_since = std::ranges::stable_partition(roles, [&](const ContactRole& role) { return role.since <= f.valid_at(); });
    const std::vector<ContactRole> since_then(given_since.begin(), given_since.end());
    roles.erase(given_since.begin(), given_since.end());
    d.record(ContactMoved{contact.id, from, to, c.evidence});
    if (wrong) put_right(d, f, contact.id, from, to);
    if (to == from) return d;
    leave(d, f, roles, from, to);
    if (!wrong) ask_about(d, f, since_then, from, to);
    for (const auto record : records_of(f, contact)) reopen_confirmed_by(d, f, record);
    return d;
}

// The roles that who was named wrongly took over, and holds still.
static std::vector<ContactRole> taken_wrongly(const Facts& f, const ContactSucceeded& wrong) {
    auto taken = roles_of(f, wrong.successor);
    std::erase_if(taken, [&](const ContactRole& role) {
        return !f.at(role.opportunity).open() || !role.fills || std::ranges::find(wrong.taken_over, *role.fills) == wrong.taken_over.end();
    });
    return taken;
}

// Somebody else came in his place: what the one named before took over is his.
static Decision named_instead(const Contact& contact, const Contact& successor, const ContactSucceeded& wrong, const Facts& f) {
    Decision d;
    const auto taken = taken_wrongly(f, wrong);
    for (const ContactRole& role : taken) require_successor(d, f, f.at(*role.fills), successor);
    if (d.refused()) return d;
    ContactSucceeded right{contact.id, successor.id, {}};
    std::vector<ContactRole> left;
    for (const ContactRole& role : taken) right.taken_over.push_back(*role.fills), left.push_back(f.at(*role.fills));
    d.record(std::move(right));
    for (const ContactRole& role : taken) {
        d.record(ContactRoleRevoked{role.id, role.opportunity, role.contact, role.role, role.final_authority});
        record_assignment(d, f, {f.next_id<ContactRoleId>(), role.opportunity, successor.id, role.role, role.final_authority, role.fills});
    }
    introduce(d, f, contact.id, successor, left);
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
    if (const auto* wrong = f.corrected<ContactSucceeded>(); wrong && wrong->successor != successor.id) return named_instead(contact, successor, *wrong, f);
    const auto roles = roles_to_take_over(d, f, contact, c);
    if (roles.empty()) require_same_customer(d, contact, successor);
    for (const auto& role : roles)
        if (!d.refused()) require_successor(d, f, role, successor);
    if (d.refused() || (roles.empty() && contact.successor.value == successor.id)) return d;
    std::vector<ContactRoleId> ids;
    for (const auto& role : roles) ids.push_back(role.id);
    d.record(ContactSucceeded{contact.id, successor.id, std::move(ids)});
    for (const auto& role : roles) {
        record_assignment(d, f, {f.next_id<ContactRoleId>(), role.opportunity, successor.id, role.role, is_final_again(f, role), role.id});
    }
    introduce(d, f, contact.id, successor, roles);
    return d;
}

NounEntry contact_move_noun() { return {command_entries_of<ContactMoveCommands>(), {}}; }

}  // namespace foxtrail
