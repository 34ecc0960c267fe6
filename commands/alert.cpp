#include "commands/alert.hpp"

#include "commands/decider/command_entry.hpp"
#include "commands/gate_document.hpp"
#include "commands/milestone.hpp"
#include "commands/risk_flag.hpp"
#include "commands/rules/opportunity_rules.hpp"
#include "commands/rules/settled.hpp"
#include "commands/waiver.hpp"

#include <algorithm>
#include <array>

namespace foxtrail {
namespace rule {
constexpr Rule not_told{"not_told", "This alert was given to somebody else: only the person told can answer it."};
constexpr Rule alert_lapsed{"alert_lapsed", "What this tells of has ended by itself: there is nothing left to do about it."};
constexpr Rule acted_on{"acted_on", "What was done about this alert is recorded: record what was done since with activity.record."};
constexpr Rule what_missing{"what_missing", "Say what was done: \"what\" cannot be blank."};
constexpr Rule nobody_told{"nobody_told", "Name at least one person to tell."};
}  // namespace rule

// Whether it may tell of what is looked for every day (tell_while_so): people a deal lacks, its dwell, what rests on whom, who is away, a risk on which nobody gives guidance.
static bool may_go_on(const Alert& alert) {
    switch (alert.rule) {
        case RuleCode::R2:
        case RuleCode::R4:
        case RuleCode::R5:
        case RuleCode::R7: return true;
        case RuleCode::R3: return alert.subject.kind == RiskFlagId::kind;
        case RuleCode::R6: return alert.subject.kind == EmployeeId::kind;
        default: return false;
    }
}

RestsOn rests_on(const Alert& alert) { return !alert.closed || may_go_on(alert) ? RestsOn{alert.subject} : RestsOn{}; }

void evolve(Alert& alert, const AlertRaised& e, const Meta&) {
    alert = {alert.id, e.rule, e.subject, e.told, e.why, e.acknowledge_by, {}, false, false, false, e.escalates};
}
void evolve(Alert& alert, const AlertAcknowledged&, const Meta& m) { alert.answered = m.recorded_at; }
void evolve(Alert& alert, const AlertActedOn&, const Meta& m) { alert.answered = m.recorded_at, alert.closed = true; }
void evolve(Alert& alert, const AlertEscalated&, const Meta&) { alert.escalated = true; }
void evolve(Alert& alert, const AlertLapsed&, const Meta&) { alert.closed = alert.lapsed = true; }
void evolve(Alert& alert, const AlertPassedOn& e, const Meta&) {
    alert.told = e.to, alert.acknowledge_by = e.acknowledge_by;
    alert.answered = {}, alert.escalated = false;
}

Time hours_after(Time time, std::uint32_t hours) { return {time.us + std::int64_t{hours} * 3'600 * us_per_second}; }

namespace {

// Whether what he said or did about it is so long ago that he is told again.
bool forgotten(const Alert& alert, const Facts& f) {
    return alert.acknowledged() && f.now() >= hours_after(alert.answered, 24 * threshold(f, RuleCode::R3, "tell_again_days"));
}

bool says(const std::string& why, const std::vector<std::string>& matter) {
    return std::ranges::all_of(matter, [&](const std::string& words) { return why.find(words) != std::string::npos; });
}

struct Message {
    RuleCode rule;
    Entity subject;
    std::vector<std::string> matter;
    std::optional<Time> goes_on_since{};  // of what is looked for every day
    bool is_occurrence = false;           // it happened, and may happen again
};

// Alerts that stand in the way of telling the person again: of this decision, and those of before that he has not forgotten.
bool told_already(const Decision& d, const Facts& f, const Message& message, EmployeeId person) {
    const auto is_same = [&](const auto& alert) { return alert.rule == message.rule && alert.told == person && says(alert.why, message.matter); };
    const auto told_now = [&](const AnyEvent& event) {
        const auto* raised = event.as<AlertRaised>();
        return raised && raised->subject == message.subject && is_same(*raised);
    };
    const auto told_before = [&](AlertId id) {
        const Alert& alert = f.at(id);
        const bool counts = !alert.lapsed && (!alert.closed || (message.goes_on_since && alert.answered >= *message.goes_on_since));
        return counts && is_same(alert) && !forgotten(alert, f);
    };
    return std::ranges::any_of(d.events(), told_now) || (!message.is_occurrence && std::ranges::any_of(f.resting_on<AlertId>(message.subject), told_before));
}

void raise(Decision& d, const Facts& f, RuleCode code, Entity subject, EmployeeId told, const std::string& why, std::optional<AlertId> escalates) {
    const Time by = hours_after(f.now(), threshold(f, RuleCode::R3, "acknowledge_hours"));
    d.record(AlertRaised{f.next_id<AlertId>(), code, version_of(f, code), subject, told, why, by, escalates});
}

void tell_each(Decision& d, const Facts& f, const Message& message, const std::vector<EmployeeId>& told, const std::string& why) {
    if (!is_enabled(f, message.rule)) return;
    std::vector<EmployeeId> seen{EmployeeId{}};
    for (EmployeeId person : told) {
        if (person && f.at(person).departed) person = manager_of(f, person);
        if (std::ranges::find(seen, person) != seen.end()) continue;
        seen.push_back(person);
        if (!told_already(d, f, message, person)) raise(d, f, message.rule, message.subject, person, why, std::nullopt);
    }
}

}  // namespace

void tell(Decision& d, const Facts& f, RuleCode code, Entity subject, const std::vector<EmployeeId>& told, const std::string& why,
          const std::vector<std::string>& matter) {
    tell_each(d, f, {code, subject, matter, {}}, told, why);
}
void tell_occurrence(Decision& d, const Facts& f, RuleCode code, Entity subject, const std::vector<EmployeeId>& told, const std::string& why) {
    tell_each(d, f, {code, subject, {why}, {}, true}, told, why);
}
void tell_while_so(Decision& d, const Facts& f, RuleCode code, Entity subject, const std::vector<EmployeeId>& told, const std::string& why,
                   const std::vector<std::string>& matter, Time since) {
    tell_each(d, f, {code, subject, matter, since}, told, why);
}

std::vector<AlertId> alerts_about(const Facts& f, OpportunityId opportunity) {
    static constexpr std::array parts{MilestoneId::kind, WaiverId::kind, GateDocumentId::kind};
    std::vector<Entity> subjects{opportunity.entity()};
    for (const Kind kind : parts) std::ranges::move(f.resting_on(opportunity.entity(), kind, resting_items_max), std::back_inserter(subjects));
    std::vector<AlertId> alerts;
    for (const Entity subject : subjects)
        for (const auto id : f.resting_on<AlertId>(subject))
            if (const Alert& alert = f.at(id); !alert.closed && !is_settled(f, alert)) alerts.push_back(id);
    return alerts;
}

// The deal that stays long in its stage; null when the scheduler found something else.
static const Opportunity* dwelling(const RaiseAlert& c, const Facts& f) {
    return c.rule == RuleCode::R5 && c.subject.kind == OpportunityId::kind ? &f.at(OpportunityId{c.subject.number}) : nullptr;
}

static Decision decide(const RaiseAlert& c, const Facts& f) {
    Decision d;
    const Opportunity* deal = dwelling(c, f);
    d.require(!c.told.empty(), rule::nobody_told);
    d.require(!blank(c.why), rule::why_missing);
    if (d.refused() || (deal && !deal->open())) return d;
    std::vector<EmployeeId> told;
    for (const auto& person : c.told) told.push_back(person.id);
    std::vector<std::string> matter;
    if (deal) matter.push_back(" in " + deal->stage.value.name);  // in another stage it is another matter
    tell_while_so(d, f, c.rule, c.subject, told, c.why, matter);
    if (deal) flag_by_rule(d, f, c.rule, *deal, RiskKind::dwell, c.why);
    return d;
}

static Decision decide(const Alert& alert, const AcknowledgeAlert&, const Facts& f) {
    Decision d;
    d.require(f.actor() == alert.told, rule::not_told, alert.told);
    if (!d.refused() && !alert.acknowledged() && !alert.lapsed) d.record(AlertAcknowledged{alert.id, alert.told});
    return d;
}

static Decision decide(const Alert& alert, const ActOnAlert& c, const Facts& f) {
    Decision d;
    d.require(f.actor() == alert.told, rule::not_told, alert.told);
    d.require(!blank(c.what), rule::what_missing);
    d.require(!alert.closed, alert.lapsed ? rule::alert_lapsed : rule::acted_on);
    if (!d.refused()) d.record(AlertActedOn{alert.id, alert.told, c.what});
    return d;
}

// Of a task that is not done he hears once, whether it comes from the task (task.mark_overdue) or from who was told of it.
bool is_told_of_task(const Facts& f, Entity task, EmployeeId person) {
    const auto is_his = [&](AlertId id) { return f.at(id).told == person && !f.at(id).closed; };
    return task.kind == TaskId::kind && std::ranges::any_of(f.resting_on<AlertId>(task), is_his);
}

static Decision decide(const Alert& alert, const EscalateAlert&, const Facts& f) {
    Decision d;
    const EmployeeId above = manager_of(f, alert.told);
    if (alert.acknowledged() || alert.escalated || alert.closed || !is_enabled(f, RuleCode::R3) || waits_for_deal(f, alert.subject)) return d;
    d.require(f.now() >= alert.acknowledge_by, rule::not_yet_due, alert.acknowledge_by);
    if (!d.refused() && is_settled(f, alert)) {
        d.record(AlertLapsed{alert.id, alert.subject, alert.told});
        return d;
    }
    d.require(bool(above), rule::nobody_above, alert.told);
    if (d.refused()) return d;
    d.record(AlertEscalated{alert.id, alert.told, above});
    if (is_told_of_task(f, alert.subject, above)) return d;
    raise(d, f, RuleCode::R3, alert.subject, above, to_text(alert.told) + " has not acknowledged: " + alert.why, alert.id);
    return d;
}

NounEntry alert_noun() { return {command_entries_of<AlertCommands>(), {state_entry<Alert, AlertEvents>()}}; }

}  // namespace foxtrail
