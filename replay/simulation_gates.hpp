// The documents a simulated deal needs before it leaves a stage: handed in, sent back, approved or waived.
#pragma once

#include "replay/simulation_company.hpp"

namespace foxtrail {

class SimulatedGates {
public:
    SimulatedGates(Random& random, SimulationLedger& ledger, SimulatedCompany& company) : random_(random), ledger_(ledger), company_(company) {}

    struct Gate {
        OpportunityId opportunity;
        std::string stage, next_stage;
        EmployeeId owner;  // {}: nobody yet
        Time at;
        std::optional<Time> valid_at;
        bool first_time = true;  // no waiver can be in force
    };
    // Sees to it that the gate opens. True when its documents are approved and will do another time too, false when waived.
    bool pass(const Gate&, std::span<const DocumentKind>);

private:
    void hand_in(const Gate&, DocumentKind);

    Random& random_;
    SimulationLedger& ledger_;
    SimulatedCompany& company_;
    std::uint32_t documents_ = 0, submissions_ = 0;
};

}  // namespace foxtrail
