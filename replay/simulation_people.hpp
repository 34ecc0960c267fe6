// The people's side of a simulated deal: contacts and their roles, touches, forecasts, the team, activities, tasks, plans.
#pragma once

#include "commands/contact_role.hpp"
#include "replay/simulation_company.hpp"
#include "replay/simulation_texts.hpp"

namespace foxtrail {

// What a deal remembers of its people.
struct SimulatedCommittee {
    std::array<ContactId, 4> holders{};  // by buying role
    MilestoneId next_milestone, last_milestone;
    bool has_team = false, has_plan = false;
};

class SimulatedPeople {
public:
    SimulatedPeople(Random& random, SimulationLedger& ledger, SimulatedCompany& company) : random_(random), ledger_(ledger), company_(company) {}

    struct Deal {
        OpportunityId id;
        CustomerId customer;
        EmployeeId owner;
        Money value;
        Time at;
    };
    // One thing that people do about an open deal.
    void act(SimulatedCommittee&, const Deal&);

private:
    void meet_somebody(SimulatedCommittee&, const Deal&);
    void touch(SimulatedCommittee&, const Deal&);
    void somebody_moves(SimulatedCommittee&, const Deal&);
    void state_forecast(const Deal&);
    void join_team(SimulatedCommittee&, const Deal&);
    void record_activity(const Deal&);
    void give_task(const Deal&);
    void go_by_plan(SimulatedCommittee&, const Deal&);
    void ask_for_help(const Deal&);
    void see_a_risk(const Deal&);
    void make_an_appointment(SimulatedCommittee&, const Deal&);
    void write_the_log(const Deal&);

    Random& random_;
    SimulationLedger& ledger_;
    SimulatedCompany& company_;
    std::uint32_t contacts_ = 0, milestones_ = 0;
};

}  // namespace foxtrail
