// A deal in a stage that asks for a proposal, and the proposal: what the tests of gates start from.
#pragma once

#include "commands/document.hpp"
#include "commands/gate_document.hpp"
#include "commands/gate_requirement.hpp"
#include "tests/commands/scenario.hpp"

namespace foxtrail::gate_tests {

inline constexpr EmployeeId boss{1}, seller{2};
inline constexpr DocumentId the_proposal{1};
inline constexpr GateDocumentId the_submission{1};

// A hash that is well formed and told apart by one digit.
inline std::string hash_of(char digit) { return "sha256:" + std::string(64, digit); }

inline RegisterDocument proposal_document(Entity about = the_deal.entity()) {
    return {about, DocumentKind::proposal, "Pumps for Acme", "Head of sales", hash_of('1'), 1'024};
}

inline SetGateRequirement asks_for(std::vector<DocumentKind> kinds, std::string stage = "Contact") {
    return {StageModelId{1}, {}, std::move(stage), {}, {}, std::move(kinds)};
}

// The owner of the deal, seller, has the proposal registered; its first stage asks for one.
struct GateScenario : Scenario {
    GateScenario() { company().deal().given(asks_for({DocumentKind::proposal})).given(proposal_document()); }

    GateScenario& approved() {
        given_as(seller, SubmitGateDocument{the_deal, "Contact", the_proposal}).given_as(boss, ApproveGateDocument{the_submission});
        return *this;
    }
    Time days_ago(int days) const { return {now.us - days * us_per_day}; }
    Date day(int days_from_now) const { return {date_of(now).days + days_from_now}; }
};

}  // namespace foxtrail::gate_tests
