#include "replay/simulation/gates.hpp"

#include "commands/document.hpp"
#include "commands/gate_document.hpp"
#include "commands/opportunity.hpp"
#include "commands/waiver.hpp"
#include "core/blobs.hpp"
#include "replay/simulation/texts.hpp"

namespace foxtrail {
namespace {

constexpr double turned_back_share = 0.06, waived_share = 0.08, reused_share = 0.12;

}  // namespace

std::string_view SimulatedGates::text(std::size_t number) const {
    const auto texts = document_texts();
    return texts[number % texts.size()];
}

void SimulatedGates::try_to_leave(const Gate& gate) {
    if (gate.first_time && random_.chance(turned_back_share))
        ledger_.attempt(gate.at, AdvanceStage{gate.opportunity, gate.next_stage}, {gate.owner, late_reason(gate.valid_at), gate.valid_at});
}

bool SimulatedGates::waived(const Gate& gate, std::span<const DocumentKind> kinds) {
    constexpr std::int32_t days = 30;
    if (!gate.owner || !random_.chance(waived_share)) return false;
    for (const DocumentKind kind : kinds)
        ledger_.attempt(gate.at,
                        WaiveGateDocument{gate.opportunity, gate.stage, kind, Date{date_of(gate.at).days + days}, "the customer knows the product"},
                        {company_.approver_above(gate.owner), {}, gate.valid_at});
    return true;
}

SimulatedGates::Filed SimulatedGates::hand_in(const Gate& gate, DocumentKind kind) {
    const Saying saying{hands_in(gate.owner), {}, gate.valid_at};
    const DocumentId before{documents_}, document{++documents_};
    const std::size_t number = random_.below(document_texts().size());
    if (last_filed_for_ != gate.opportunity && before && random_.chance(reused_share))
        ledger_.attempt(gate.at, RecordDocumentReuse{before, gate.opportunity}, saying);
    last_filed_for_ = gate.opportunity;
    ledger_.issue(gate.at,
                  RegisterDocument{gate.opportunity.entity(), kind, "for the customer", "sales manager", content_hash_of(text(number)),
                                   text(number).size()},
                  saying);
    ledger_.issue(gate.at, SubmitGateDocument{gate.opportunity, gate.stage, document}, saying);
    return {document, {++submissions_}, gate.stage, gate.bit, 1, number};
}

void SimulatedGates::was_approved(const Gate& gate, const Filed& filed) {
    ledger_.issue(gate.at, ApproveGateDocument{filed.submission}, {company_.approver_for(gate.owner), {}, gate.valid_at});
}

void SimulatedGates::ask_for_waiver(const Gate& gate, DocumentKind kind) {
    const auto days = static_cast<std::int32_t>(random_.between(5, 30));
    ledger_.attempt(
        gate.at,
        RequestWaiver{gate.opportunity, gate.stage, kind, Date{date_of(gate.at).days + days}, "the customer wants the price first"},
        {gate.owner, {}, {}});
}

void SimulatedGates::revise(Filed& filed, OpportunityId opportunity, EmployeeId owner, Time at, std::string why) {
    ++filed.version;
    const std::string_view next = text(++filed.text);
    ledger_.issue(at, AddDocumentVersion{filed.document, content_hash_of(next), next.size(), std::move(why)}, {hands_in(owner), {}, {}});
    ledger_.issue(at, SubmitGateDocument{opportunity, filed.stage, filed.document}, {hands_in(owner), {}, {}});
}

}  // namespace foxtrail
