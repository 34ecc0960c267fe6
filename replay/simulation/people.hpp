// The people's side of a simulated deal: contacts and their roles, touches, forecasts, the team, activities, tasks, plans, effort.
#pragma once

#include "replay/simulation/contacts.hpp"

namespace foxtrail {

// What a deal remembers of its people. Milestones come by `learn` (learning.cpp).
struct SimulatedStaff {
    std::vector<MilestoneId> milestones;  // open ones
    std::uint32_t plans = 0;
    bool has_team = false, has_budget = false;
};

class SimulatedPeople {
public:
    SimulatedPeople(Random& random, SimulationLedger& ledger, SimulatedAgenda& agenda, const SimulatedCalendar& calendar,
                    SimulatedCompany& company)
        : random_(random), ledger_(ledger), company_(company), contacts_(random, ledger, agenda, calendar) {}

    struct Deal : SimulatedContacts::Deal {
        Money value;
        std::string stage;
        bool is_large = false;
    };
    // One thing that people do about an open deal.
    void act(SimulatedCommittee&, SimulatedStaff&, const Deal&);
    void set_plan(SimulatedStaff&, const Deal&);

private:
    void state_forecast(const Deal&);
    bool join_team(SimulatedStaff&, const Deal&);
    void record_activity(const Deal&);
    void state_plan(std::uint32_t nth, const Deal&);
    void record_progress(const Deal&);
    void give_task(const SimulatedCommittee&, const Deal&);
    bool go_by_plan(SimulatedStaff&, const Deal&);
    void spend_effort(SimulatedStaff&, const Deal&);
    void ask_for_help(const Deal&);
    void see_a_risk(const Deal&);
    void make_an_appointment(const SimulatedCommittee&, const Deal&);
    void write_the_log(const Deal&);

    Random& random_;
    SimulationLedger& ledger_;
    SimulatedCompany& company_;
    SimulatedContacts contacts_;
};

}  // namespace foxtrail
