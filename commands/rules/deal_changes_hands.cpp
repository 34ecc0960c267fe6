#include "commands/rules/deal_changes_hands.hpp"

#include "commands/alert.hpp"
#include "commands/organisation.hpp"
#include "commands/risk_flag.hpp"
#include "commands/rules/deal_people.hpp"
#include "commands/rules/role_loss.hpp"
#include "commands/rules/settled.hpp"
#include "commands/waiver.hpp"

namespace foxtrail {
namespace {

// What the one who had it was told, its next owner is told in his place.
void pass_alerts_on(Decision& d, const Facts& f, OpportunityId opportunity, const std::vector<AlertId>& alerts, EmployeeId from, EmployeeId to) {
    const Time by = hours_after(f.now(), threshold(f, RuleCode::R3, "acknowledge_hours"));
    for (const auto id : alerts)
        if (f.at(id).told == from) d.record(AlertPassedOn{id, opportunity, from, to, by});
}

// What who leads the department was told while it was nobody's; he keeps it, since he was told as a manager too.
void tell_what_keeper_heard(Decision& d, const Facts& f, const Opportunity& o, const std::vector<AlertId>& alerts, EmployeeId to) {
    const EmployeeId keeper = keepers_of(f, o).keeper;
    const Time since = hours_after(o.assignee.since, threshold(f, RuleCode::R3, "acknowledge_hours"));
    for (const auto id : alerts)
        if (const Alert& alert = f.at(id); alert.told == keeper && alert.acknowledge_by >= since && alert.rule != RuleCode::R3)
            tell_once(d, f, alert.rule, alert.subject, {to}, alert.why);
}

}  // namespace

void pass_on_with(Decision& d, const Facts& f, const Opportunity& o, EmployeeId to, const std::set<Entity>& but) {
    if (owner_of(o) == to) return;
    pass_flags_on(d, f, o.id, to, but);
    withdraw_waivers_of(d, f, o, to);
    auto alerts = alerts_about(f, o.id);
    std::erase_if(alerts, [&](AlertId id) { return ends_with_an_owner(f, f.at(id)); });
    if (const EmployeeId from = owner_of(o)) return pass_alerts_on(d, f, o.id, alerts, from, to);
    meet_whom_leavers_met(d, f, o.id, to);
    tell_of_vacancies(d, f, o, to);
    if (!o.had_it) return;
    std::erase_if(alerts, [&](AlertId id) { return f.at(id).rule == RuleCode::R1; });  // he has just been told of the vacancies
    if (o.had_it->owner != to) pass_alerts_on(d, f, o.id, alerts, o.had_it->owner, to);
    tell_what_keeper_heard(d, f, o, alerts, to);
}

void pass_on_with_deals(Decision& d, const Facts& f, const std::vector<Entity>& moved, EmployeeId to) {
    const std::set<Entity> with_them(moved.begin(), moved.end());
    for (const Entity item : moved)
        if (item.kind == OpportunityId::kind) pass_on_with(d, f, f.at(OpportunityId{item.number}), to, with_them);
}

}  // namespace foxtrail
