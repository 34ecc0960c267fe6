// How a simulated deal moves through its stages and comes to an end.
#include "commands/loss_reason.hpp"
#include "commands/quote.hpp"
#include "replay/simulation/deal.hpp"

#include <algorithm>

namespace foxtrail {

std::optional<Time> SimulatedSales::stage_time(const SimulatedDeal& deal, Time at) {
    if (!random_.chance(backdated_share)) return std::nullopt;
    const auto ago = static_cast<std::int64_t>(random_.lognormal(20, 1.2) * static_cast<double>(us_per_hour));
    return std::max({deal.last_valid, deal.stage_since, deal.outcome_since, Time{at.us - ago}});
}

void SimulatedSales::move_on(SimulatedDeal& deal, Time at) {
    if (const auto stage = std::exchange(deal.heading_for, 0)) return enter(deal, at, stage);
    const auto stages = static_cast<std::uint16_t>(SimulatedCompany::stages(deal.line, deal.version).size());
    enum Way : std::size_t { on, lost, derailed, back, over, again, end };
    const bool first = deal.stage == 1, last = deal.stage == stages, may_skip = deal.stage + 2 <= stages;
    const auto way = random_.weighted(std::array<std::uint32_t, 7>{last ? 0U : 80U,
                                                                   first  ? 17U
                                                                   : last ? 28U
                                                                          : 8U,
                                                                   2,
                                                                   first  ? 0U
                                                                   : last ? 9U
                                                                          : 6U,
                                                                   may_skip ? 3U : 0U, 4, last && !company_.wins_nothing(deal.department) ? 60U : 0U});
    switch (way) {
        case on:
            return enter(deal, at, static_cast<std::uint16_t>(deal.stage + 1));
        case back:
            return enter(deal, at, static_cast<std::uint16_t>(1 + random_.below(deal.stage - 1U)));
        case over:
            return enter(deal, at, static_cast<std::uint16_t>(deal.stage + 2));
        case again:
            return enter_again(deal, at);
        case lost:
            return close(deal, at, Outcome::lost);
        case derailed:
            return close(deal, at, Outcome::derailed);
        default:
            return close(deal, at, Outcome::won);
    }
}

void SimulatedSales::enter(SimulatedDeal& deal, Time at, std::uint16_t stage) {
    const EmployeeId head = company_.head_of({1});  // above every owner, seen or unseen
    if (stage > deal.stage && deal.owner == head) stage = static_cast<std::uint16_t>(deal.stage + 1);  // nobody else may let him skip
    const std::string name = stage_name(deal, stage);
    if (stage > deal.stage && !gate_opens(deal, at, stage)) return;
    const auto valid_at = stage_time(deal, at);
    if (stage == deal.stage + 1) {
        ledger_.issue(at, AdvanceStage{Ref(deal.id), name}, {deal.owner, late_reason(valid_at), valid_at});
    } else if (stage < deal.stage) {
        ledger_.issue(at, RegressStage{Ref(deal.id), name}, saying(deal, ReasonFor::regression, valid_at));
    } else {
        Saying why = saying(deal, ReasonFor::skip, valid_at);
        why.by = deal.owner;
        ledger_.issue(at, SkipStages{Ref(deal.id), name, Ref(head)}, std::move(why));
    }
    deal.stage = stage;
    deal.stage_since = valid_at.value_or(at);
    deal.last_valid = std::max(deal.last_valid, deal.stage_since);
    if (name == "报价" || name == "proposal") draft_quote(deal, at);
}

// What the deal is worth, or somewhat less.
void SimulatedSales::draft_quote(const SimulatedDeal& deal, Time at) {
    constexpr std::array<std::int64_t, 5> discounts_percent{0, 3, 5, 8, 15};
    constexpr std::array<std::uint32_t, 5> weights{40, 20, 20, 12, 8};
    const auto& value = deal.value.value.value;
    if (!deal.owner || !value || value->minor <= 0 || !random_.chance(0.45)) return;
    const Money offered{value->minor / 100 * (100 - discounts_percent[random_.weighted(weights)]), value->currency};
    const Date valid_until{date_of(at).days + static_cast<std::int32_t>(random_.between(20, 45))};
    ledger_.attempt(at, DraftQuote{deal.id, *value, std::min(offered, *value), valid_until}, {deal.owner, {}, {}});
}

SimulatedGates::Gate SimulatedSales::gate_of(const SimulatedDeal& deal, Time at, std::optional<Time> valid_at) const {
    const auto next = static_cast<std::uint16_t>(deal.stage + 1);
    const std::uint32_t bit = 1U << deal.stage;
    return {deal.id, stage_name(deal, deal.stage), stage_name(deal, next), bit, deal.owner, at, valid_at, ((deal.gates_tried | deal.waivers_asked) & bit) == 0};
}

// Whether the owner asks for a waiver first, and stays where he is until he knows.
bool SimulatedSales::asks_for_waiver(SimulatedDeal& deal, Time at) {
    constexpr double asked_share = 0.12;
    const auto gate = gate_of(deal, at, {});
    if (!deal.owner || !gate.first_time || !random_.chance(asked_share)) return false;
    deal.waivers_asked |= gate.bit;
    gates_.ask_for_waiver(gate, SimulatedCompany::documents_asked_for(deal.line, gate.stage).front());
    return true;
}

// Whether the stage can be left now; when its documents have to be approved first, the deal remembers where to.
bool SimulatedSales::gate_opens(SimulatedDeal& deal, Time at, std::uint16_t to) {
    constexpr std::int64_t patience_us = 10 * us_per_day;
    const auto gate = gate_of(deal, at, {});
    const auto kinds = SimulatedCompany::documents_asked_for(deal.line, gate.stage);
    if (kinds.empty() || (deal.gates_passed & gate.bit) != 0) return true;
    const bool filed_here = deal.filed.bit == gate.bit;
    if (!filed_here && asks_for_waiver(deal, at)) return false;
    deal.heading_for = to;
    if (filed_here) {
        if (deal.is_judged || at.us - deal.filed_at.us > patience_us) revise(deal, at, "with this year's figures");
        return false;
    }
    gates_.try_to_leave(gate);
    deal.gates_tried |= gate.bit;
    if ((deal.waivers_asked & gate.bit) == 0 && gates_.waived(gate, kinds)) {
        deal.last_valid = at, deal.heading_for = 0;
        return true;
    }
    for (const DocumentKind kind : kinds) deal.filed = gates_.hand_in(gate, kind);
    deal.is_judged = false, deal.filed_at = at;
    return false;
}

void SimulatedSales::revise(SimulatedDeal& deal, Time at, std::string why) {
    deal.last_valid = deal.filed_at = at, deal.is_judged = false;
    deal.gates_passed &= ~deal.filed.bit;
    gates_.revise(deal.filed, deal.id, deal.owner, at, std::move(why));
}

// One that is written down late.
void SimulatedSales::passed_gate(SimulatedDeal& deal, Time at, Time valid_at) {
    const auto gate = gate_of(deal, at, valid_at);
    const auto kinds = SimulatedCompany::documents_asked_for(deal.line, gate.stage);
    if (kinds.empty()) return;
    gates_.try_to_leave(gate);
    if (gates_.waived(gate, kinds)) return;
    for (const DocumentKind kind : kinds) gates_.was_approved(gate, deal.filed = gates_.hand_in(gate, kind));
    deal.gates_passed |= gate.bit;
}

// The present stage once more, or a stage entry that everybody forgot to record.
void SimulatedSales::enter_again(SimulatedDeal& deal, Time at) {
    if (deal.stage > 1 && deal.stage_since > deal.created && random_.chance(0.2)) {
        const Time when{random_.between(deal.created.us, deal.stage_since.us - 1)};
        const auto stage = static_cast<std::uint16_t>(1 + random_.below(deal.stage - 1U));
        ledger_.issue(at, RecordStageEntry{Ref(deal.id), stage_name(deal, stage)}, saying(deal, ReasonFor::backdated, when));
        return;
    }
    deal.stage_since = deal.last_valid = at;
    ledger_.issue(at, RecordStageEntry{Ref(deal.id), stage_name(deal, deal.stage)}, saying(deal, ReasonFor::reentry, std::nullopt));
}

void SimulatedSales::close(SimulatedDeal& deal, Time at, Outcome outcome) {
    const auto valid_at = stage_time(deal, at);
    const Saying who{deal.owner, late_reason(valid_at), valid_at};
    const Time when = valid_at.value_or(at);
    if (outcome == Outcome::won) {
        const Money value =
            random_.chance(0.6) && deal.value.value.value ? *deal.value.value.value : other_value(deal.value.value, deal.currency);
        deal.value.set(Stated<Money>(value), when);
        ledger_.issue(at, Win{Ref(deal.id), value}, who);
    } else if (outcome == Outcome::lost) {
        Stated<std::string> competitor;
        if (random_.chance(0.7)) competitor = std::string(competitor_name(random_));
        const std::string why(loss_text(random_));
        ledger_.issue(at, Lose{Ref(deal.id), why, competitor}, who);
        say_why(deal, at, why);
    } else {
        ledger_.issue(at, Derail{Ref(deal.id), std::string(end_text(random_))}, who);
    }
    deal.closed = true, deal.is_won = outcome == Outcome::won;
    deal.outcome_since = when;
    deal.last_valid = std::max(deal.last_valid, when);
}

// Now and then the manager, or one of the customer's people, says why it was lost too, and sees it otherwise.
void SimulatedSales::say_why(const SimulatedDeal& deal, Time at, const std::string& recorded) {
    constexpr double manager_share = 0.15, contact_share = 0.2, agrees_share = 0.6;
    constexpr std::array said_as{LossRole::decision_maker, LossRole::user, LossRole::technical_lead, LossRole::coach};
    const auto say = [&](Entity by, LossRole role, EmployeeId recorder, std::string evidence) {
        std::string why = random_.chance(agrees_share) ? recorded : std::string(loss_text(random_));
        ledger_.attempt(at, StateLossReason{deal.id, by, role, std::move(why), {}, std::move(evidence), {}}, {recorder, {}, {}});
    };
    const EmployeeId manager = deal.owner ? company_.manager_of(deal.owner) : EmployeeId{};
    if (manager && random_.chance(manager_share)) say(manager.entity(), LossRole::manager, manager, "went through the deal with its owner");
    const auto role = random_.below(said_as.size());
    if (const ContactId contact = deal.committee.holders[role]; contact && random_.chance(contact_share))
        say(contact.entity(), said_as[role], deal.owner, "said so on the telephone");
}

void SimulatedSales::reopen(SimulatedDeal& deal, Time at) {
    ledger_.issue(at, Reopen{Ref(deal.id)}, saying(deal, ReasonFor::reopening, std::nullopt));
    deal.closed = false;
    deal.outcome_since = deal.last_valid = at;
}

}  // namespace foxtrail
