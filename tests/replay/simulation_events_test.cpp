// A simulated history has every type of event in it, none of them too often, and what falls due in it is the system's to say.
#include "events/alert.hpp"
#include "events/assignment.hpp"
#include "events/assistance.hpp"
#include "events/gate_document.hpp"
#include "events/handover.hpp"
#include "events/milestone.hpp"
#include "events/quote.hpp"
#include "events/risk_flag.hpp"
#include "events/task.hpp"
#include "events/urge.hpp"
#include "events/waiver.hpp"
#include "events/work_log.hpp"
#include "events/work_plan.hpp"
#include "simulated_folder.hpp"

#include <limits>
#include <map>
#include <set>

namespace foxtrail::simulation_events_test {
using namespace foxtrail::test;

namespace {

struct Refusals {
    std::uint64_t attempts = 0;
    std::map<std::string, std::string> commands;  // by rule
};

// Documents at gates, and how they were judged.
struct Judged {
    std::uint64_t later = 0, at_once = 0, rejected = 0, again = 0;

    void count(const AnyEvent& event, const Envelope& envelope) {
        if (const auto* submitted = event.as<GateDocumentSubmitted>()) again += !submitted_.insert_or_assign(submitted->gate_document, envelope).second;
        if (const auto* approved = event.as<GateDocumentApproved>()) judge(approved->gate_document, envelope);
        if (const auto* sent_back = event.as<GateDocumentRejected>()) judge(sent_back->gate_document, envelope), ++rejected;
    }

private:
    void judge(GateDocumentId document, const Envelope& envelope) {
        const Envelope& submitted = submitted_.at(document);
        if (submitted.valid_at == submitted.recorded_at) ++(envelope.recorded_at > submitted.recorded_at ? later : at_once);
    }
    std::map<GateDocumentId, Envelope> submitted_;
};

// The last thing somebody who was then told to have done nothing had recorded.
struct Absences {
    std::uint64_t told = 0, shortest_us = std::numeric_limits<std::int64_t>::max();
    std::map<Entity, Time> acted;

    void count(const AnyEvent& event, const Envelope& envelope) {
        if (envelope.actor) acted[envelope.actor] = envelope.recorded_at;
        const auto* raised = event.as<AlertRaised>();
        if (!raised || raised->rule != RuleCode::R6 || raised->why.find("recorded nothing") == std::string::npos) return;
        ++told;
        const Time last = acted.contains(raised->subject) ? acted.at(raised->subject) : Time{};
        shortest_us = std::min<std::uint64_t>(shortest_us, static_cast<std::uint64_t>(envelope.recorded_at.us - last.us));
    }
};

struct Played {
    std::map<std::string_view, std::uint64_t> types;
    std::set<RuleCode> rules;               // that told somebody
    std::set<std::pair<RuleCode, Kind>> of;  // and about what
    Judged judged;
    Absences absences;
    std::set<RiskKind> flags;
    std::vector<std::pair<Envelope, AnyEvent>> due;  // what the system says when it falls due
    Position events = 0;
    Refusals refusals;
};

bool is_due_event(const AnyEvent& event) {
    return event.as<TaskOverdue>() || event.as<MilestoneMissed>() || event.as<WaiverExpired>() || event.as<QuoteExpired>() || event.as<OpportunityOfferExpired>() ||
           event.as<AssistanceExpired>() || event.as<PlanItemOverdue>() || event.as<WorkLogMissed>() || event.as<HandoverExpired>() ||
           event.as<AlertEscalated>() || event.as<UrgeEscalated>() || event.as<RiskFlagEscalated>();
}

const Played& played() {
    static const Played history = [] {
        Played made;
        const auto store = open_memory_store();
        const auto log = Log::open(*store, links_of_event);
        Simulation simulation({.events = 100'000, .seed = 2});
        play_simulation(simulation, *log, {}, [&](std::string_view command, const CommandOutcome& outcome) {
            made.refusals.attempts += !command.ends_with(".watch_committee");  // a look that finds nothing new
            for (const auto& broken : outcome.broken) made.refusals.commands.emplace(broken.code, command);
        });
        const auto entries = entries_of(log->type_names());
        log->read(0, log->head(), [&](const RecordedEvent& recorded) {
            const AnyEvent event(*entries.at(recorded.type_number), recorded.payload);
            ++made.types[entries.at(recorded.type_number)->name];
            if (const auto* raised = event.as<AlertRaised>()) made.rules.insert(raised->rule), made.of.emplace(raised->rule, raised->subject.kind);
            made.judged.count(event, *recorded.envelope);
            made.absences.count(event, *recorded.envelope);
            if (const auto* raised = event.as<RiskFlagRaised>()) made.flags.insert(raised->kind);
            if (is_due_event(event)) made.due.emplace_back(*recorded.envelope, event);
            return true;
        });
        made.events = log->head();
        return made;
    }();
    return history;
}

// The time since which it was due, or nothing when its event does not say.
std::optional<Time> due_since(const AnyEvent& event) {
    const auto end_of = [](Date day) { return Time{(day.days + 1) * us_per_day - 8 * us_per_hour}; };  // in China
    if (const auto* task = event.as<TaskOverdue>()) return task->due;
    if (const auto* milestone = event.as<MilestoneMissed>()) return end_of(milestone->due);
    if (const auto* waiver = event.as<WaiverExpired>()) return end_of(waiver->expires);
    if (const auto* quote = event.as<QuoteExpired>()) return end_of(quote->valid_until);
    if (const auto* offer = event.as<OpportunityOfferExpired>()) return offer->answer_by;
    if (const auto* assistance = event.as<AssistanceExpired>()) return assistance->due;
    if (const auto* plan = event.as<PlanItemOverdue>()) return end_of(plan->item.due);
    if (const auto* log = event.as<WorkLogMissed>()) return end_of(log->day);
    return std::nullopt;
}

}  // namespace

TEST_CASE("a simulated history has every type of event", "[replay][simulation]") {
    for (const auto& entry : event_entries()) {
        INFO(entry.name);
        const bool newest = !find_event(std::string(entry.type.name) + ".v" + std::to_string(entry.type.version + 1));
        CHECK(played().types.contains(entry.name) == newest);
    }
}

// R10 and half of R12 need plans.
TEST_CASE("a simulated company is told by every rule that it gives cause to, and its deals are flagged", "[replay][simulation]") {
    CHECK(played().rules == std::set{RuleCode::R1, RuleCode::R2, RuleCode::R3, RuleCode::R4, RuleCode::R5, RuleCode::R6, RuleCode::R7, RuleCode::R8,
                                     RuleCode::R9, RuleCode::R11, RuleCode::R12});
    CHECK(played().flags.size() == enum_values<RiskKind>().size());
}

TEST_CASE("a simulated company has people on whom too much rests, a department that wins nothing, and owners who are away", "[replay][simulation]") {
    CHECK(played().of.contains({RuleCode::R7, EmployeeId::kind}));
    CHECK(played().of.contains({RuleCode::R7, DepartmentId::kind}));
    CHECK(played().absences.told > 1);
    CHECK(played().absences.shortest_us > 14 * us_per_day);  // ten working days
}

TEST_CASE("what a gate asks for is judged when it was seen, and handed in again when it was not good enough", "[replay][simulation]") {
    const Judged& judged = played().judged;
    CHECK(judged.at_once == 0);
    CHECK(judged.later > 100);
    CHECK(judged.rejected > 10);
    CHECK(judged.again > 10);
}

TEST_CASE("no type of event makes up more than an eighth of a simulated history", "[replay][simulation]") {
    for (const auto& [name, count] : played().types) {
        INFO(name << ": " << count);
        CHECK(count * 8 < played().events);
    }
    const double per_deal = static_cast<double>(played().events) / static_cast<double>(played().types.at("opportunity.created.v1"));
    CHECK(per_deal > 20);
    CHECK(per_deal < 32);
}

// Somebody was faster, the deal closed, or who was to do it has gone or is not asked any more.
TEST_CASE("what is refused in a simulation was overtaken, and is little", "[replay][simulation]") {
    const std::set<std::string> overtaken{
        "already_closed",
        "not_open",
        "item_closed",
        "waiver_closed",
        "expiry_past",
        "handover_closed",
        "forecast_frozen",
        "forecast_followed",
        "offered_already",
        "offer_open",
        "not_offered_to_actor",
        "offer_lapsed",
        "below_threshold",
        "over_capacity",
        "advance_plan_missing",
        "acceptance_needed",
        "gate_not_passed",
        "team_role_missing",
        "log_exists",
        "log_missing",
        "unknown_item",
        "not_approved",
        "not_yet_due",
        "quote_not_drafted",
        "not_suspected",
        "one_person",
        "overdue_item",
        "not_begun",
        "due_past",
        "close_passed",
        "contact_merged",
        "contact_left",
        "role_not_held",
        "role_over",
        "not_won",
        "delivered_by_others",
        "from_himself",
        "member_already",
        "left_already",
        "already_nurtured",
        "not_nurtured",
        "node_removed",
        "node_on_path",
        "not_his_risk",
        "not_the_owner",
        "not_owners_manager",
        "not_above_owner",
        "not_line_manager",
        "not_the_author",
        "not_assignee",
        "not_holder",
        "not_his_lead",
        "not_watched",
        "actor_departed",
        "not_his_task",
        "not_his_to_offer",
        "own_approval",
        "nothing_open",
        "not_resting",
        "nobody_above",
        "employee_departed",
        "urged_lately",
        "urged_again",
        "nobody_has_it",
        "own_work",
        "not_moved",
        "roles_left",
        "nobody_to_guide",
        "alert_lapsed",
        "not_told",  // the deal has another owner, and so has the alert
        "second_final_authority",
        "personal_data_erased",
        "competitor_not_on_deal",
        "request_pending",
        "quote_not_submitted",
        "discount_within_limit",
        "quote_not_ready",
        "quote_not_sent",
        "quote_accepted",
        "valid_until_past",
        "discount_not_approved",
        "not_above_drafter",
        "unknown_step",
        "no_playbook",
    };
    for (const auto& [rule, command] : played().refusals.commands) {
        INFO(command << ": " << rule);
        CHECK(overtaken.contains(rule));
    }
    CHECK(played().refusals.attempts > 0);
    CHECK(played().refusals.attempts * 25 < played().events);
}

TEST_CASE("what falls due in a simulation is said by the system, at the next working day at the latest", "[replay][simulation]") {
    constexpr std::int64_t days_most = 8;  // the week of National Day and the weekend behind it
    REQUIRE(played().due.size() > 500);
    for (const auto& [envelope, event] : played().due) {
        INFO(event.entry().name << " at " << to_text(envelope.recorded_at));
        CHECK(envelope.actor == Entity{});
        const auto since = due_since(event);
        if (!since) continue;
        CHECK(envelope.recorded_at >= *since);
        CHECK(envelope.recorded_at.us - since->us < days_most * us_per_day);
    }
}

}  // namespace foxtrail::simulation_events_test
