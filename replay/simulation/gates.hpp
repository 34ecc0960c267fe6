// The documents a simulated deal needs before it leaves a stage: handed in, and waived. Who approves them does so when he has seen
// them (deal_reactions.cpp).
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
        std::uint32_t bit;  // of the stage, in what a deal remembers of its gates
        EmployeeId owner;  // {}: nobody yet
        Time at;
        std::optional<Time> valid_at;
        bool first_time = true;  // no waiver can be in force
    };
    // The last document of a deal that was handed in.
    struct Filed {
        DocumentId document;
        GateDocumentId submission;
        std::string stage;
        std::uint32_t bit = 0, version = 1;
        std::size_t text = 0;
        explicit operator bool() const { return bool(document); }
    };
    // Somebody would leave the stage without its documents, and finds out what is missing.
    void try_to_leave(const Gate&);
    // Whether they are waived.
    bool waived(const Gate&, std::span<const DocumentKind>);
    // The owner would rather leave the stage without the document; somebody else answers.
    void ask_for_waiver(const Gate&, DocumentKind);
    Filed hand_in(const Gate&, DocumentKind);
    // What is written down late was approved then.
    void was_approved(const Gate&, const Filed&);
    // Another version: the gate waits for its approval.
    void revise(Filed&, OpportunityId, EmployeeId owner, Time at, std::string why);

private:
    EmployeeId hands_in(EmployeeId owner) const { return owner ? owner : company_.head_of({1}); }
    std::string_view text(std::size_t number) const;

    Random& random_;
    SimulationLedger& ledger_;
    SimulatedCompany& company_;
    std::uint32_t documents_ = 0, submissions_ = 0;
    OpportunityId last_filed_for_;
};

}  // namespace foxtrail
