// The documents a simulated deal needs before it leaves a stage: handed in, sent back, approved or waived.
#pragma once

#include "replay/simulation/company.hpp"

namespace foxtrail {

class SimulatedGates {
public:
    SimulatedGates(Random& random, SimulationLedger& ledger, SimulatedCompany& company)
        : random_(random), ledger_(ledger), company_(company) {}

    struct Gate {
        OpportunityId opportunity;
        std::string stage, next_stage;
        EmployeeId owner;  // {}: nobody yet
        Time at;
        std::optional<Time> valid_at;
        bool first_time = true;     // no waiver can be in force
        bool may_be_waived = true;  // nobody has asked for it
    };
    // The last document of a deal that was approved.
    struct Filed {
        DocumentId document;
        GateDocumentId submission;
        std::string stage;
        std::size_t text = 0;
        explicit operator bool() const { return bool(document); }
    };
    // Sees to it that the gate opens. What was filed will do another time too; nothing when its documents are waived.
    Filed pass(const Gate&, std::span<const DocumentKind>);
    // The owner would rather leave the stage without the document; somebody else answers.
    void ask_for_waiver(const Gate&, DocumentKind);
    // Another version opens the gate again, and is approved too.
    void revise(Filed&, OpportunityId, EmployeeId owner, Time at);

private:
    Filed hand_in(const Gate&, DocumentKind);
    std::string_view text(std::size_t number) const;

    Random& random_;
    SimulationLedger& ledger_;
    SimulatedCompany& company_;
    std::uint32_t documents_ = 0, submissions_ = 0;
    OpportunityId last_filed_for_;
};

}  // namespace foxtrail
