// The gates between stages: what was submitted for them, how it was judged, and who was turned back with what missing.
#pragma once

#include "events/document.hpp"
#include "events/stage_model.hpp"

namespace foxtrail {

struct GateDocumentSubmitted {
    static constexpr EventType type{"gate_document.submitted", 1, "阶段文件提交"};
    static constexpr std::string_view doc = "A version of a document was submitted for leaving a stage, for the first time or anew.";
    GateDocumentId gate_document;
    OpportunityId opportunity;
    Stage stage;
    DocumentId document;
    DocumentKind kind;
    DocumentVersion version;
    std::optional<ContactId> confirmed_by{};  // at the customer: when he moves, his word has to be given anew
    bool operator==(const GateDocumentSubmitted&) const = default;
};
BOOST_DESCRIBE_STRUCT(GateDocumentSubmitted, (), (gate_document, opportunity, stage, document, kind, version, confirmed_by))

struct GateDocumentApproved {
    static constexpr EventType type{"gate_document.approved", 1, "阶段文件批准"};
    static constexpr std::string_view doc = "The version submitted was approved by somebody else than the submitter.";
    GateDocumentId gate_document;
    OpportunityId opportunity;
    Stage stage;
    DocumentId document;
    std::uint32_t version;
    EmployeeId approver;
    bool operator==(const GateDocumentApproved&) const = default;
};
BOOST_DESCRIBE_STRUCT(GateDocumentApproved, (), (gate_document, opportunity, stage, document, version, approver))

struct GateDocumentRejected {
    static constexpr EventType type{"gate_document.rejected", 1, "阶段文件驳回"};
    static constexpr std::string_view doc = "The version submitted was not good enough for the gate; another version may be submitted.";
    GateDocumentId gate_document;
    OpportunityId opportunity;
    Stage stage;
    DocumentId document;
    std::uint32_t version;
    std::string why;
    bool operator==(const GateDocumentRejected&) const = default;
};
BOOST_DESCRIBE_STRUCT(GateDocumentRejected, (), (gate_document, opportunity, stage, document, version, why))

enum class MissingBecause : std::uint8_t { not_submitted = 1, not_yet_approved, rejected, superseded, confirmer_left };
BOOST_DESCRIBE_ENUM(MissingBecause, not_submitted, not_yet_approved, rejected, superseded, confirmer_left)

struct GateReopened {
    static constexpr EventType type{"gate.reopened", 1, "阶段关口重开"};
    static constexpr std::string_view doc = "An approval does not hold any more: the document got another version, or the contact who had confirmed it moved.";
    GateDocumentId gate_document;
    OpportunityId opportunity;
    Stage stage;
    DocumentId document;
    std::uint32_t approved_version, newest_version;
    EmployeeId approver;
    // Of one version alone the contact's word is gone.
    MissingBecause because() const { return approved_version == newest_version ? MissingBecause::confirmer_left : MissingBecause::superseded; }
    bool operator==(const GateReopened&) const = default;
};
BOOST_DESCRIBE_STRUCT(GateReopened, (), (gate_document, opportunity, stage, document, approved_version, newest_version, approver))

struct MissingDocument {
    DocumentKind kind;
    MissingBecause because;
    bool operator==(const MissingDocument&) const = default;
};
BOOST_DESCRIBE_STRUCT(MissingDocument, (), (kind, because))

struct OpportunityStageAdvanceRejected1 {
    static constexpr EventType type{"opportunity.stage_advance_rejected", 1, "阶段升迁未通过"};
    static constexpr std::string_view doc = "Somebody wanted the opportunity to leave its stage, and the gate was not passed: this was missing.";
    OpportunityId opportunity;
    Stage from;
    std::optional<Stage> to;  // left out: it was to be won
    std::vector<MissingDocument> missing;
    bool operator==(const OpportunityStageAdvanceRejected1&) const = default;
};
BOOST_DESCRIBE_STRUCT(OpportunityStageAdvanceRejected1, (), (opportunity, from, to, missing))

struct OpportunityStageAdvanceRejected {
    static constexpr EventType type{"opportunity.stage_advance_rejected", 2, "阶段升迁未通过"};
    static constexpr std::string_view doc =
        "Somebody wanted the opportunity to leave its stage, and the gate was not passed: these documents and these roles of its team were missing.";
    OpportunityId opportunity;
    Stage from;
    std::optional<Stage> to;  // left out: it was to be won
    std::vector<MissingDocument> missing;
    std::vector<std::string> missing_roles{};
    bool operator==(const OpportunityStageAdvanceRejected&) const = default;
};
BOOST_DESCRIBE_STRUCT(OpportunityStageAdvanceRejected, (), (opportunity, from, to, missing, missing_roles))
inline OpportunityStageAdvanceRejected upcast(const OpportunityStageAdvanceRejected1& old) {
    return {old.opportunity, old.from, old.to, old.missing, {}};
}

using GateDocumentEvents = boost::mp11::mp_list<GateDocumentSubmitted, GateDocumentApproved, GateDocumentRejected, GateReopened,
                                                OpportunityStageAdvanceRejected1, OpportunityStageAdvanceRejected>;

}  // namespace foxtrail
