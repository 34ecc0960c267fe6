#include "replay/simulation.hpp"

#include "events/event_entry.hpp"
#include "events/handover.hpp"

#include <algorithm>

namespace foxtrail {
namespace {

constexpr std::int64_t work_day = 9 * us_per_hour, days_a_week = 5;
constexpr std::int64_t opens_at = 1 * us_per_hour;  // 09:00 in China, in UTC
constexpr double years_per_event = 5.0 / 10'000'000, years_least = 1, years_most = 4.5, work_days_a_year = 260;

constexpr double events_a_deal = 21.5, lead_in = 1.1;  // deals open at the end have not had all their events
constexpr double edits_a_stage = 1.8;
constexpr std::array<double, 6> dwell_days_median{3, 4, 6, 4, 3, 2};
constexpr double dwell_sigma = 0.9;
constexpr double burst_share = 0.12;  // of edits, follow the one before within a second
constexpr double reopened_share = 0.05;

std::int64_t work_span(Position events) {
    const double years = std::clamp(static_cast<double>(events) * years_per_event, years_least, years_most);
    return static_cast<std::int64_t>(years * work_days_a_year) * work_day;
}

std::int32_t weekday(Date date) { return ((date.days + 3) % 7 + 7) % 7; }  // 0 is Monday; 1970-01-01 was a Thursday

}  // namespace

Simulation::Simulation(const SimulationPlan& plan)
    : plan_(plan),
      monday_{plan.from.days - weekday(plan.from)},
      begin_(std::min<std::int64_t>(weekday(plan.from), days_a_week) * work_day),
      span_(work_span(plan.events)),
      random_(plan.seed),
      company_(random_, ledger_, plan.events),
      sales_(random_, ledger_, company_),
      reactions_(random_, ledger_, company_) {
    company_.found(calendar(begin_));
    actions_.push({begin_ + work_day, arrival});
    actions_.push({begin_ + 2 * work_day, company_change});
}

Time Simulation::calendar(WorkTime at) const {
    const std::int64_t day = at / work_day, date = monday_.days + day / days_a_week * 7 + day % days_a_week;
    return {date * us_per_day + opens_at + at % work_day};
}

Simulation::WorkTime Simulation::after(WorkTime now, double mean) { return now + 1 + static_cast<WorkTime>(random_.exponential(mean)); }

SimulatedCommand Simulation::next() {
    while (ledger_.empty()) step();
    return ledger_.take();
}

void Simulation::step() {
    if (const auto due = reactions_.next_due(); due && *due <= actions_.top().due) {
        now_ = std::max(now_, *due);
        return reactions_.act(calendar(now_));
    }
    const Action action = actions_.top();
    actions_.pop();
    now_ = std::max(now_, action.due);
    if (action.slot == arrival)
        arrive(action.due);
    else if (action.slot == company_change)
        change_company(action.due);
    else
        act(action.slot, action.due);
}

void Simulation::observe(const RecordedEvent& event) {
    static const EventEntry& transferred = entry_for<OwnershipTransferred>();
    reactions_.observe(event, now_);
    if (event.type != transferred.name) return;
    const auto& moved = *static_cast<const OwnershipTransferred*>(transferred.read(event.payload));
    const auto running = slots_.find(moved.item);
    if (running != slots_.end()) deals_[running->second].deal.owner = moved.to.owner;
}

void Simulation::arrive(WorkTime now) {
    std::uint32_t slot = static_cast<std::uint32_t>(deals_.size());
    if (free_slots_.empty()) {
        deals_.emplace_back();
    } else {
        slot = free_slots_.back();
        free_slots_.pop_back();
    }
    deals_[slot].deal = sales_.open(calendar(now));
    slots_[deals_[slot].deal.id.entity()] = slot;
    enter_stage(deals_[slot], now);
    schedule(slot, now);
    actions_.push({after(now, static_cast<double>(span_) * lead_in * events_a_deal / static_cast<double>(plan_.events)), arrival});
}

void Simulation::change_company(WorkTime now) {
    constexpr double second_version_at = 0.4;  // of the whole history
    if (!company_.has_second_version() && static_cast<double>(now - begin_) > second_version_at * static_cast<double>(span_))
        company_.publish_second_version(calendar(now));
    else
        company_.change(calendar(now));
    actions_.push({after(now, static_cast<double>(span_) / static_cast<double>(company_.changes_wanted())), company_change});
}

void Simulation::act(std::uint32_t slot, WorkTime now) {
    Running& running = deals_[slot];
    const Time at = calendar(now);
    if (running.deal.closed) {
        sales_.reopen(running.deal, at);
        enter_stage(running, now);
    } else if (now < running.stage_over) {
        sales_.edit(running.deal, at);
    } else {
        sales_.move_on(running.deal, at);
        if (running.deal.closed) return finish(slot, now);
        enter_stage(running, now);
    }
    schedule(slot, now);
}

void Simulation::enter_stage(Running& running, WorkTime now) {
    const double dwell = random_.lognormal(dwell_days_median.at(running.deal.stage - 1U), dwell_sigma) * static_cast<double>(work_day);
    running.stage_over = now + 1 + static_cast<WorkTime>(dwell);
    running.edit_interval = dwell / edits_a_stage;
}

void Simulation::schedule(std::uint32_t slot, WorkTime now) {
    const Running& running = deals_[slot];
    const WorkTime edit = random_.chance(burst_share) ? now + 1 + random_.below(us_per_second) : after(now, running.edit_interval);
    actions_.push({std::min(edit, running.stage_over), slot});
}

void Simulation::finish(std::uint32_t slot, WorkTime now) {
    constexpr double days_until_reopened = 30;
    if (random_.chance(reopened_share)) return actions_.push({after(now, days_until_reopened * static_cast<double>(work_day)), slot});
    slots_.erase(deals_[slot].deal.id.entity());
    free_slots_.push_back(slot);
}

}  // namespace foxtrail
