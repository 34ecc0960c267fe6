// A seeded simulation of a sales organisation: ordinary commands in order, with the times at which they are recorded and true.
//
//   Simulation simulation({.events = 1'000'000});
//   play_simulation(simulation, log);         // or next() and observe(), again and again
//
// Pure:   no clock, no disk. The same plan gives the same commands on every machine.
// Order:  commands have to be decided in the order they come: the simulation counts on the ids they will get.
// Memory: grows with the deals open at a time, not with the events.
#pragma once

#include "replay/simulation/deal.hpp"
#include "replay/simulation/office.hpp"
#include "replay/simulation/reactions.hpp"

#include <map>
#include <memory>
#include <queue>
#include <unordered_map>

namespace foxtrail {

struct SimulationPlan {
    Position events = 100'000;  // the commit that reaches it is the last
    std::uint64_t seed = 1;
    Date from{18'995};  // 2022-01-03
};

class Simulation {
public:
    explicit Simulation(const SimulationPlan& plan);

    // There is always another: who plays it stops when the history has as many events as are wanted.
    SimulatedCommand next();
    // What the commands recorded, in order, now and then: people answer to what they see. The same history follows only when
    // it is shown after the same commands.
    void observe(const RecordedEvent&);
    Position events_wanted() const { return plan_.events; }
    std::string keys_seed() const { return "simulation " + std::to_string(plan_.seed); }

    std::size_t deals_open() const { return deals_.size() - free_slots_.size(); }

private:
    struct Action {
        WorkTime due;
        std::uint32_t slot;  // of a deal, or one of those below
        bool operator>(const Action& other) const { return due != other.due ? due > other.due : slot > other.slot; }
    };
    static constexpr std::uint32_t arrival = 0xFFFF'FFFF, company_change = 0xFFFF'FFFE, office_act = 0xFFFF'FFFD, quarter = 0xFFFF'FFFC,
                                   return_of_seller = 0xFFFF'FFFB;
    struct Running {
        SimulatedDeal deal;
        WorkTime stage_over = 0;
        double edit_interval = 0;  // mean, while in this stage
    };

    WorkTime after(WorkTime now, double mean);
    double share_over(WorkTime now) const;  // of the whole history
    void step();
    void arrive(WorkTime now);
    void change_company(WorkTime now);
    void run_office(WorkTime now);
    void begin_quarter(WorkTime now);
    // quarter.cpp
    void let_one_grow(Time at);
    void look_for_key_people(Time at);
    void send_owner_away(WorkTime now);
    using OpenMinor = std::map<std::uint16_t, std::map<EmployeeId, WideSum>>;  // currency -> owner -> amount
    OpenMinor open_minor() const;
    void act(std::uint32_t slot, WorkTime now);
    void enter_stage(Running&, WorkTime now);
    void watch_dwell(const SimulatedDeal&, WorkTime now);
    void schedule(std::uint32_t slot, WorkTime now);
    void finish(std::uint32_t slot, WorkTime now);

    const SimulationPlan plan_;
    const SimulatedCalendar calendar_;
    const WorkTime span_;
    Random random_;
    SimulationLedger ledger_;
    SimulatedAgenda agenda_;
    SimulatedCompany company_;
    SimulatedScheduler scheduler_;
    SimulatedSales sales_;
    SimulatedLeads leads_;
    SimulatedOffice office_;
    SimulatedReactions reactions_;
    WorkTime now_ = 0;
    Position seen_ = 0;
    Time away_since_;
    std::vector<Running> deals_;
    std::vector<std::uint32_t> free_slots_;
    std::unordered_map<Entity, std::uint32_t> slots_;  // of deals that may go on
    std::priority_queue<Action, std::vector<Action>, std::greater<>> actions_;
};

}  // namespace foxtrail
