// What goes on in a simulated company beside its deals: the calendar, logs and plans, reviews, rules, what departments know of
// customers, who rises and who reports to whom.
#pragma once

#include "replay/simulation/company.hpp"
#include "replay/simulation/scheduler.hpp"

namespace foxtrail {

class SimulatedOffice {
public:
    SimulatedOffice(Random& random, SimulationLedger& ledger, SimulatedCompany& company, SimulatedScheduler& scheduler,
                    const SimulatedCalendar& calendar)
        : random_(random), ledger_(ledger), company_(company), scheduler_(scheduler), calendar_(calendar) {}

    // The rules of the house, one command a second.
    void found(Time at);
    void begin_quarter(std::int64_t quarter, Time at);
    // One thing that somebody does; `seen` is how far people have read the log, `share` how much of the history is over.
    void act(Time at, Position seen, double share);

private:
    void spend_a_day(Time at);
    void draft_plan(Time at);
    void hold_review(Time at, Position seen);
    void freeze_forecasts(Time at);
    void update_facet(Time at);
    void tell_of_oneself(Time at);
    void promote(Time at);
    void change_line(Time at);
    void set_capacity(Time at);
    void change_rule(Time at);
    void revise_model(Time at);

    Random& random_;
    SimulationLedger& ledger_;
    SimulatedCompany& company_;
    SimulatedScheduler& scheduler_;
    const SimulatedCalendar& calendar_;
    bool model_revised_ = false;
    std::uint32_t changes_ = 0;
};

}  // namespace foxtrail
