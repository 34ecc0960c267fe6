// Submitting documents for a gate and judging them. One document at one gate of one opportunity is one entity, however often
// it is submitted.
#pragma once

#include "commands/opportunity.hpp"
#include "events/gate_document.hpp"

namespace foxtrail {

enum class GateStatus : std::uint8_t { submitted, approved, rejected, reopened };
BOOST_DESCRIBE_ENUM(GateStatus, submitted, approved, rejected, reopened)

struct GateDocument {
    GateDocumentId id;
    OpportunityId opportunity;
    Stage stage;
    DocumentId document;
    DocumentKind kind = DocumentKind::other;
    std::uint32_t version = 0;  // the one submitted last
    EmployeeId submitter, submitted_for, approver;  // for himself: {}
    GateStatus status = GateStatus::submitted;
    Time changed;
    std::optional<ContactId> confirmed_by{};
    MissingBecause reopened_because = MissingBecause::superseded;
};
BOOST_DESCRIBE_STRUCT(GateDocument, (), (id, opportunity, stage, document, kind, version, submitter, submitted_for, approver, status, changed, confirmed_by, reopened_because))
template <>
struct StateOf<GateDocumentId> { using type = GateDocument; };

inline constexpr std::size_t gate_documents_per_opportunity_max = 500;
inline constexpr std::size_t gates_per_document_max = 100;

// On its opportunity, on its document, which may get another version at any time, and on the contact who confirmed it.
RestsOn rests_on(const GateDocument&);
void evolve(GateDocument&, const GateDocumentSubmitted&, const Meta&);
void evolve(GateDocument&, const GateDocumentApproved&, const Meta&);
void evolve(GateDocument&, const GateDocumentRejected&, const Meta&);
void evolve(GateDocument&, const GateReopened&, const Meta&);

std::vector<GateDocument> gate_documents_of(const Facts&, OpportunityId, const Stage&);

// A document got this version: the gates of open opportunities it was approved for open again, and owner and approver are
// told (R8).
void reopen_gates(Decision&, const Facts&, DocumentId, std::uint32_t newest_version);
// The same for what a contact had confirmed, on open opportunities or on this one, before he moved or was replaced.
void reopen_confirmed_by(Decision&, const Facts&, ContactId, std::optional<OpportunityId> only = {});
// Both, for an opportunity that was closed since then and is open again.
void reopen_what_fell(Decision&, const Facts&, const Opportunity&, Time since);

struct SubmitGateDocument {
    static constexpr CommandType type{"gate.submit", "提交阶段文件"};
    static constexpr std::string_view doc = "Submit the newest version of a document for leaving a stage of an opportunity.";
    Ref<OpportunityId> opportunity;
    std::string stage;
    Ref<DocumentId> document;
    std::optional<Ref<ContactId>> confirmed_by{};
    static constexpr auto target = &SubmitGateDocument::opportunity;
};
BOOST_DESCRIBE_STRUCT(SubmitGateDocument, (), (opportunity, stage, document, confirmed_by))

struct ApproveGateDocument {
    static constexpr CommandType type{"gate.approve", "批准阶段文件"};
    static constexpr std::string_view doc = "Approve the version submitted for a gate; somebody else than the submitter does.";
    Ref<GateDocumentId> gate_document;
    static constexpr auto target = &ApproveGateDocument::gate_document;
};
BOOST_DESCRIBE_STRUCT(ApproveGateDocument, (), (gate_document))

struct RejectGateDocument {
    static constexpr CommandType type{"gate.reject", "驳回阶段文件"};
    static constexpr std::string_view doc = "Say why the version submitted for a gate is not good enough.";
    Ref<GateDocumentId> gate_document;
    std::string why;
    static constexpr auto target = &RejectGateDocument::gate_document;
};
BOOST_DESCRIBE_STRUCT(RejectGateDocument, (), (gate_document, why))

using GateDocumentCommands = boost::mp11::mp_list<SubmitGateDocument, ApproveGateDocument, RejectGateDocument>;
NounEntry gate_document_noun();

}  // namespace foxtrail
