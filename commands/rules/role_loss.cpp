#include "commands/rules/role_loss.hpp"

#include "commands/alert.hpp"
#include "commands/concern.hpp"
#include "commands/deal_team.hpp"
#include "commands/forecast.hpp"
#include "commands/gate_document.hpp"
#include "commands/risk_flag.hpp"
#include "commands/rules/deal_people.hpp"
#include "commands/rules/settled.hpp"
#include "commands/task.hpp"
#include "core/text.hpp"

#include <algorithm>

namespace foxtrail {

std::vector<EmployeeId> with_counterparts(std::vector<EmployeeId> people, const std::vector<ContactRole>& roles) {
    for (const auto& role : roles) people.push_back(role.counterpart_employee());
    return people;
}

EmployeeId meets_successor(const Facts& f, const std::vector<EmployeeId>& people) {
    const auto active = std::ranges::find_if(people, [&](EmployeeId person) { return !f.at(person).departed; });
    return active == people.end() ? EmployeeId{} : *active;
}

Time meeting_due(const Facts& f) { return hours_after(f.now(), threshold(f, RuleCode::R1, "meeting_hours")); }

namespace {

std::string meeting_after(ContactId before) { return "first meeting with the successor of " + to_text(before); }

void ask_for_meeting(Decision& d, const Facts& f, OpportunityId opportunity, const std::vector<EmployeeId>& people, ContactId before) {
    if (const EmployeeId meets = meets_successor(f, people)) open_task(d, f, RuleCode::R1, opportunity.entity(), meets, meeting_after(before), meeting_due(f));
}

template <class Event, class Is>
bool is_recorded(const Decision& d, Is&& is) {
    return std::ranges::any_of(d.events(), [&](const AnyEvent& event) {
        const auto* recorded = event.as<Event>();
        return recorded && is(*recorded);
    });
}
bool is_completed(const Decision& d, TaskId task) {
    return is_recorded<TaskCompleted>(d, [&](const TaskCompleted& completed) { return completed.task == task; });
}
bool is_revoked(const Decision& d, const ContactRole& role) {
    return is_recorded<ContactRoleRevoked>(d, [&](const ContactRoleRevoked& revoked) { return revoked.contact_role == role.id; });
}

// The open task to meet whoever comes after the contact; null when there is none.
const Task* meeting_asked_for(const Facts& f, OpportunityId opportunity, ContactId before) {
    for (const auto id : f.resting_on<TaskId>(opportunity.entity()))
        if (const Task& task = f.at(id); task.rule == RuleCode::R1 && task.what == meeting_after(before)) return &task;
    return nullptr;
}

// After who lost the role last, or those in whose place he had come: he may not have been the one.
const Task* meeting_after_any(const Facts& f, OpportunityId opportunity, const ContactRole& lost) {
    const Task* asked = meeting_asked_for(f, opportunity, lost.contact);
    return asked || !lost.fills ? asked : meeting_after_any(f, opportunity, f.at(*lost.fills));
}

// Roles that others, or he himself, still hold.
std::vector<ContactRole> roles_left(const Facts& f, OpportunityId on, const std::vector<ContactRole>& lost) {
    auto left = roles_on(f, on);
    std::erase_if(left, [&](const ContactRole& role) { return std::ranges::find(lost, role.id, &ContactRole::id) != lost.end(); });
    return left;
}

void tell_if_undecided(Decision& d, const Facts& f, const Opportunity& o, const std::vector<ContactRole>& lost, const std::vector<ContactRole>& left) {
    const auto decides = [](const std::vector<ContactRole>& roles) {
        return std::ranges::find(roles, BuyingRole::decision_maker, &ContactRole::role) != roles.end();
    };
    if (!decides(lost) || decides(left)) return;
    const std::string why = std::string(words::nobody_decides) + ": " + to_text(lost.front().contact) + " no longer does";
    tell_occurrence(d, f, RuleCode::R2, o.id.entity(), {keepers_of(f, o).keeper}, why);
    flag_by_rule(d, f, RuleCode::R2, o, RiskKind::role_vacant, why);
}

}  // namespace

void respond_to_loss(Decision& d, const Facts& f, const Opportunity& o, const std::vector<ContactRole>& lost, const std::string& why) {
    const auto people = people_of(f, o);
    tell_occurrence(d, f, RuleCode::R1, o.id.entity(), with_counterparts(people, lost), why);
    tell_if_undecided(d, f, o, lost, roles_left(f, o.id, lost));
    // Of a deal that is nobody's, whoever gets it is asked then (tell_of_vacancies).
    ask_for_meeting(d, f, o.id, owner_of(o) ? people : team_of(f, o.id), lost.front().contact);
    drop_to_reconfirm(d, f, o.id, why);
}

void cancel_meeting(Decision& d, const Facts& f, const Opportunity& o, ContactId contact) {
    const auto held = roles_on(f, o.id);
    const bool has_successor = std::ranges::any_of(o.roles_lost, [&](const RoleLost& lost) {
        const auto has_it = [&](const ContactRole& role) { return role.role == lost.role && role.contact != contact; };
        return lost.at == f.valid_at() && f.at(lost.held).contact == contact && std::ranges::any_of(held, has_it);
    });
    const Task* meeting = has_successor ? nullptr : meeting_asked_for(f, o.id, contact);
    if (meeting) d.record(TaskCancelled{meeting->id, meeting->subject, meeting->assignee});
}

void vacate(Decision& d, const Facts& f, const std::vector<ContactRole>& roles) {
    for (const auto& role : roles) {
        d.record(ContactRoleVacated{role.id, role.opportunity, role.contact, role.role, role.final_authority});
        reopen_concerns(d, f, role);
    }
}

namespace {

void end_role(Decision& d, const ContactRole& role) {
    if (!is_revoked(d, role)) d.record(ContactRoleRevoked{role.id, role.opportunity, role.contact, role.role, role.final_authority});
}

}  // namespace

std::vector<ContactRole> open_roles_of(const Facts& f, ContactId contact) {
    auto roles = roles_of(f, contact);
    std::erase_if(roles, [&](const ContactRole& role) { return !f.at(role.opportunity).open(); });
    return roles;
}

std::optional<ContactRole> same_role_of(const Facts& f, const ContactRole& role, ContactId person) {
    const auto held = roles_on(f, role.opportunity);
    const auto found = std::ranges::find_if(held, [&](const ContactRole& other) { return other.role == role.role && other.contact == person; });
    return found == held.end() ? std::nullopt : std::optional(*found);
}

void pass_on_to_whole_person(Decision& d, const Facts& f, const ContactRole& role, ContactId person) {
    const auto his = same_role_of(f, role, person);
    const bool is_given = is_recorded<ContactRoleAssigned>(d, [&](const ContactRoleAssigned& given) {
        return given.opportunity == role.opportunity && given.contact == person && given.role == role.role;
    });
    end_role(d, role);
    if (is_given || (his && (his->final_authority || !role.final_authority))) return;
    if (his) end_role(d, *his);  // to have it with the final authority
    else if (roles_of(f, person).size() >= roles_per_contact_max) return;
    const auto id = f.next_id<ContactRoleId>();
    d.record(ContactRoleAssigned{id, role.opportunity, person, role.role, role.final_authority, {}});
    auto counterpart = his && his->counterpart.value ? his->counterpart.value : role.counterpart.value;
    if (counterpart && f.at(counterpart->employee).departed) counterpart->employee = owner_of(f.at(role.opportunity));
    if (counterpart && counterpart->employee && !f.at(counterpart->employee).departed) d.record(CounterpartAssigned{id, role.opportunity, {}, *counterpart});
}

void meet_whom_leavers_met(Decision& d, const Facts& f, OpportunityId opportunity, EmployeeId meets) {
    auto roles = roles_on(f, opportunity);
    std::ranges::move(vacancies_on(f, opportunity), std::back_inserter(roles));
    for (const ContactRole& role : roles)
        if (const auto& met = role.counterpart.value; met && !is_revoked(d, role) && f.at(met->employee).departed)
            d.record(CounterpartAssigned{role.id, opportunity, met, {meets, met->duty}});
}

void renew_roles(Decision& d, const Facts& f, const Opportunity& o, Time since) {
    std::map<ContactId, std::vector<ContactRole>> gone;
    auto held = roles_on(f, o.id);
    std::ranges::stable_partition(held, &ContactRole::final_authority);  // what several records of a person hold he has with it
    for (const ContactRole& role : held) {
        const Contact& person = whole_person(f, f.at(role.contact));
        if (has_left_since(f, role.contact, o.customer.value, since)) gone[role.contact].push_back(role);
        else if (person.id != role.contact) pass_on_to_whole_person(d, f, role, person.id);
    }
    for (const auto& [contact, roles] : gone) {
        vacate(d, f, roles);
        respond_to_loss(d, f, o, roles, to_text(contact) + " moved while the deal was closed, vacant: " + roles_in_words(roles));
    }
    reopen_what_fell(d, f, o, since);
}

const RoleLost* lost_here(const Opportunity& o, BuyingRole role) {
    const auto lost = std::ranges::find(o.roles_lost, role, &RoleLost::role);
    return lost != o.roles_lost.end() && lost->at >= o.customer.since ? &*lost : nullptr;
}

bool is_sought(const Opportunity& o, const ContactRole& vacant) { return vacant.until >= o.customer.since; }

void tell_of_vacancies(Decision& d, const Facts& f, const Opportunity& o, EmployeeId to) {
    std::map<ContactId, std::vector<ContactRole>> by_contact;
    for (const ContactRole& vacant : vacancies_on(f, o.id))
        if (is_sought(o, vacant)) by_contact[vacant.contact].push_back(vacant);
    for (const auto& [contact, roles] : by_contact) {
        tell_once(d, f, RuleCode::R1, o.id.entity(), {to}, to_text(contact) + " moved before you had the deal, vacant: " + roles_in_words(roles));
        if (!meeting_asked_for(f, o.id, contact)) ask_for_meeting(d, f, o.id, {to}, contact);
    }
}

void complete_first_meetings(Decision& d, const Facts& f, ContactId met) {
    for (const ContactRole& role : roles_of(f, met)) {
        const Opportunity& o = f.at(role.opportunity);
        const auto lost = std::ranges::find(o.roles_lost, role.role, &RoleLost::role);
        if (!o.open() || lost == o.roles_lost.end()) continue;
        const Task* task = meeting_after_any(f, o.id, f.at(lost->held));
        if (task && f.valid_at() >= task->changed && !is_completed(d, task->id)) d.record(TaskCompleted{task->id, task->subject, task->assignee, "spoke with " + to_text(met)});
    }
}

RolesByDeal by_deal(const std::vector<ContactRole>& roles) {
    RolesByDeal deals;
    for (const auto& role : roles) deals[role.opportunity].push_back(role);
    return deals;
}

std::string roles_in_words(const std::vector<ContactRole>& roles) {
    return listed(roles | std::views::transform([](const ContactRole& role) { return enum_name(role.role); }));
}

}  // namespace foxtrail
