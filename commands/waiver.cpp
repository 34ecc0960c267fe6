#include "commands/waiver.hpp"

#include "commands/alert.hpp"
#include "commands/decider/command_entry.hpp"
#include "commands/gate_document.hpp"
#include "commands/rules/approval.hpp"
#include "commands/rules/opportunity_rules.hpp"
#include "commands/rules/work_rules.hpp"
#include "commands/working_calendar.hpp"

#include <algorithm>

namespace foxtrail {
namespace rule {
constexpr Rule requester_missing{"requester_missing", "A waiver is asked for by somebody: name the actor."};
constexpr Rule expiry_past{"expiry_past", "The last day of the waiver has passed: name a later one."};
constexpr Rule waiver_pending{"waiver_pending", "A waiver of this document is asked for already: answer it with gate.grant_waiver or gate.decline_waiver."};
constexpr Rule waiver_closed{"waiver_closed", "The waiver was answered or has expired: ask for another one."};
constexpr Rule too_many_waivers{"too_many_waivers", "An opportunity has at most 200 waivers asked for or in force."};
}  // namespace rule

RestsOn rests_on(const Waiver& w) { return w.open() ? RestsOn{w.waived.opportunity.entity()} : RestsOn{}; }

void evolve(Waiver& w, const WaiverRequested& e, const Meta& m) {
    w = {w.id, e.waived, e.expires, e.requester, std::nullopt, m.actor, e.why, WaiverStatus::requested, m.valid_at};
}
void evolve(Waiver& w, const GateDocumentWaived& e, const Meta& m) {
    w = {w.id, e.waived, e.expires, e.requester, e.approver, w.filed_by, e.why, WaiverStatus::granted, m.valid_at};
}
void evolve(Waiver& w, const WaiverDeclined&, const Meta& m) { w.status = WaiverStatus::declined, w.changed = m.valid_at; }
void evolve(Waiver& w, const WaiverExpired&, const Meta& m) { w.status = WaiverStatus::expired, w.changed = m.valid_at; }

namespace {

std::vector<Waiver> open_waivers_of(const Facts& f, const WaivedDocument& what) {
    std::vector<Waiver> open;
    for (const auto id : f.resting_on<WaiverId>(what.opportunity.entity()))
        if (const Waiver& w = f.at(id); w.waived == what) open.push_back(w);
    return open;
}

// The waiver in force for at least as long as asked for, or the pending request of anybody.
const Waiver* in_force_until(const std::vector<Waiver>& open, Date expires) {
    const auto found = std::ranges::find_if(open, [&](const Waiver& w) { return w.status == WaiverStatus::granted && w.expires >= expires; });
    return found == open.end() ? nullptr : &*found;
}
const Waiver* pending(const std::vector<Waiver>& open) {
    const auto found = std::ranges::find(open, WaiverStatus::requested, &Waiver::status);
    return found == open.end() ? nullptr : &*found;
}

void require_not_expired(Decision& d, const Facts& f, Date expires) {
    d.require(expires >= working_time(f).local_date(f.now()), rule::expiry_past, expires);
}

// What asking and waiving unasked have in common; the waived document is only good when the decision is not refused.
template <class Command>
std::pair<Decision, WaivedDocument> on_gate(const Opportunity& o, const Command& c, const Facts& f) {
    Decision d = on_open(o, f);
    const auto stage = f.at(o.stage_model).stage(o.model_version, c.stage);
    d.require(stage.has_value(), rule::unknown_stage, c.stage);
    d.require(!blank(c.why), rule::why_missing);
    require_not_expired(d, f, c.expires);
    d.require(f.resting_on<WaiverId>(o.id.entity(), open_waivers_per_opportunity_max).size() < open_waivers_per_opportunity_max, rule::too_many_waivers);
    return {std::move(d), {o.id, stage.value_or(Stage{}), c.document_kind}};
}

}  // namespace

bool waived(const Facts& f, const WaivedDocument& what) {
    const auto open = open_waivers_of(f, what);
    return std::ranges::any_of(open, [&](const Waiver& w) {
        return w.status == WaiverStatus::granted && w.changed <= f.valid_at() && working_time(f).local_date(f.valid_at()) <= w.expires;
    });
}

static Decision decide(const Opportunity& o, const RequestWaiver& c, const Facts& f) {
    auto [d, what] = on_gate(o, c, f);
    d.require(bool(f.actor()), rule::requester_missing);
    if (d.refused()) return d;
    const auto open = open_waivers_of(f, what);
    const Waiver* asked = pending(open);
    if (in_force_until(open, c.expires) || (asked && asked->requester == f.speaker() && asked->expires == c.expires)) return d;
    d.require(!asked, rule::waiver_pending, asked ? to_text(asked->id) : "");
    if (!d.refused()) d.record(WaiverRequested{f.next_id<WaiverId>(), what, c.expires, f.speaker(), c.why});
    return d;
}

static Decision decide(const Opportunity& o, const WaiveGateDocument& c, const Facts& f) {
    auto [d, what] = on_gate(o, c, f);
    const auto open = open_waivers_of(f, what);
    const Waiver* asked = pending(open);
    const EmployeeId asked_by = asked ? asked->requester.value_or(EmployeeId{}) : EmployeeId{};
    require_approver(d, f, {owner_of(o), asked_by});
    if (f.actor()) require_authority(d, f, owner_of(o), f.actor());
    d.require(!asked || asked_by == f.actor() || asked_by == f.speaker(), rule::waiver_pending, asked ? to_text(asked->id) : "");
    if (d.refused() || in_force_until(open, c.expires)) return d;
    d.record(GateDocumentWaived{f.next_id<WaiverId>(), what, c.expires, std::nullopt, f.actor(), c.why});
    return d;
}

// What every answer to a request needs.
static Decision on_requested(const Waiver& w, const Facts& f) {
    Decision d;
    d.require(w.status == WaiverStatus::requested, rule::waiver_closed, w.status);
    d.require(f.valid_at() >= w.changed, rule::dated_before_last_change, w.changed);
    return d;
}

static Decision decide(const Waiver& w, const GrantWaiver&, const Facts& f) {
    if (w.status == WaiverStatus::granted) return {};
    Decision d = on_requested(w, f);
    const Opportunity& o = f.at(w.waived.opportunity);
    d.require(o.open(), rule::already_closed);
    require_not_expired(d, f, w.expires);
    require_approver(d, f, {owner_of(o), w.requester.value_or(EmployeeId{}), w.filed_by});  // who profits from a waiver does not grant it
    if (!d.refused()) d.record(GateDocumentWaived{w.id, w.waived, w.expires, w.requester, f.actor(), w.why});
    return d;
}

static Decision decide(const Waiver& w, const DeclineWaiver& c, const Facts& f) {
    if (w.status == WaiverStatus::declined) return {};
    Decision d = on_requested(w, f);
    d.require(f.imported() || f.actor(), rule::actor_missing);
    d.require(!blank(c.why), rule::why_missing);
    if (!d.refused()) d.record(WaiverDeclined{w.id, w.waived, w.requester.value_or(EmployeeId{}), c.why});
    return d;
}

static Decision decide(const Waiver& w, const ExpireWaiver&, const Facts& f) {
    Decision d;
    if (!w.open()) return d;
    require_over(d, f, w.expires);
    if (d.refused()) return d;
    d.record(WaiverExpired{w.id, w.waived, w.expires, w.approver});
    const Opportunity& o = f.at(w.waived.opportunity);
    if (!o.open()) return d;  // its gates matter to nobody any more
    tell(d, f, RuleCode::R8, w.id.entity(), {owner_of(o), w.approver.value_or(w.requester.value_or(EmployeeId{}))},
         "the waiver of the " + std::string(enum_name(w.waived.kind)) + " for leaving " + w.waived.stage.name + " of " + to_text(o.id) + " is over");
    return d;
}

NounEntry waiver_noun() { return {command_entries_of<WaiverCommands>(), {state_entry<Waiver, WaiverEvents>()}}; }

}  // namespace foxtrail
