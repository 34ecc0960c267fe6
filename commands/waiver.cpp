#include "commands/waiver.hpp"

#include "commands/alert.hpp"
#include "commands/decider/command_entry.hpp"
#include "commands/gate_document.hpp"
#include "commands/organisation.hpp"
#include "commands/rules/approval.hpp"
#include "commands/rules/opportunity_rules.hpp"
#include "commands/rules/work_rules.hpp"
#include "commands/working_calendar.hpp"

#include <algorithm>

namespace foxtrail {
namespace rule {
constexpr Rule requester_missing{"requester_missing", "A waiver is asked for by somebody: name the actor."};
constexpr Rule expiry_past{"expiry_past", "The last day of the waiver has passed: name a later one."};
constexpr Rule waiver_pending{"waiver_pending", "A waiver of this document is asked for already: it is granted, declined or taken back first (gate.grant_waiver, gate.decline_waiver, gate.withdraw_waiver)."};
constexpr Rule waiver_closed{"waiver_closed", "The waiver was answered, taken back or has expired: ask for another one."};
constexpr Rule expiry_far{"expiry_far", "A waiver lasts at most 366 days: name an earlier last day; another one can follow."};
constexpr Rule not_ones_waiver{"not_ones_waiver", "Who asked for the waiver or granted it takes it back, or somebody above the owner of the opportunity."};
constexpr Rule too_many_waivers{"too_many_waivers", "An opportunity has at most 1000 waivers, asked for or ever granted: have the document approved."};
}  // namespace rule

RestsOn rests_on(const Waiver& w) { return w.open() || w.granted ? RestsOn{w.waived.opportunity.entity()} : RestsOn{}; }

void evolve(Waiver& w, const WaiverRequested& e, const Meta& m) {
    w = {w.id, e.waived, e.expires, e.requester, std::nullopt, m.actor, e.why, WaiverStatus::requested, m.valid_at};
}
void evolve(Waiver& w, const GateDocumentWaived& e, const Meta& m) {
    w = {w.id, e.waived, e.expires, e.requester, e.approver, w.filed_by, e.why, WaiverStatus::granted, m.valid_at, m.valid_at, m.on_behalf_of};
}
void evolve(Waiver& w, const WaiverDeclined&, const Meta& m) { w.status = WaiverStatus::declined, w.changed = m.valid_at; }
void evolve(Waiver& w, const WaiverExpired&, const Meta& m) { w.status = WaiverStatus::expired, w.changed = m.valid_at; }
// From when it is recorded: what was done by it stays done.
void evolve(Waiver& w, const WaiverWithdrawn&, const Meta& m) { w.status = WaiverStatus::withdrawn, w.changed = m.recorded_at; }

namespace {

std::vector<Waiver> waivers_of(const Facts& f, const WaivedDocument& what) {
    std::vector<Waiver> found;
    for (const auto id : f.resting_on<WaiverId>(what.opportunity.entity()))
        if (const Waiver& w = f.at(id); w.waived == what) found.push_back(w);
    return found;
}

// The waiver in force for at least as long as asked for, or the pending request of anybody.
const Waiver* in_force_until(const std::vector<Waiver>& all, Date expires) {
    const auto found = std::ranges::find_if(all, [&](const Waiver& w) { return w.status == WaiverStatus::granted && w.expires >= expires; });
    return found == all.end() ? nullptr : &*found;
}
const Waiver* pending(const std::vector<Waiver>& all) {
    const auto found = std::ranges::find(all, WaiverStatus::requested, &Waiver::status);
    return found == all.end() ? nullptr : &*found;
}

void require_expiry(Decision& d, const Facts& f, Date expires) {
    const Date today = working_time(f).local_date(f.now());
    d.require(expires >= today, rule::expiry_past, expires);
    d.require(expires.days <= today.days + waiver_days_max, rule::expiry_far, expires);
}

// What asking and waiving unasked have in common; the waived document is only good when the decision is not refused.
template <class Command>
std::pair<Decision, WaivedDocument> on_gate(const Opportunity& o, const Command& c, const Facts& f) {
    Decision d = on_open(o, f);
    const auto stage = f.at(o.stage_model).stage(o.model_version, c.stage);
    d.require(stage.has_value(), rule::unknown_stage, c.stage);
    d.require(!blank(c.why), rule::why_missing);
    require_expiry(d, f, c.expires);
    d.require(f.resting_on<WaiverId>(o.id.entity(), waivers_per_opportunity_max).size() < waivers_per_opportunity_max, rule::too_many_waivers);
    return {std::move(d), {o.id, stage.value_or(Stage{}), c.document_kind}};
}

}  // namespace

bool waived(const Facts& f, const WaivedDocument& what, Time at) {
    const Date day = working_time(f).local_date(at);
    const Opportunity* o = f.find(what.opportunity);  // null while it is only to be opened
    const EmployeeId owner = o ? owner_of(*o) : EmployeeId{};
    return std::ranges::any_of(waivers_of(f, what), [&](const Waiver& w) { return w.in_force(at, day) && (f.imported() || !w.granted_by(owner)); });
}

static Decision decide(const Opportunity& o, const RequestWaiver& c, const Facts& f) {
    auto [d, what] = on_gate(o, c, f);
    d.require(bool(f.actor()), rule::requester_missing);
    if (d.refused()) return d;
    const auto all = waivers_of(f, what);
    const Waiver* asked = pending(all);
    if (in_force_until(all, c.expires) || (asked && asked->requester == f.speaker() && asked->expires == c.expires)) return d;
    d.require(!asked, rule::waiver_pending, asked ? to_text(asked->id) : "");
    if (!d.refused()) d.record(WaiverRequested{f.next_id<WaiverId>(), what, c.expires, f.speaker(), c.why});
    return d;
}

static Decision decide(const Opportunity& o, const WaiveGateDocument& c, const Facts& f) {
    auto [d, what] = on_gate(o, c, f);
    const auto all = waivers_of(f, what);
    const Waiver* asked = pending(all);
    const EmployeeId asked_by = asked ? asked->requester.value_or(EmployeeId{}) : EmployeeId{};
    require_approver(d, f, {owner_of(o), asked_by});
    if (f.actor()) require_authority(d, f, owner_of(o), f.actor());
    d.require(!asked || asked_by == f.actor() || asked_by == f.speaker(), rule::waiver_pending, asked ? to_text(asked->id) : "");
    if (d.refused() || in_force_until(all, c.expires)) return d;
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
    require_expiry(d, f, w.expires);
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

static void tell_over(Decision& d, const Facts& f, const Waiver& w, std::vector<EmployeeId> told, std::string_view how) {
    tell(d, f, RuleCode::R8, w.id.entity(), std::move(told),
         "the waiver of the " + std::string(enum_name(w.waived.kind)) + " for leaving " + w.waived.stage.name + " of " + to_text(w.waived.opportunity) + std::string(how));
}
// Who has the deal, the approver and who asked for it.
static std::vector<EmployeeId> concerned_by(const Facts& f, const Waiver& w, const Opportunity& o) {
    return {keepers_of(f, o).keeper, w.approver.value_or(EmployeeId{}), w.requester.value_or(EmployeeId{})};
}

// The gates of a closed deal matter to nobody, unless it is opened again.
void tell_of_waivers_over(Decision& d, const Facts& f, const Opportunity& reopened) {
    for (const auto id : f.resting_on<WaiverId>(reopened.id.entity())) {
        const Waiver& w = f.at(id);
        const bool ended_meanwhile = w.granted && w.status != WaiverStatus::granted && w.changed >= reopened.outcome.since;
        const bool is_ahead = w.waived.stage.number >= reopened.stage.value.number && !waived(f, w.waived, f.now());
        if (ended_meanwhile && is_ahead) tell_over(d, f, w, concerned_by(f, w, reopened), " was over before the deal was opened again");
    }
}

void withdraw_waivers_of(Decision& d, const Facts& f, const Opportunity& o, EmployeeId approver) {
    for (const auto id : f.resting_on<WaiverId>(o.id.entity())) {
        const Waiver& w = f.at(id);
        if (w.status != WaiverStatus::granted || !w.granted_by(approver)) continue;
        const std::string why = to_text(approver) + ", who granted it, has the opportunity himself";
        d.record(WaiverWithdrawn{w.id, w.waived, w.expires, w.requester, w.approver, why});
        std::vector<EmployeeId> told{approver, w.requester.value_or(EmployeeId{})};
        std::erase(told, owner_of(o));  // who has it no more
        tell_over(d, f, w, std::move(told), " was taken back: " + why);
    }
}

static Decision decide(const Waiver& w, const WithdrawWaiver& c, const Facts& f) {
    if (w.status == WaiverStatus::withdrawn) return {};
    Decision d;
    const Opportunity& o = f.at(w.waived.opportunity);
    const auto is_his = [&](EmployeeId person) { return person && (person == w.requester || person == w.approver || person == w.filed_by); };
    d.require(w.open(), rule::waiver_closed, w.status);
    d.require(!blank(c.why), rule::why_missing);
    d.require(f.imported() || is_his(f.actor()) || is_his(f.speaker()) || has_authority(f, owner_of(o), f.actor()), rule::not_ones_waiver);
    require_as_of_now(d, f);  // what was done by it stays done
    if (d.refused()) return d;
    d.record(WaiverWithdrawn{w.id, w.waived, w.expires, w.requester, w.approver, c.why});
    auto told = concerned_by(f, w, o);
    std::erase(told, f.actor());
    if (w.granted && o.open()) tell_over(d, f, w, std::move(told), " was taken back: " + c.why);
    return d;
}

static Decision decide(const Waiver& w, const ExpireWaiver&, const Facts& f) {
    Decision d;
    if (!w.open()) return d;
    require_over(d, f, w.expires);
    if (d.refused()) return d;
    d.record(WaiverExpired{w.id, w.waived, w.expires, w.approver});
    const Opportunity& o = f.at(w.waived.opportunity);
    if (!o.open() || waived(f, w.waived, f.now())) return d;
    if (w.granted) tell_over(d, f, w, concerned_by(f, w, o), " is over");
    else if (w.requester) tell_over(d, f, w, {*w.requester}, " was not granted by its last day");
    return d;
}

NounEntry waiver_noun() { return {command_entries_of<WaiverCommands>(), {state_entry<Waiver, WaiverEvents>()}}; }

}  // namespace foxtrail
