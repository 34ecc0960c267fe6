#include "replay/simulation_gates.hpp"

#include "commands/document.hpp"
#include "commands/gate_document.hpp"
#include "commands/opportunity.hpp"
#include "commands/waiver.hpp"
#include "core/blobs.hpp"
#include "replay/simulation_texts.hpp"

namespace foxtrail {
namespace {

constexpr double turned_back_share = 0.06, waived_share = 0.08, sent_back_share = 0.1;

}  // namespace

bool SimulatedGates::pass(const Gate& gate, std::span<const DocumentKind> kinds) {
    const Saying saying{gate.owner, {}, gate.valid_at};
    if (gate.first_time && random_.chance(turned_back_share)) ledger_.attempt(gate.at, AdvanceStage{gate.opportunity, gate.next_stage}, saying);
    if (!gate.owner || !random_.chance(waived_share)) {
        for (const DocumentKind kind : kinds) hand_in(gate, kind);
        return true;
    }
    constexpr std::int32_t days = 30;
    for (const DocumentKind kind : kinds)
        ledger_.attempt(gate.at, WaiveGateDocument{gate.opportunity, gate.stage, kind, Date{date_of(gate.at).days + days}, "the customer knows the product"},
                        {company_.approver_for(gate.owner), {}, gate.valid_at});
    return false;
}

void SimulatedGates::hand_in(const Gate& gate, DocumentKind kind) {
    const Saying saying{gate.owner, {}, gate.valid_at};
    const Saying approver{company_.approver_for(gate.owner), {}, gate.valid_at};
    const DocumentId document{++documents_};
    const auto texts = document_texts();
    const auto first = random_.below(texts.size());
    const std::string_view text = texts[first], next = texts[(first + 1) % texts.size()];
    ledger_.issue(gate.at, RegisterDocument{gate.opportunity.entity(), kind, "for the customer", "sales manager", content_hash_of(text), text.size()}, saying);
    ledger_.issue(gate.at, SubmitGateDocument{gate.opportunity, gate.stage, document}, saying);
    const GateDocumentId submission{++submissions_};
    if (random_.chance(sent_back_share)) {
        ledger_.issue(gate.at, RejectGateDocument{submission, "the figures are of last year"}, approver);
        ledger_.issue(gate.at, AddDocumentVersion{document, content_hash_of(next), next.size(), "with this year's figures"}, saying);
        ledger_.issue(gate.at, SubmitGateDocument{gate.opportunity, gate.stage, document}, saying);
    }
    ledger_.issue(gate.at, ApproveGateDocument{submission}, approver);
}

}  // namespace foxtrail
