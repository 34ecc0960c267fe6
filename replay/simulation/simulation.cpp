#include "replay/simulation/simulation.hpp"

#include <algorithm>
#include <cmath>

namespace foxtrail {
namespace {

constexpr double years_per_event = 5.0 / 10'000'000, years_least = 1, years_most = 4.5, work_days_a_year = 260;

constexpr double events_a_deal = 28, lead_in = 1.1;  // deals open at the end have not had all their events
constexpr double leads_a_deal = 0.22, events_an_office_act = 35;
constexpr double edits_a_stage = 1.35;
constexpr std::array<double, 6> dwell_days_median{3, 4, 6, 4, 3, 2};
constexpr double dwell_sigma = 0.9;
constexpr double burst_share = 0.12;  // of edits, follow the one before within a second
constexpr double reopened_share = 0.05;
constexpr double document_wait = 2.0 * us_per_work_day;  // for the approval of documents, before somebody looks again
constexpr double forgotten_share = 0.002;  // of what is meant to be done next

std::int64_t work_span(Position events) {
    const double years = std::clamp(static_cast<double>(events) * years_per_event, years_least, years_most);
    return static_cast<std::int64_t>(years * work_days_a_year) * us_per_work_day;
}

}  // namespace

Simulation::Simulation(const SimulationPlan& plan)
    : plan_(plan),
      calendar_(plan.from),
      span_(work_span(plan.events)),
      random_(plan.seed),
      company_(random_, ledger_, plan.events),
      scheduler_(agenda_, company_, calendar_),
      sales_(random_, ledger_, agenda_, calendar_, company_),
      leads_(random_, ledger_, agenda_, company_),
      office_(random_, ledger_, company_, scheduler_, calendar_),
      reactions_(random_, agenda_, company_) {
    const WorkTime begin = calendar_.begin();
    office_.found(company_.found(calendar_.time(begin)));
    actions_.push({begin + us_per_work_day, arrival});
    actions_.push({begin + 2 * us_per_work_day, company_change});
    actions_.push({begin + 2 * us_per_work_day, office_act});
    actions_.push({begin + us_per_work_day, quarter});
}

WorkTime Simulation::after(WorkTime now, double mean) { return now + 1 + static_cast<WorkTime>(random_.exponential(mean)); }

SimulatedCommand Simulation::next() {
    while (ledger_.empty()) step();
    return ledger_.take();
}

double Simulation::share_over(WorkTime now) const { return static_cast<double>(now - calendar_.begin()) / static_cast<double>(span_); }

void Simulation::step() {
    if (const auto due = agenda_.next_due(); due && *due <= actions_.top().due) {
        now_ = std::max(now_, *due);
        return agenda_.ask_next(ledger_, calendar_.time(now_));
    }
    const Action action = actions_.top();
    actions_.pop();
    now_ = std::max(now_, action.due);
    switch (action.slot) {
        case arrival: return arrive(action.due);
        case company_change: return change_company(action.due);
        case office_act: return run_office(action.due);
        case quarter: return begin_quarter(action.due);
        case return_of_seller: return company_.come_back(agenda_.last_away());
        default: return act(action.slot, action.due);
    }
}

void Simulation::observe(const RecordedEvent& event) {
    seen_ = event.position;
    if (event.envelope->actor == agenda_.last_away().entity() && event.envelope->recorded_at > away_since_) scheduler_.acted(agenda_.last_away());
    scheduler_.observe(event, now_);
    reactions_.observe(event, now_);
    leads_.observe(event, now_);
    learn(event, [this](Entity deal) {
        const auto running = slots_.find(deal);
        return running == slots_.end() ? nullptr : &deals_[running->second].deal;
    });
}

void Simulation::arrive(WorkTime now) {
    std::uint32_t slot = static_cast<std::uint32_t>(deals_.size());
    if (free_slots_.empty()) {
        deals_.emplace_back();
    } else {
        slot = free_slots_.back();
        free_slots_.pop_back();
    }
    const Time at = calendar_.time(now);
    if (random_.chance(leads_a_deal)) leads_.capture(at);
    const auto lead = leads_.take_ready();
    deals_[slot].deal = lead ? sales_.convert(*lead, at) : sales_.open(at);
    slots_[deals_[slot].deal.id.entity()] = slot;
    enter_stage(deals_[slot], now);
    schedule(slot, now);
    actions_.push({after(now, static_cast<double>(span_) * lead_in * events_a_deal / static_cast<double>(plan_.events)), arrival});
}

void Simulation::change_company(WorkTime now) {
    constexpr double second_version_at = 0.4, hand_lost_from = 0.3, hand_lost_until = 0.7;  // of the whole history
    const double share = share_over(now);
    company_.lose_hand(share > hand_lost_from && share < hand_lost_until);
    if (!company_.has_second_version() && share > second_version_at)
        company_.publish_second_version(calendar_.time(now));
    else
        company_.change(calendar_.time(now));
    actions_.push({after(now, static_cast<double>(span_) / static_cast<double>(company_.changes_wanted())), company_change});
}

void Simulation::run_office(WorkTime now) {
    office_.act(calendar_.time(now), seen_, share_over(now));
    actions_.push({after(now, static_cast<double>(span_) * events_an_office_act / static_cast<double>(plan_.events)), office_act});
}

void Simulation::act(std::uint32_t slot, WorkTime now) {
    Running& running = deals_[slot];
    const Time at = calendar_.time(now);
    if (agenda_.is_away(running.deal.owner, now)) return actions_.push({agenda_.back_at(), slot});
    if (running.deal.closed) {
        sales_.reopen(running.deal, at);
        enter_stage(running, now);
    } else if (now < running.stage_over) {
        sales_.edit(running.deal, at);
    } else {
        sales_.move_on(running.deal, at);
        if (running.deal.closed && running.deal.is_won && running.deal.department) scheduler_.watch_wins(running.deal.department, at);
        if (running.deal.closed) return finish(slot, now);
        if (running.deal.heading_for) return actions_.push({after(now, document_wait), slot});
        enter_stage(running, now);
    }
    schedule(slot, now);
}

void Simulation::enter_stage(Running& running, WorkTime now) {
    const double dwell = random_.lognormal(dwell_days_median.at(running.deal.stage - 1U), dwell_sigma) * static_cast<double>(us_per_work_day);
    running.stage_over = now + 1 + static_cast<WorkTime>(dwell);
    running.edit_interval = dwell / edits_a_stage;
    if (const SimulatedDeal& deal = running.deal; deal.owner) watch_dwell(deal, now);
}

void Simulation::watch_dwell(const SimulatedDeal& deal, WorkTime now) {
    const double longest = dwell_days_median.at(deal.stage - 1U) * std::exp(long_dwell_deviations * dwell_sigma) * static_cast<double>(us_per_work_day);
    scheduler_.watch_dwell(deal.id, calendar_.time(now + static_cast<WorkTime>(longest)), {deal.owner, company_.manager_of(deal.owner)});
}

void Simulation::schedule(std::uint32_t slot, WorkTime now) {
    const Running& running = deals_[slot];
    const SimulatedDeal& deal = running.deal;
    if (deal.owner && random_.chance(forgotten_share)) {
        scheduler_.watch_idle(deal.id, calendar_.time(now));
        return actions_.push({calendar_.work_time({calendar_.time(now).us + std::int64_t{reclaim_idle_days} * us_per_day}) + us_per_work_day, slot});
    }
    const WorkTime edit = random_.chance(burst_share) ? now + 1 + random_.below(us_per_second) : after(now, running.edit_interval);
    actions_.push({std::min(edit, running.stage_over), slot});
}

void Simulation::finish(std::uint32_t slot, WorkTime now) {
    constexpr double days_until_reopened = 30;
    for (const MilestoneId milestone : deals_[slot].deal.staff.milestones) scheduler_.settle(milestone.entity());
    if (random_.chance(reopened_share)) return actions_.push({after(now, days_until_reopened * static_cast<double>(us_per_work_day)), slot});
    slots_.erase(deals_[slot].deal.id.entity());
    free_slots_.push_back(slot);
}

}  // namespace foxtrail
